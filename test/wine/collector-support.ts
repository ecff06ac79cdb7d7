/** Runs of collect.cmd under Wine's cmd.exe, on made-up servers. */
import { copyFile, mkdir, rename, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import type { WinePrefix } from './support/prefix.ts';
import { windowsProgram } from './support/program.ts';
import { type WineOptions, type WineResult, runCmd } from './support/run.ts';

export const COLLECTOR = fileURLToPath(new URL('../../assets/collector/collect.cmd', import.meta.url));

/** A run takes about six seconds on two busy cores. */
export const RUN_LIMIT_MS = 60_000;

/** What a run left: its folder on this system, the sections of its snapshot.ini and its files. */
export interface Snapshot {
  readonly folder: string;
  readonly name: string;
  /** Values by section and key; the first of each key. */
  readonly ini: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Paths below the folder, with forward slashes. */
  readonly files: readonly string[];
  readonly step: (name: string) => string | undefined;
  readonly value: (name: string) => string | undefined;
  readonly text: (file: string) => Promise<string>;
}

export interface CollectRun extends WineResult {
  /** Folders whose names begin with SMSSNAP- in the target, oldest first by name. */
  readonly snapshots: readonly Snapshot[];
}

/**
 * Puts collect.cmd into a folder of the prefix, as on a stick, and runs it there.
 * @param stick folder of this system
 * @param args arguments of collect.cmd
 * @param target folder of this system in which snapshots are looked for; the stick when not said
 */
export async function collect(
  prefix: WinePrefix,
  stick: string,
  args: readonly string[] = [],
  options: WineOptions & {
    readonly target?: string;
    /** False when collect.cmd lies there already. */
    readonly copied?: boolean;
  } = {},
): Promise<CollectRun> {
  const { target = stick, copied = true, ...limits } = options;
  const program = path.join(stick, 'collect.cmd');
  if (copied) {
    await mkdir(stick, { recursive: true });
    await copyFile(COLLECTOR, program);
  }
  const result = await runCmd(prefix, program, args, { limitMs: RUN_LIMIT_MS, ...limits });
  return { ...result, snapshots: await snapshotsIn(target) };
}

/** @returns the snapshots in a folder by name */
export async function snapshotsIn(folder: string): Promise<Snapshot[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('SMSSNAP-')).sort();
  return Promise.all(names.map((name) => readSnapshot(path.join(folder, name))));
}

async function readSnapshot(folder: string): Promise<Snapshot> {
  const text = async (file: string): Promise<string> => decoded(await readFile(path.join(folder, file)));
  const ini = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of (await text('snapshot.ini')).split('\r\n')) {
    const head = /^\[(.*)\]$/.exec(line)?.[1];
    if (head !== undefined) {
      section = ini.get(head) ?? new Map<string, string>();
      ini.set(head, section);
      continue;
    }
    const cut = line.indexOf('=');
    const key = line.slice(0, cut);
    if (cut > 0 && !section.has(key)) section.set(key, line.slice(cut + 1));
  }
  return {
    folder,
    name: path.basename(folder),
    ini,
    files: (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort(),
    step: (name) => ini.get('Steps')?.get(name),
    value: (name) => ini.get('Snapshot')?.get(name),
    text,
  };
}

function decoded(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe
    ? bytes.subarray(2).toString('utf16le')
    : iconv.decode(bytes, 'windows-1252');
}

/** Writes files of a made-up tree below a folder of this system. */
export async function tree(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** A small SMS directory with something of everything that is collected. */
export const SMALL_SITE: Readonly<Record<string, string>> = {
  'Logs/Despool.log': 'newest despooler lines\r\n',
  'Logs/Despool.lo_': 'older despooler lines\r\n',
  'Logs/Smsexec.log': 'executive\r\n',
  'Logs/My own component.log': 'a name with blanks\r\n',
  'Logs/readme.txt': 'no log',
  'Logs/CrashDumps/20010516_smsexec/Crash.log': 'Time = 05/16/2001 16:55:47\r\n',
  'Logs/CrashDumps/20010517_smsexec/thread.log': 'no crash.log here\r\n',
  'Logs/CrashDump/Crash.log': 'Time = 05/15/2001 16:55:47\r\n',
  'Inboxes/despoolr.box/receive/1_ABCDEF.PCK': 'package',
  'Inboxes/despoolr.box/receive/1_ABCDEF.SNI': '',
  'Inboxes/ddm.box/A.DDR': 'record',
  'Inboxes/loose.tmp': 'lies in no inbox',
  'Inboxes/nt_logon.box/Locks/touch.me': 'not',
  'Inboxes/nt_logon.box/Notify/nt_logon.not': '',
  'Inboxes/smsbkup.box/Smsbkup.ctl': '[Tokens]\r\n[Start]\r\n',
  'Inboxes/smsbkup.box/Smsmbkup.ctl': '[Start]\r\n',
  'Inboxes/clicomp.src/base/compver.ini': 'Version=2.00.1493.2009\r\n',
  'Inboxes/clicomp.src/hinv/Compver.ini': 'Version=2.00.1493.2000\r\n',
  'Inboxes/clicomp.src/hinv/i386/hinv.exe': 'not collected',
};

/**
 * Puts stand-ins for Windows programs into a folder of the prefix.
 * @param answers text by what was asked, as `net share SMS_NYC`; see `programs/collector-stand-in.c`
 * @returns what to add to the environment of a run
 */
export async function standIns(
  prefix: WinePrefix,
  folder: string,
  answers: Readonly<Record<string, string | Uint8Array>>,
): Promise<Readonly<Record<string, string>>> {
  const program = await windowsProgram('collector-stand-in');
  await mkdir(path.join(folder, 'answers'), { recursive: true });
  for (const [asked, text] of Object.entries(answers)) {
    const name = asked.replace(/[^\w .-]/g, '_');
    const file = name.endsWith('.hang') ? name : `${name}.txt`;
    await writeFile(
      path.join(folder, 'answers', file),
      typeof text === 'string' ? iconv.encode(text, 'cp437') : text,
    );
    const exe = path.join(folder, `${/^[^ .]+/.exec(asked)?.[0] ?? ''}.exe`);
    await copyFile(program, exe);
  }
  return { WINEPATH: prefix.toWindows(folder) };
}

/**
 * Does something while programs of Wine are out of the way, as on a Windows that has none or has another's: those in the
 * system folder are found before stand-ins.
 */
export async function without<T>(
  prefix: WinePrefix,
  programs: readonly string[],
  doing: () => Promise<T>,
): Promise<T> {
  const folder = path.join(prefix.driveC, 'windows', 'system32');
  const move = async (from: string, to: string): Promise<void> => {
    for (const program of programs) {
      await rename(path.join(folder, `${program}.${from}`), path.join(folder, `${program}.${to}`));
    }
  };
  await move('exe', 'old');
  try {
    return await doing();
  } finally {
    await move('old', 'exe');
  }
}
