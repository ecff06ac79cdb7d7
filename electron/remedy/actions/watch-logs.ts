/** Whether the threads log again: their logs get lines that are more than the waiting line of a hang. */
import { open } from 'node:fs/promises';
import { parseLine } from '../../engine/log/line.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { type FileNow, fileNow } from '../site-files.ts';
import { needsFolder } from '../words.ts';

const MOST_TAIL_BYTES = 256 * 1024;
/** What Despool.log repeats while the threads hang (Q260366); a log with nothing else does not move. */
const WAITING = 'Waiting for an available despooling thread';

const nameOfLog = (family: string): string => `${family.replace(/\.log$/i, '')}.log`;

/** What was written behind `from`; of a log that began anew, its beginning. */
async function textBehind(now: FileNow, from: number): Promise<string> {
  const begin = Math.max(from > now.bytes ? 0 : from, now.bytes - MOST_TAIL_BYTES);
  const file = await open(now.path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(now.bytes - begin),
      0,
      now.bytes - begin,
      begin,
    );
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

const linesOf = (text: string): readonly string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.includes(WAITING));

/** True when something other than the waiting line was written behind `bytes`. */
async function movedSince(now: FileNow, bytes: number): Promise<boolean> {
  return now.bytes !== bytes && linesOf(await textBehind(now, bytes)).length > 0;
}

/** Time at which this run last began to start a service, null when it did not. */
function startedAt({ records, run, plan }: ActionContext): number | null {
  const starts = plan.steps.filter(({ action }) => action?.do === 'start-service').map(({ id }) => id);
  const start = records.findLast(
    (record) => record.kind === 'step-intent' && record.run === run && starts.includes(record.step),
  );
  return start === undefined ? null : Date.parse(start.at);
}

/** True when a line carries a stamp of after the start. Only the clock of this computer can be compared with its own logs. */
async function isStampedSinceStart(context: ActionContext, now: FileNow): Promise<boolean> {
  const started = startedAt(context);
  if (started === null || context.target.host.is?.target.name !== null) return false;
  const wall = started - new Date(started).getTimezoneOffset() * 60_000;
  return linesOf(await textBehind(now, 0)).some((line) => (parseLine(line).stamp?.time ?? 0) > wall);
}

async function lookAtLogs(context: ActionContext, families: readonly string[]): Promise<Look> {
  const begin = context.waitedSeconds === null ? undefined : context.intent?.shown.seen.facts;
  const [moved, silent, missing]: [string[], string[], string[]] = [[], [], []];
  const facts: Record<string, number | null> = {};
  for (const family of families) {
    const log = nameOfLog(family);
    const now = await fileNow(context, `Logs/${log}`);
    facts[log] = now?.bytes ?? null;
    if (now === null) {
      missing.push(log);
      continue;
    }
    const before = begin?.[log];
    const from = typeof before === 'number' ? before : begin === undefined ? now.bytes : 0;
    const moves = (await movedSince(now, from)) || (await isStampedSinceStart(context, now));
    (moves ? moved : silent).push(log);
  }
  const absent = missing.length === 0 ? '' : ` Not there: ${missing.join(', ')}.`;
  if (moved.length + silent.length === 0) {
    const text = `None of these logs is there: ${missing.join(', ')}. Logging may be off.`;
    const nextStep = 'Turn logging on (Q241001), or look whether the inboxes drain.';
    return { state: 'unknown', text, facts, trouble: { code: 'not-met', message: text, nextStep } };
  }
  if (silent.length === 0)
    return { state: 'after', text: `All logs move: ${moved.join(', ')}.${absent}`, facts };
  const some = moved.length === 0 ? 'No log moves yet' : `These logs move: ${moved.join(', ')}`;
  return { state: 'before', text: `${some}. Silent so far: ${silent.join(', ')}.${absent}`, facts };
}

export function watchLogs(families: readonly string[], limitSeconds: number): RemedyAction {
  return {
    limitSeconds,
    everySeconds: 5,
    waitsFor: 'the logs to move',
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look: (context) => lookAtLogs(context, families),
    show: () => ({
      what: `Watches ${families.map(nameOfLog).join(', ')} for new lines, for at most ${limitSeconds} seconds.`,
    }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        'Threads with a timer may be silent for up to an hour (Q199816): watch again. If all of them are silent, or Despool.log only says that it waits, the fault is back: go through this plan once more (Q260366).',
    }),
  };
}
