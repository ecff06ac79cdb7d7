/** What a thread has to do, and what stops its log from telling anything. */
import { belowInboxes } from '../answers/answer-ids.ts';
import { nameOfSource } from '../evidence/citing.ts';
import type { SiteEvidence } from '../evidence/model.ts';
import type { Knowledge } from '../knowledge/entry.ts';
import type { ThreadFact } from '../knowledge/site-facts.ts';
import { wordsOfDuration } from '../time/format.ts';
import type { AssessedInbox } from './backlog.ts';

/**
 * `waits`: one of its inboxes is backed up. `few`: old files lie there, but not enough for a backlog; they may be left
 * over. `young`: what lies there has just come. `empty`: its inboxes are empty. `unknown`: no inbox of it was collected, or it has none that is known.
 */
export interface ThreadWork {
  readonly state: 'waits' | 'few' | 'young' | 'empty' | 'unknown';
  /** In a sentence. */
  readonly text: string;
}

/** What is known of a thread by any of its names, null when it is not known to be one of the Executive. */
export function findThread(component: string, knowledge: Knowledge): ThreadFact | null {
  const wanted = component.toUpperCase();
  return (
    knowledge.facts.threads.find((thread) =>
      [thread.component, ...(thread.aliases ?? [])].some((name) => name.toUpperCase() === wanted),
    ) ?? null
  );
}

/** What waits in the inboxes that a thread empties. */
export function threadWork(
  component: string,
  inboxes: readonly AssessedInbox[],
  knowledge: Knowledge,
): ThreadWork {
  const name = findThread(component, knowledge)?.component ?? component.toUpperCase();
  const own = inboxes.filter(({ assessment }) => assessment.kind === 'queue' && assessment.reader === name);
  if (own.length === 0) {
    const hasInbox = knowledge.facts.inboxes.some((fact) => fact.kind === 'queue' && fact.reader === name);
    return {
      state: 'unknown',
      text: hasInbox
        ? 'Its inbox was not collected, so nothing says whether it had anything to do.'
        : 'No inbox of its own is known, so nothing says whether it had anything to do.',
    };
  }
  const waiting = own.filter(isWaiting).sort((a, b) => b.folder.files - a.folder.files);
  const backedUp = waiting.find(({ assessment }) => assessment.backlog);
  if (backedUp) return { state: 'waits', text: `Work waits for it: ${inWords(backedUp)}.` };
  const [few] = waiting;
  if (few) return { state: 'few', text: `Too little waits for it to tell: ${inWords(few)}.` };
  const filled = own.find(({ folder }) => folder.files > 0);
  if (filled) return { state: 'young', text: `What lies in its inbox is young: ${inWords(filled)}.` };
  const names = own.map(({ folder }) => nameOf(folder.path));
  return {
    state: 'empty',
    text: `It had nothing to do: ${names.slice(0, 2).join(' and ')} ${names.length === 1 ? 'is' : 'are'} empty.`,
  };
}

/** True unless the inboxes were collected and nothing waits in any queue of the Executive. */
export function workWaitsAnywhere(
  inboxes: readonly AssessedInbox[],
  evidence: SiteEvidence,
  knowledge: Knowledge,
): boolean {
  if (!evidence.coverage.inboxes) return true;
  const threads = new Set(knowledge.facts.threads.map((thread) => thread.component));
  const queues = inboxes.filter(
    ({ assessment }) =>
      assessment.kind === 'queue' && assessment.reader !== null && threads.has(assessment.reader),
  );
  return queues.length === 0 || queues.some(isWaiting);
}

/**
 * Why the log of a thread says nothing of how it stands: the registry shows it stopped (Q326589), or its logging is
 * turned off (Q214979). Null when nothing of the kind is known.
 */
export function muteReason(component: string, evidence: SiteEvidence): string | null {
  const name = component.toUpperCase();
  const state = evidence.threadStates.find((reading) => reading.thread.toUpperCase() === name);
  if (state && /^stopped$/i.test(state.currentState.trim())) {
    return `The registry shows this thread as ${state.currentState} (${nameOfSource(state.source)}), so it was stopped: neither a stall nor idleness (Q326589).`;
  }
  const tracing = evidence.tracing.find((reading) => reading.component.toUpperCase() === name);
  if (tracing?.enabled === false) {
    return `Its logging is turned off (${nameOfSource(tracing.source)}), so its silence says nothing (Q214979).`;
  }
  return null;
}

function isWaiting({ assessment }: AssessedInbox): boolean {
  if (assessment.judgement === 'true') return true;
  const { rule, oldestAgeMinutes: age } = assessment;
  return assessment.files > 0 && rule !== null && age !== null && age >= rule.ageMinutes;
}

function inWords({ folder, assessment }: AssessedInbox): string {
  const files = folder.files === 1 ? '1 file' : `${folder.files} files`;
  const age = assessment.oldestAgeMinutes;
  const oldest = age === null || age < 0 ? '' : `, the oldest ${wordsOfDuration(age * 60_000)} old`;
  return `${files} in ${nameOf(folder.path)}${oldest} (${nameOfSource(folder.source)})`;
}

function nameOf(path: string): string {
  return belowInboxes(path).replaceAll('/', '\\');
}
