/**
 * A Windows whose services behave as a test says, answering in the texts that sc, tasklist, taskkill and reg print (see
 * `test/fixtures/host`). Wine has the real thing; here is what Wine cannot do: other computers, refusals, missing programs.
 */
import type { Host, ProgramResult } from '../../../electron/host/host.ts';
import { ended, exited } from '../host/recorded.ts';

export interface ScriptedService {
  state: 'STOPPED' | 'START_PENDING' | 'STOP_PENDING' | 'RUNNING';
  pid: number;
  /** What becomes of it when it is told to stop; stops at once when not said. */
  onStop?: () => void;
}

const CODES = { STOPPED: 1, START_PENDING: 2, STOP_PENDING: 3, RUNNING: 4 } as const;

export class ScriptedWindows implements Host {
  /** Command lines, in order. */
  readonly asked: string[] = [];
  readonly services = new Map<string, ScriptedService>();
  /** Image by process id. */
  readonly processes = new Map<number, string>([[4, 'System.exe']]);
  /** Answers that go before all others, by the beginning of the command line. */
  readonly answers = new Map<string, ProgramResult>();
  /** Called before each answer. */
  before: (line: string) => void | Promise<void> = () => undefined;
  #lastPid = 100;

  /** A service that runs, with its process. */
  add(name: string, image: string, onStop?: () => void): ScriptedService {
    const pid = this.#begin(image);
    const service: ScriptedService = { state: 'RUNNING', pid, ...(onStop === undefined ? {} : { onStop }) };
    this.services.set(name, service);
    this.#images.set(name, image);
    return service;
  }

  stopped(name: string): void {
    const service = this.services.get(name);
    if (service === undefined) return;
    this.processes.delete(service.pid);
    service.state = 'STOPPED';
    service.pid = 0;
  }

  started(name: string): void {
    const service = this.services.get(name);
    if (service === undefined) return;
    service.pid = this.#begin(this.#images.get(name) ?? 'x.exe');
    service.state = 'RUNNING';
  }

  readonly #images = new Map<string, string>();

  #begin(image: string): number {
    this.#lastPid += 4;
    this.processes.set(this.#lastPid, image);
    return this.#lastPid;
  }

  readonly run: Host['run'] = async (program, args, options) => {
    options?.signal?.throwIfAborted();
    const line = [program, ...args].join(' ');
    this.asked.push(line);
    await this.before(line);
    for (const [begin, answer] of this.answers) if (line.startsWith(begin)) return answer;
    switch (program) {
      case 'sc':
        return this.#sc(args.filter((word) => !word.startsWith('\\\\')));
      case 'tasklist':
        return exited(
          0,
          [...this.processes]
            .map(([pid, image]) => `"${image}","${pid}","Services","0","9,044 K"\n`)
            .join(''),
        );
      case 'taskkill':
        return this.#taskkill(Number(args[args.indexOf('/pid') + 1]));
      default:
        return ended('missing');
    }
  };

  #sc([verb, name = '']: readonly string[]): ProgramResult {
    const service = this.services.get(name);
    if (service === undefined)
      return exited(
        1060,
        `[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n\nThe specified service does not exist as an installed service.\n`,
      );
    switch (verb) {
      case 'queryex':
        return exited(0, queryex(name, service));
      case 'stop':
        if (service.state === 'STOPPED') return exited(1062, '[SC] ControlService FAILED 1062:\n');
        if (service.onStop === undefined) this.stopped(name);
        else service.onStop();
        return exited(0, 'STATE              : 3  STOP_PENDING\n');
      case 'start':
        if (service.state === 'RUNNING') return exited(1056, '[SC] StartService FAILED 1056:\n');
        this.started(name);
        return exited(0, 'STATE              : 2  START_PENDING\n');
      default:
        return exited(1, 'DESCRIPTION:\n');
    }
  }

  #taskkill(pid: number): ProgramResult {
    if (!this.processes.has(pid)) return exited(128, '', `ERROR: The process "${pid}" not found.\n`);
    this.processes.delete(pid);
    for (const service of this.services.values()) {
      if (service.pid === pid) Object.assign(service, { state: 'STOPPED', pid: 0 });
    }
    return exited(0, `SUCCESS: The process with PID ${pid} has been terminated.\n`);
  }
}

function queryex(name: string, { state, pid }: ScriptedService): string {
  return [
    '',
    `SERVICE_NAME: ${name} `,
    '        TYPE               : 10  WIN32_OWN_PROCESS  ',
    `        STATE              : ${CODES[state]}  ${state} `,
    '                                (STOPPABLE, PAUSABLE, ACCEPTS_SHUTDOWN)',
    '        WIN32_EXIT_CODE    : 0  (0x0)',
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '        CHECKPOINT         : 0x0',
    '        WAIT_HINT          : 0x0',
    `        PID                : ${pid}`,
    '        FLAGS              : ',
    '',
  ].join('\n');
}
