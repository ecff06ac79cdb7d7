import { whyUnreadable } from '../../site/errors.ts';
import { OpenLog } from '../index/open-log.ts';
import type { TagTable } from '../index/tag-table.ts';
import { DiskSource } from '../source/disk-source.ts';

/** What came of looking at the files of a view. */
export interface Looked {
  /** The logs from now on; the same array when none was replaced. */
  readonly logs: readonly OpenLog[];
  readonly grown: boolean;
  /** What happened, in words. */
  readonly notices: readonly string[];
}

const ROLLED_OVER = /\.lo_$/i;

/** Name of the file that a log is renamed to when it has its full size (Q241001), in the case of the name. */
function rolledOverName(name: string): string | null {
  return /\.log$/i.test(name) ? `${name.slice(0, -1)}_` : null;
}

/**
 * The part of a log that was rolled over, when it is not in the view yet. It holds what was on the screen a moment ago.
 */
async function rolledOverPart(
  log: OpenLog,
  logs: readonly OpenLog[],
  table: TagTable,
): Promise<OpenLog | null> {
  const { source } = log;
  if (!(source instanceof DiskSource)) return null;
  const name = rolledOverName(source.path);
  const file = rolledOverName(source.diskPath);
  if (name === null || file === null) return null;
  if (logs.some(({ source: other }) => other.path.toLowerCase() === name.toLowerCase())) return null;
  const part = await source.beside(name, file);
  return part === null ? null : new OpenLog(part, table);
}

function hasSuccessor(log: OpenLog, logs: readonly OpenLog[]): boolean {
  const successor = log.source.path.replace(ROLLED_OVER, '.log').toLowerCase();
  return logs.some(({ source }) => source.path.toLowerCase() === successor);
}

/**
 * Looks at all files once, and puts new logs in place of those that are others now.
 * @param following whether what was written behind the end is read, too
 */
export async function lookAgain(
  logs: readonly OpenLog[],
  table: TagTable,
  following: boolean,
): Promise<Looked> {
  const now: OpenLog[] = [];
  const notices: string[] = [];
  let grown = false;
  const again = (log: OpenLog): void => {
    log.index.forget();
    now.push(new OpenLog(log.source, table));
  };
  for (const log of logs) {
    const { path } = log.source;
    const change = await changeOf(log);
    if (change === 'gone') {
      if (log.missed === 1) {
        log.problem = 'It is no longer there.';
        notices.push(`${path} is no longer there.`);
      }
      // A log that is being rolled over is missing for a moment.
      log.missed += 1;
    } else if (log.missed > 0 && change !== 'unreadable') {
      log.missed = 0;
      log.problem = log.source.problem;
    }
    if (change === 'rolled-over') {
      const part = await rolledOverPart(log, logs, table);
      if (part !== null) now.push(part);
      const older = part?.source.path ?? olderInView(path, logs);
      if (older !== null) notices.push(`${path} was rolled over. Its earlier lines are in ${older}.`);
      else if (!ROLLED_OVER.test(path) || !hasSuccessor(log, logs))
        notices.push(`${path} was replaced by another file and is read again.`);
      again(log);
    } else if (change === 'shorter') {
      notices.push(`${path} became shorter and is read again.`);
      again(log);
    } else if (change === 'rewritten') {
      notices.push(`${path} was written anew and is read again.`);
      again(log);
    } else {
      if (change === 'grown' && following) {
        log.problem = log.source.problem;
        log.grow();
        grown = true;
      }
      now.push(log);
    }
  }
  const isSame = now.length === logs.length && now.every((log, at) => log === logs[at]);
  return { logs: isSame ? logs : now, grown, notices };
}

function olderInView(path: string, logs: readonly OpenLog[]): string | null {
  const name = rolledOverName(path)?.toLowerCase();
  return logs.find(({ source }) => source.path.toLowerCase() === name)?.source.path ?? null;
}

async function changeOf(log: OpenLog): Promise<Awaited<ReturnType<OpenLog['check']>> | 'unreadable'> {
  try {
    return await log.check();
  } catch (error) {
    log.problem = whyUnreadable(error);
    return 'unreadable';
  }
}
