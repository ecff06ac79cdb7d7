/** How sources and answers are named, and how an answer is found. */
import type { Answer, Source } from './model.ts';

/** `Logs/Despool.log:1042`, or the path alone when the whole file is meant. */
export function nameOfSource(source: Source): string {
  return source.line === null ? source.path : `${source.path}:${source.line}`;
}

/** The newest answer to a question, null when it was not answered. */
export function answerTo(answers: readonly Answer[], question: string): Answer | null {
  return answers.findLast((answer) => answer.question === question) ?? null;
}

/** `answered by A. Meyer`. */
export function nameOfAnswer(answer: Answer): string {
  return `answered by ${answer.by ?? 'the technician'}`;
}
