/** What an answer is about, as its id tells, and how that is named in words. */
import type { QuestionEntry } from '../knowledge/entry.ts';

export type AnswerSubject =
  /** A question of the knowledge base, by its id. */
  | { readonly kind: 'question'; readonly id: string }
  | { readonly kind: 'release' }
  /** A service pack was put on after the evidence was collected. */
  | { readonly kind: 'release-changed' }
  | { readonly kind: 'collected-at' }
  | { readonly kind: 'service-state'; readonly service: string }
  /** Path below Inboxes, lower case, forward slashes. */
  | { readonly kind: 'inbox'; readonly path: string }
  | { readonly kind: 'backlog-rule'; readonly path: string }
  /** Base name of the log, lower case. */
  | { readonly kind: 'log-text'; readonly family: string };

const PREFIXED = /^(service-state|inbox|backlog-rule|log-text):(.+)$/;

/** Tells what an answer is about; an id that is none of the agreed ones is taken for a question of the knowledge base. */
export function subjectOfAnswer(question: string): AnswerSubject {
  if (question === 'release' || question === 'release-changed' || question === 'collected-at') {
    return { kind: question };
  }
  const match = PREFIXED.exec(question);
  const rest = match?.[2] ?? '';
  switch (match?.[1]) {
    case 'service-state':
      return { kind: 'service-state', service: rest.toUpperCase() };
    case 'inbox':
      return { kind: 'inbox', path: belowInboxes(rest) };
    case 'backlog-rule':
      return { kind: 'backlog-rule', path: belowInboxes(rest) };
    case 'log-text':
      return { kind: 'log-text', family: rest.toLowerCase() };
    default:
      return { kind: 'question', id: question };
  }
}

/** Path of a folder below `Inboxes` as rules and answers write it: lower case, forward slashes, nothing in front. */
export function belowInboxes(path: string): string {
  return path
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/^\/+|\/+$/g, '')
    .replace(/^(?:.*\/)?inboxes\//, '');
}

/**
 * Names what an answer is about for people; ids are for machines.
 * @param questions questions of the knowledge base, whose own words are used
 */
export function nameOfQuestion(question: string, questions: readonly QuestionEntry[] = []): string {
  const subject = subjectOfAnswer(question);
  switch (subject.kind) {
    case 'release':
      return 'Release of the site';
    case 'release-changed':
      return 'Service pack put on after the evidence was collected';
    case 'collected-at':
      return 'Time at which the evidence was collected';
    case 'service-state':
      return `State of ${subject.service}`;
    case 'inbox':
      return `Files in ${subject.path.replaceAll('/', '\\')}`;
    case 'backlog-rule':
      return `From when on ${subject.path.replaceAll('/', '\\')} is backed up`;
    case 'log-text':
      return `Pasted lines of ${nameOfLog(subject.family)}`;
    case 'question':
      return questions.find((entry) => entry.id === subject.id)?.text ?? 'Another question';
  }
}

/** `Despool.log` for `despool`. */
export function nameOfLog(family: string): string {
  return `${family[0]?.toUpperCase() ?? ''}${family.slice(1)}.log`;
}
