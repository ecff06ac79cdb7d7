import type { Reading, Source, ThreadStateReading, TracingReading } from '../engine/evidence/model.ts';
import type { RegistryValue } from './parse/registry.ts';

/** A registry names at most so many threads, components and hotfixes; more are those of a damaged export. */
const MOST = 1000;

interface ThreadValues {
  currentState: string | null;
  requestedOperation: string | null;
  source: Source;
}

interface TracingValues {
  enabled: boolean | null;
  logFile: string | null;
  maxFileSize: number | null;
  readonly source: Source;
}

/** What the registry tells of threads, of tracing and of hotfixes; each key is put together from its values. */
export class RegistryStates {
  readonly #threads = new Map<string, ThreadValues>();
  readonly #tracing = new Map<string, TracingValues>();
  readonly #hotfixes = new Map<string, Reading<string>>();

  /**
   * A value of `Components\SMS_EXECUTIVE\Threads\<thread>`: `Current State` and `Requested Operation` (Q326589).
   *
   * @param thread name of the key as spelled
   */
  addThread(thread: string, { name, text }: RegistryValue, source: Source): void {
    const value = (text ?? '').trim();
    const key = thread.toUpperCase();
    const known = this.#threads.get(key);
    if (known === undefined && this.#threads.size >= MOST) return;
    const values = known ?? { currentState: null, requestedOperation: null, source };
    this.#threads.set(key, values);
    const plain = plainName(name);
    if (plain === 'currentstate' && value !== '') {
      values.currentState = value;
      values.source = source;
    } else if (plain === 'requestedoperation' && value !== '') values.requestedOperation = value;
  }

  /** A value of `Tracing\<component>`: `Enabled` and `MaxFileSize` (Q214979, Q241001), `TraceFilename` (Q191329). */
  addTracing(component: string, { name, text }: RegistryValue, source: Source): void {
    const value = (text ?? '').trim();
    const key = component.toUpperCase();
    const known = this.#tracing.get(key);
    if (known === undefined && this.#tracing.size >= MOST) return;
    const values = known ?? { enabled: null, logFile: null, maxFileSize: null, source };
    this.#tracing.set(key, values);
    const plain = plainName(name);
    if (plain === 'enabled' && /^\d+$/.test(value)) values.enabled = Number(value) !== 0;
    else if (plain === 'tracefilename' && value !== '') values.logFile = value;
    else if (plain === 'maxfilesize' && /^\d+$/.test(value)) values.maxFileSize = Number(value);
  }

  /**
   * A key or value below `Microsoft\Updates\SMS 2.0`: hotfixes written for SP1 or later stand there as
   * `<service pack>\Q<number>` (Q258149, Q267258).
   *
   * @param below the path below that key, and the name of the value behind it
   */
  addUpdate(below: string, source: Source): void {
    const hotfix = /(?:^|\\)(Q\d{6})(?![\dA-Za-z])/i.exec(below)?.[1]?.toUpperCase();
    if (hotfix === undefined || this.#hotfixes.has(hotfix) || this.#hotfixes.size >= MOST) return;
    this.#hotfixes.set(hotfix, { value: hotfix, source, text: below });
  }

  /** Threads whose state is told. */
  get threadStates(): readonly ThreadStateReading[] {
    return [...this.#threads].flatMap(([thread, { currentState, requestedOperation, source }]) =>
      currentState === null ? [] : [{ thread, currentState, requestedOperation, source }],
    );
  }

  get tracing(): readonly TracingReading[] {
    return [...this.#tracing].map(([component, values]) => ({ component, ...values }));
  }

  get hotfixes(): readonly Reading<string>[] {
    return [...this.#hotfixes.values()];
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}
