/** Reads lines of a log that somebody pasted, with the same scanner as the logs themselves. */
import type { Answer, LogEvidence, LogFile, WatchedText } from '../evidence/model.ts';
import { parseLine, tidyMessage } from '../log/line.ts';
import { LogScanner } from '../log/scanner.ts';
import type { ServerClock, ServerTime } from '../time/server-time.ts';
import { nameOfLog } from './answer-ids.ts';

/** More than this is not read: whoever has more has the log itself. */
export const MOST_PASTED_CHARACTERS = 20_000;

export interface PastedReading {
  readonly logs: LogEvidence;
  readonly clock: ServerClock;
  readonly file: LogFile;
  /** Lines that hold anything. */
  readonly lines: number;
  /** Lines left out because the log that was read has them or goes on after them. */
  readonly older: number;
}

/** How pasted lines are cited: `pasted by A. Meyer`, with the log's name where one person pasted several. */
export function nameOfPaste(answer: Answer, family: string, several: boolean): string {
  const who = `pasted by ${answer.by ?? 'the technician'}`;
  return several ? `${who} (${nameOfLog(family)})` : who;
}

/** The part of a pasted text that is read, with one kind of line end. */
export function tidyPaste(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .slice(0, MOST_PASTED_CHARACTERS)
    .replace(/\r\n?/g, '\n');
}

/**
 * Scans pasted lines.
 * @param text as pasted, any variant of the line format
 * @param place how the lines are cited, and the log they stand for (base name, lower case)
 * @param watched texts that knowledge entries look for
 * @param read logs that were read: of a component in them only newer lines are taken
 */
export function readPastedLog(
  text: string,
  place: { readonly path: string; readonly family: string },
  watched: readonly WatchedText[],
  read: LogEvidence | null,
): PastedReading {
  const lines = linesOfPaste(text, watched);
  const { kept, older } = read === null ? { kept: lines, older: 0 } : withoutKnownLines(lines, place, read);
  const scanner = new LogScanner({ watched });
  scanner.beginFile(place.path, {
    family: place.family,
    rolledOver: false,
    codePage: 'text',
    decode: (part) => part,
  });
  const content = kept.join('\n');
  // What was pasted ends where the technician ended it: its last line is whole, or was left out above.
  scanner.push(content.endsWith('\n') ? content : `${content}\n`);
  const file: LogFile = { ...scanner.endFile(content.length), pasted: true };
  const { evidence, clock } = scanner.finish();
  return {
    logs: { ...evidence, files: [file] },
    clock,
    file,
    lines: lines.filter((line) => line.trim() !== '').length,
    older,
  };
}

/**
 * The lines of a pasted text that count, each at its place. Lines without a tail below those that have one are text
 * without time, unless they were plainly cut off while copying: the last one when it is the beginning of another message
 * or of a watched text, and one that repeats the last message, for it tells nothing more than that.
 * @param text as pasted
 * @param watched texts that knowledge entries look for
 */
export function linesOfPaste(text: string, watched: readonly WatchedText[]): readonly string[] {
  const lines = tidyPaste(text).split('\n');
  const messages = lines.map((line) => tidyMessage(parseLine(line).message).toLowerCase());
  const lastTailed = lines.findLastIndex((line) => parseLine(line).tail !== 'none');
  if (lastTailed < 0) return lines;
  const end = lines.findLastIndex((line) => line.trim() !== '');
  const whole = [...messages, ...watched.map((watch) => tidyMessage(watch.text).toLowerCase())];
  return lines.map((line, index) => {
    const message = messages[index] ?? '';
    if (index <= lastTailed || message === '') return line;
    const isBeginning =
      index === end && whole.some((other) => other.length > message.length && other.startsWith(message));
    return isBeginning || message === messages[lastTailed] ? '' : line;
  });
}

/** Lines that are taken out become empty, so that the numbers of the others stay. */
function withoutKnownLines(
  lines: readonly string[],
  { family }: { readonly family: string },
  read: LogEvidence,
): { readonly kept: readonly string[]; readonly older: number } {
  const kept = [...lines];
  const lastOf = new Map(
    read.components.map((activity) => [activity.component.toUpperCase(), activity.lastStamped?.time ?? null]),
  );
  const familyRead = read.files.some((file) => file.family === family && file.lines > 0);
  let older = 0;
  // A line without a tail is the beginning of the one that has it.
  let untailed: number[] = [];
  let endsNewer = false;
  const leaveOut = (indexes: readonly number[]): void => {
    for (const index of indexes) {
      if (kept[index]?.trim() !== '') older += 1;
      kept[index] = '';
    }
  };
  for (const [index, line] of lines.entries()) {
    const { component, stamp, tail } = parseLine(line);
    untailed.push(index);
    if (tail === 'none') continue;
    const name = component?.toUpperCase() ?? null;
    const known = name === null ? familyRead : lastOf.has(name);
    const last: ServerTime | null = name === null ? null : (lastOf.get(name) ?? null);
    const isNewer = stamp !== null && last !== null && stamp.time > last;
    if (known && !isNewer) leaveOut(untailed);
    endsNewer = isNewer || !known;
    untailed = [];
  }
  // What stands below a newer line is newer too.
  if (familyRead && !endsNewer) leaveOut(untailed);
  return { kept, older };
}
