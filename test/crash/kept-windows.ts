/**
 * A Windows with one service that hangs when it is to stop. What its services and processes do outlasts the program that asks, so that
 * this program can be ended and another one goes on.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Host, ProgramResult } from '../../electron/host/host.ts';

export const EXECUTIVE = 'SMS_EXECUTIVE';
const IMAGE = 'smsexec.exe';
/** A process that has the name and is not the service's: nobody may touch it. */
const STRANGER = 7777;
const CODES = { STOPPED: 1, STOP_PENDING: 3, RUNNING: 4 } as const;
const ORDER = /^(?:sc (?:stop|start)|taskkill)/;

/** How it stands. */
export interface WindowsNow {
  readonly state: keyof typeof CODES;
  /** Of the service; 0 when it has none. */
  readonly pid: number;
  /** Of the last process that was begun. */
  readonly lastPid: number;
  /** Whether the process of the same name is still there. */
  readonly isStrangerThere: boolean;
  /** Orders since the beginning. */
  readonly orders: readonly string[];
}

const AT_FIRST: WindowsNow = {
  state: 'RUNNING',
  pid: 100,
  lastPid: 100,
  isStrangerThere: true,
  orders: [],
};

export interface KeptWindows {
  readonly host: Host;
  readonly now: () => WindowsNow;
}

const exited = (code: number, output: string): ProgramResult => ({
  ending: 'exited',
  code,
  output,
  errors: '',
});

function queryex({ state, pid }: WindowsNow): string {
  return [
    '',
    `SERVICE_NAME: ${EXECUTIVE} `,
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

interface Answered {
  readonly next: WindowsNow;
  readonly result: ProgramResult;
}

function answer(now: WindowsNow, program: string, args: readonly string[]): Answered {
  const stays = (code: number, output: string): Answered => ({ next: now, result: exited(code, output) });
  if (program === 'tasklist') {
    const running = [now.pid, ...(now.isStrangerThere ? [STRANGER] : [])].filter((pid) => pid !== 0);
    return stays(0, running.map((pid) => `"${IMAGE}","${pid}","Services","0","9,044 K"\n`).join(''));
  }
  if (program === 'taskkill') {
    const pid = Number(args[args.indexOf('/pid') + 1]);
    const done = exited(0, `SUCCESS: The process with PID ${pid} has been terminated.\n`);
    if (pid === STRANGER) return { next: { ...now, isStrangerThere: false }, result: done };
    if (pid !== now.pid) return stays(128, '');
    return { next: { ...now, state: 'STOPPED', pid: 0 }, result: done };
  }
  if (program !== 'sc')
    return { next: now, result: { ending: 'missing', code: null, output: '', errors: '' } };
  const [verb, name] = args.filter((word) => !word.startsWith('\\\\'));
  if (name !== EXECUTIVE) return stays(1060, '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n');
  switch (verb) {
    case 'queryex':
      return stays(0, queryex(now));
    case 'stop':
      if (now.state === 'STOPPED') return stays(1062, '[SC] ControlService FAILED 1062:\n');
      return {
        next: { ...now, state: 'STOP_PENDING' },
        result: exited(0, 'STATE              : 3  STOP_PENDING\n'),
      };
    case 'start': {
      if (now.state !== 'STOPPED') return stays(1056, '[SC] StartService FAILED 1056:\n');
      const pid = now.lastPid + 4;
      return {
        next: { ...now, state: 'RUNNING', pid, lastPid: pid },
        result: exited(0, 'STATE              : 2  START_PENDING\n'),
      };
    }
    default:
      return stays(1, 'DESCRIPTION:\n');
  }
}

/** @param file where it is kept; the service runs when it is not there */
export function keptWindows(file: string): KeptWindows {
  const read = (): WindowsNow =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WindowsNow) : AT_FIRST;
  return {
    now: read,
    host: {
      run: (program, args, options) => {
        options?.signal?.throwIfAborted();
        const { next, result } = answer(read(), program, args);
        const line = [program, ...args].join(' ');
        if (ORDER.test(line)) {
          // The order and what comes of it are one: Windows does not die with this program.
          writeFileSync(`${file}.new`, JSON.stringify({ ...next, orders: [...next.orders, line] }));
          renameSync(`${file}.new`, file);
        }
        return Promise.resolve(result);
      },
    },
  };
}
