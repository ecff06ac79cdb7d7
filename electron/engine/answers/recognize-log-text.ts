/** Tells what pasted log lines hold before they are given as an answer. */
import { watchedTexts, type Condition, type Knowledge } from '../knowledge/entry.ts';
import { parseLine } from '../log/line.ts';
import { isoServerTime, wordsOfTime } from '../time/format.ts';
import { MOST_PASTED_CHARACTERS, linesOfPaste, readPastedLog } from './pasted-log.ts';

/** What was recognized; the shape of `PastedLog` in the contract with the window. */
export interface RecognizedLog {
  readonly lines: number;
  /** Lines in which component or time were recognized. */
  readonly recognized: number;
  readonly components: readonly string[];
  /** ISO server times without offset. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  /** Texts that known faults are told by, with the articles they count for. */
  readonly known: readonly { readonly text: string; readonly articles: readonly string[] }[];
  readonly summary: string;
}

/** More components than this are not named one by one. */
const MOST_NAMED = 4;

/**
 * Looks through pasted lines.
 * @param text as pasted, in any variant of the line format, also as copied out of SMS Trace
 * @param knowledge entries whose texts are looked for
 */
export function recognizeLogText(text: string, knowledge: Knowledge): RecognizedLog {
  const watched = watchedTexts(knowledge);
  // Which log it is, is not known yet, so a line without a component counts for every log.
  const anywhere = watched.map((watch) => ({ ...watch, files: [] }));
  const { logs } = readPastedLog(text, { path: 'pasted', family: '' }, anywhere, null);
  const lines = linesOfPaste(text, watched).filter((line) => line.trim() !== '');
  const parsed = lines.map(parseLine);
  const times = parsed.flatMap((line) => line.stamp?.time ?? []);
  const components = logs.components.map((activity) => activity.component);
  const known = watched
    .filter((watch) => logs.hits.some((hits) => hits.watchId === watch.id))
    .map((watch) => ({ text: watch.text, articles: articlesThatWatch(watch.text, knowledge) }));
  const recognized = parsed.filter((line) => line.component !== null || line.stamp !== null).length;
  const result = {
    lines: lines.length,
    recognized,
    components,
    firstTime: times.length === 0 ? null : isoServerTime(least(times)),
    lastTime: times.length === 0 ? null : isoServerTime(greatest(times)),
    known,
  };
  return { ...result, summary: summarize(result, times, text.length > MOST_PASTED_CHARACTERS) };
}

function summarize(found: Omit<RecognizedLog, 'summary'>, times: readonly number[], wasCut: boolean): string {
  if (found.lines === 0) return 'There is no text yet. Paste the last lines of the log.';
  const parts: string[] = [];
  const number = found.lines === 1 ? '1 line' : `${found.lines} lines`;
  if (found.recognized === 0) {
    parts.push(
      `${number}. None of them names its component or its time, so only the texts themselves can be used. Copy whole lines if you can.`,
    );
  } else {
    const names = found.components.slice(0, MOST_NAMED).join(', ');
    const more = found.components.length - MOST_NAMED;
    const of = names === '' ? '' : ` of ${names}${more > 0 ? ` and ${more} more` : ''}`;
    const from = wordsOfTime(least(times));
    const span =
      times.length === 0
        ? ', without times'
        : least(times) === greatest(times)
          ? `, of ${from}`
          : `, ${from.replace(/ server time$/, '')} to ${wordsOfTime(greatest(times))}`;
    parts.push(`${number}${of}${span}.`);
    const unknown = found.lines - found.recognized;
    if (unknown > 0) {
      parts.push(
        `${unknown === 1 ? '1 line was' : `${unknown} lines were`} not recognized; they are taken as text.`,
      );
    }
  }
  parts.push(
    found.known.length === 0
      ? 'No text is among them that a known fault is told by.'
      : found.known.map((item) => `"${item.text}" counts for ${item.articles.join(' and ')}.`).join(' '),
  );
  if (wasCut) parts.push(`Only the first 20,000 characters count.`);
  return parts.join(' ');
}

function articlesThatWatch(text: string, knowledge: Knowledge): readonly string[] {
  const holds = (condition: Condition): boolean => {
    if ('logText' in condition) return condition.logText.text === text;
    if ('all' in condition) return condition.all.some(holds);
    if ('any' in condition) return condition.any.some(holds);
    return 'not' in condition && holds(condition.not);
  };
  return knowledge.entries
    .filter((entry) => entry.conditions.some((condition) => holds(condition.when)))
    .map((entry) => entry.id);
}

function least(times: readonly number[]): number {
  return times.reduce((best, time) => Math.min(best, time), Infinity);
}

function greatest(times: readonly number[]): number {
  return times.reduce((best, time) => Math.max(best, time), -Infinity);
}
