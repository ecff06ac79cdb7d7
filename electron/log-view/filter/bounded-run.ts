import { type Context, Script, createContext } from 'node:vm';
import { systemCode } from '../../site/errors.ts';

const script = new Script('work()');
let context: Context | null = null;

/** The work took longer than it may. */
export class TookTooLong extends Error {}

/**
 * Runs work that may never end by itself, as matching an expression may, and ends it when its time is over: the engine
 * looks at the clock of a `vm` script also inside of an expression. Nothing is run but `work`.
 *
 * @param milliseconds when it is ended
 * @throws TookTooLong, or what `work` throws
 */
export function runBounded(work: () => void, milliseconds: number): void {
  context ??= createContext({});
  context['work'] = work;
  try {
    script.runInContext(context, { timeout: milliseconds });
  } catch (error) {
    throw systemCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new TookTooLong() : error;
  } finally {
    context['work'] = undefined;
  }
}
