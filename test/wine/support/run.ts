/** Programs and batch files under Wine. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { type RunLimits, runLimited } from './limited-run.ts';
import type { WinePrefix } from './prefix.ts';

export interface WineOptions {
  /** Folder of this system the program runs in; the prefix's `C:\` when not said. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limitMs?: number;
  readonly limitBytes?: number;
  /** In which the program prints; without a console Wine's cmd.exe does it in `windows-1252`, its reg.exe in `cp437`. */
  readonly codePage?: 'windows-1252' | 'cp437';
}

export interface WineResult {
  /** Exit code; null when it was ended for time or output. */
  readonly code: number | null;
  /** Text, decoded as `WineOptions.codePage` says; else as cmd.exe prints. */
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly tooMuch: boolean;
}

/** Windows code pages of a prefix, as its registry has them. */
const ANSI = 'windows-1252';
const OEM = 'cp437';

let launchers = 0;

/**
 * Runs a Windows program.
 * @param program `reg.exe`, or the path of an .exe of this system or of Windows
 * @param args as the program gets them
 */
export async function wine(
  prefix: WinePrefix,
  program: string,
  args: readonly string[] = [],
  options: WineOptions = {},
): Promise<WineResult> {
  const { cwd = prefix.driveC, env, codePage = ANSI, ...limits } = options;
  const all: RunLimits = { ...limits, cwd, env: { ...prefix.env, ...env } };
  const { stdout, stderr, ...ended } = await runLimited('wine', [program, ...args], all);
  return { ...ended, stdout: iconv.decode(stdout, codePage), stderr: iconv.decode(stderr, codePage) };
}

/** An argument as a batch line needs it. Wine's cmd reads a percent sign twice, so there is no way to hand one over. */
function quoted(argument: string): string {
  if (/["%\r\n]/.test(argument)) throw new Error(`cmd.exe cannot be given this argument: ${argument}`);
  return argument === '' || /[^\w.:\\/-]/.test(argument) ? `"${argument}"` : argument;
}

/**
 * Runs a batch file with Wine's cmd.exe. A batch of one line starts it: no `call`, which loses exit codes, and a name with
 * blanks works. Arguments with blanks and the like arrive in quotes (`%~1` takes them off).
 * @param batchFile absolute path, of this system or of Windows
 */
export async function runCmd(
  prefix: WinePrefix,
  batchFile: string,
  args: readonly string[] = [],
  options: WineOptions = {},
): Promise<WineResult> {
  const batch = /^[a-z]:\\/i.test(batchFile) ? batchFile : prefix.toWindows(batchFile);
  const name = `start-${++launchers}.cmd`;
  const line = `@${[batch, ...args].map(quoted).join(' ')}\r\n`;
  await writeFile(path.join(prefix.driveC, 'windows', 'temp', name), iconv.encode(line, OEM));
  return wine(prefix, 'cmd.exe', ['/c', `C:\\windows\\temp\\${name}`], options);
}
