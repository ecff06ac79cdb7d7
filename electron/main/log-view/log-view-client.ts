import type { Outcome, UserError } from '../../contract/ipc.ts';
import type { LogViewState } from '../../contract/log-view.ts';
import type {
  FromLogViewer,
  LogViewChannel,
  LogViewRequests,
  LogViewResponse,
  ToLogViewer,
} from '../../log-view/protocol.ts';

/** What the client needs of the process that reads logs for the log reader. */
export interface LogViewerProcess {
  send(message: ToLogViewer): void;
  kill(): void;
  onMessage(listener: (message: FromLogViewer) => void): void;
  onExit(listener: (code: number | null) => void): void;
}

type Settle = (outcome: Outcome<LogViewResponse<LogViewChannel>>) => void;

const STOPPED: UserError = {
  code: 'log-view-closed',
  message: 'The log reader was closed before this was done.',
  nextStep: 'Open the log once more.',
};

/**
 * Asks the log viewer process, which is started when first needed and again after it ended. A crash of it ends what was
 * asked of it with an error and nothing else; its view is gone then, and the window opens the log again.
 */
export class LogViewClient {
  readonly #start: () => LogViewerProcess;
  readonly #open = new Map<number, Settle>();
  #process: LogViewerProcess | null = null;
  #changed: (state: LogViewState) => void = () => undefined;
  #lastId = 0;

  /** @param start Starts a log viewer process. */
  constructor(start: () => LogViewerProcess) {
    this.#start = start;
  }

  /** Tells `listener` from now on when a view has changed. */
  onChanged(listener: (state: LogViewState) => void): void {
    this.#changed = listener;
  }

  /**
   * Asks one thing of the log viewer.
   * @returns Its answer; never rejects.
   */
  ask<C extends LogViewChannel>(
    channel: C,
    request: LogViewRequests[C],
  ): Promise<Outcome<LogViewResponse<C>>> {
    const id = ++this.#lastId;
    return new Promise<Outcome<LogViewResponse<C>>>((resolve) => {
      // The process answers a request with that channel's response; the id ties the two together.
      this.#open.set(id, resolve);
      try {
        // A union over the channels cannot be built from a generic channel without saying so.
        this.#running().send({ id, channel, request } as ToLogViewer);
      } catch (error) {
        this.#open.delete(id);
        const detail = error instanceof Error ? error.message : String(error);
        resolve({
          ok: false,
          error: {
            code: 'log-viewer-not-started',
            message: `The part that shows logs could not be started (${detail}).`,
            nextStep:
              'Close other programs and try once more. If it happens again, close this program and open it anew.',
          },
        });
      }
    });
  }

  /** Ends the process and with it the open view; does nothing when none runs. */
  stop(): void {
    const process = this.#process;
    this.#process = null;
    process?.kill();
    this.#settleAll(STOPPED);
  }

  #running(): LogViewerProcess {
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
        code: 'log-viewer-ended',
        message: `The part that shows logs stopped unexpectedly (code ${code ?? 'unknown'}).`,
        nextStep: 'Open the log once more. If it happens again, open fewer logs at a time.',
      });
    });
    return process;
  }

  #receive(message: FromLogViewer): void {
    if (message.kind === 'changed') {
      this.#changed(message.state);
      return;
    }
    const settle = this.#open.get(message.id);
    this.#open.delete(message.id);
    settle?.(message.outcome);
  }

  #settleAll(error: UserError): void {
    const waiting = [...this.#open.values()];
    this.#open.clear();
    for (const settle of waiting) settle({ ok: false, error });
  }
}
