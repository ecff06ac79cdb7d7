import type {
  FromReader,
  ReaderTask,
  ReaderTasks,
  TaskMessage,
  TaskProgress,
  TaskResult,
} from '../reader/protocol.ts';

/** What the client needs of the process that does the reading. */
export interface ReaderProcess {
  send(message: TaskMessage): void;
  kill(): void;
  onMessage(listener: (message: FromReader) => void): void;
  onExit(listener: (code: number | null) => void): void;
}

interface OpenTask {
  readonly message: TaskMessage;
  readonly settle: (result: TaskResult<never>) => void;
  readonly finish: (result: TaskResult<ReaderTasks[ReaderTask]['response']>) => void;
  readonly progress: (progress: TaskProgress) => void;
}

export interface RunningTask<T> {
  readonly result: Promise<TaskResult<T>>;
  /** Ends the task at once; its result is then `cancelled`, unless it was done before. */
  cancel(): void;
}

/**
 * Gives tasks to the reader process, which is started when first needed and again after it ended. A crash of it ends
 * its open tasks with an error and nothing else.
 */
export class ReaderClient {
  readonly #start: () => ReaderProcess;
  readonly #open = new Map<number, OpenTask>();
  #process: ReaderProcess | null = null;
  #lastId = 0;

  /** @param start Starts a reader process. */
  constructor(start: () => ReaderProcess) {
    this.#start = start;
  }

  /**
   * Gives one task to the reader.
   * @param task Which one.
   * @param request What it needs.
   * @param onProgress Told how far it is.
   * @returns The running task; its result never rejects.
   */
  run<T extends ReaderTask>(
    task: T,
    request: ReaderTasks[T]['request'],
    onProgress: (progress: TaskProgress) => void = () => undefined,
  ): RunningTask<ReaderTasks[T]['response']> {
    const id = ++this.#lastId;
    // A union over the tasks cannot be built from a generic task name without saying so.
    const message = { id, task, request } as TaskMessage;
    const result = new Promise<TaskResult<ReaderTasks[T]['response']>>((resolve) => {
      this.#open.set(id, {
        message,
        settle: resolve,
        // The reader answers a task with that task's response; the id ties the two together.
        finish: resolve,
        progress: onProgress,
      });
    });
    this.#give(message);
    return { result, cancel: () => this.#cancel(id) };
  }

  /** Ends the reader process; open tasks end as cancelled. */
  stop(): void {
    const process = this.#process;
    this.#process = null;
    process?.kill();
    this.#settleAll({ result: 'cancelled' });
  }

  #give(message: TaskMessage): void {
    try {
      this.#running().send(message);
    } catch (error) {
      const task = this.#open.get(message.id);
      this.#open.delete(message.id);
      const detail = error instanceof Error ? error.message : String(error);
      task?.settle({
        result: 'failed',
        error: {
          code: 'reader-not-started',
          message: `The part that reads the site could not be started (${detail}).`,
          nextStep:
            'Close other programs and try once more. If it happens again, close this program and open it anew.',
        },
      });
    }
  }

  #running(): ReaderProcess {
    if (this.#process !== null) return this.#process;
    const process = this.#start();
    this.#process = process;
    process.onMessage((message) => {
      if (this.#process === process) this.#receive(message);
    });
    process.onExit((code) => {
      if (this.#process !== process) return;
      this.#process = null;
      this.#settleAll({
        result: 'failed',
        error: {
          code: 'reader-ended',
          message: `The part that reads the site stopped unexpectedly (code ${code ?? 'unknown'}).`,
          nextStep:
            'Try once more. If it happens again, choose single log files instead of the whole folder, to find out which one it stops at.',
        },
      });
    });
    return process;
  }

  #receive(message: FromReader): void {
    const task = this.#open.get(message.id);
    if (task === undefined) return;
    if (message.kind === 'progress') {
      task.progress(message.progress);
      return;
    }
    this.#open.delete(message.id);
    task.finish(message.result);
  }

  /**
   * Ends the task by ending its process: threads that wait for a share that does not answer end no other way, and the
   * next reading would wait for them. What else was asked of the process is asked of a new one, as every task may be
   * done twice.
   */
  #cancel(id: number): void {
    const task = this.#open.get(id);
    if (task === undefined) return;
    this.#open.delete(id);
    task.settle({ result: 'cancelled' });
    const process = this.#process;
    this.#process = null;
    process?.kill();
    for (const other of [...this.#open.values()]) this.#give(other.message);
  }

  #settleAll(result: TaskResult<never>): void {
    const tasks = [...this.#open.values()];
    this.#open.clear();
    for (const task of tasks) task.settle(result);
  }
}
