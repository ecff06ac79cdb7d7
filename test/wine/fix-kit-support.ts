/** Kits on made-up servers, run by Wine's cmd.exe. */
import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { diskFiles } from '../../electron/files/file-operations.ts';
import { type ReturnedResult, kitResultOfRun } from '../../electron/fix-kit/kit-result-of-run.ts';
import { type KitEntry, type KitResult, readKitResult } from '../../electron/fix-kit/read-kit-result.ts';
import { type KitInput, writeFixKit } from '../../electron/fix-kit/write-kit.ts';
import type { WinePrefix } from './support/prefix.ts';
import { windowsProgram } from './support/program.ts';
import { type WineOptions, type WineResult, runCmd } from './support/run.ts';

/** Each program that a script starts takes a tenth of a second and more. */
export const KIT_LIMIT_MS = 240_000;

export type StandIn = 'fc' | 'pulist' | 'tlist' | 'sc' | 'kill' | 'sleep';

export interface Kit {
  readonly folder: string;
  readonly input: KitInput;
  readonly run: (script: string, args?: readonly string[], options?: WineOptions) => Promise<WineResult>;
  readonly result: () => Promise<KitResult>;
  readonly ofRun: () => Promise<ReturnedResult>;
  /** The last entry of a step. */
  readonly last: (step: string) => Promise<KitEntry | undefined>;
}

/**
 * Writes a kit to a folder of the prefix.
 * @param standIns programs that lie in it: cmd.exe looks in the current folder first, and WINEPATH adds it to the PATH
 */
export async function kitOn(
  prefix: WinePrefix,
  name: string,
  input: KitInput,
  standIns: readonly StandIn[],
): Promise<Kit> {
  const folder = path.join(prefix.driveC, name);
  await writeFixKit(diskFiles, folder, input);
  const program = await windowsProgram('kit-stand-in');
  for (const one of standIns) await copyFile(program, path.join(folder, `${one}.exe`));
  const result = async (): Promise<KitResult> =>
    readKitResult(await readFile(path.join(folder, 'result.txt')));
  return {
    folder,
    input,
    run: (script, args = [], options = {}) =>
      runCmd(prefix, path.join(folder, script), args, {
        limitMs: KIT_LIMIT_MS,
        ...options,
        env: { WINEPATH: prefix.toWindows(folder), ...options.env },
      }),
    result,
    ofRun: async () =>
      kitResultOfRun(await result(), { id: input.run, caseId: input.caseId, plan: input.plan }),
    last: async (step) => (await result()).steps.find((entry) => entry.step === step),
  };
}

/** Makes what an SMS directory is known by. */
export async function smsDirectory(prefix: WinePrefix, name = 'SMS'): Promise<string> {
  const folder = path.join(prefix.driveC, name);
  await mkdir(path.join(folder, 'Inboxes', 'Smsbkup.box'), { recursive: true });
  await mkdir(path.join(folder, 'Logs'), { recursive: true });
  return folder;
}

/** Names of a folder without what the kit itself brought. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
