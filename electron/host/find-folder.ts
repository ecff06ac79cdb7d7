import type { Unreadable } from '../engine/evidence/model.ts';
import type { RegistryValue } from '../site/parse/registry.ts';
import { isSiteCode } from '../site/registry-facts.ts';
import { failureOf, nextStepOf, sentenceOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import { HostError } from './host-error.ts';
import { parseSmsShares } from './parse/shares.ts';
import type { Target } from './server-name.ts';
import { type FolderAnswer, isUncPath, probeFolder } from './unc.ts';

export interface FoundFolder {
  /** Null when none was found that answers. */
  readonly folder: string | null;
  readonly unreadable: readonly Unreadable[];
  /** What the last folder that was tried answered, null when none was known to try. */
  readonly answer: FolderAnswer | null;
}

const DRIVE_PATH = /^([a-z]):(?:[\\/]|$)/i;

/** A folder of the other computer's disk as it is reached from here: `D:\SMS` is `\\NYSMS01\D$\SMS`. */
function reached(target: Target, folder: string): string {
  if (target.name === null) return folder;
  return `${target.label}\\${folder.replace(DRIVE_PATH, '$1$\\').replaceAll('/', '\\')}`;
}

/**
 * The folder a person typed, as it is reached from here.
 * @throws HostError `folder-elsewhere` when it is no full path, or stands on another computer: Windows would sign in there
 */
export function typedFolder(target: Target, typed: string): string {
  const folder = typed.trim().replace(/(?<!:)[\\/]+$/, '');
  if (DRIVE_PATH.test(folder)) return reached(target, folder);
  if (!isUncPath(folder)) {
    throw new HostError(
      'folder-elsewhere',
      `${typed} is no full path.`,
      'Type it from the disk or the share on, such as D:\\SMS or \\\\NYSMS01\\SMS_CEN.',
    );
  }
  const computer = /^[\\/]{2}([^\\/]+)/.exec(folder)?.[1] ?? '';
  if (computer.toUpperCase() !== target.name?.toUpperCase()) {
    throw new HostError(
      'folder-elsewhere',
      `${folder} is not on ${target.label}.`,
      'Type the computer of that folder as the server, and read again.',
    );
  }
  return folder.replaceAll('/', '\\');
}

/**
 * Folder and site code as the registry has them. `Installation Directory` of `SMS\Setup` is known from later releases; that
 * `SMS\Identification` has one too is from memory, and the names of the values there are printed nowhere.
 */
function fromRegistry(registry: readonly RegistryValue[]): {
  readonly folders: readonly string[];
  readonly codes: readonly string[];
} {
  const folders: string[] = [];
  const codes: string[] = [];
  for (const { key, name, text } of registry) {
    const below = /\\Microsoft\\SMS\\(Setup|Identification)$/i.exec(key)?.[1]?.toLowerCase();
    const plain = name.toLowerCase().replace(/[^a-z]/g, '');
    if (below === undefined || text === null) continue;
    if (plain === 'installationdirectory' && DRIVE_PATH.test(text.trim())) folders.push(text.trim());
    else if (below === 'identification' && /^(?:this)?sitecode$/.test(plain) && isSiteCode(text.trim()))
      codes.push(text.trim().toUpperCase());
  }
  return { folders, codes };
}

/** The shares that the computer names, as folders that can be reached from here. */
async function fromShares(
  host: Host,
  target: Target,
  options: RunOptions,
): Promise<{ readonly folders: readonly string[]; readonly unreadable: readonly Unreadable[] }> {
  const args = target.name === null ? ['share'] : ['view', target.label];
  const result = await host.run('net', args, options);
  const shares = result.ending === 'exited' && result.code === 0 ? parseSmsShares(result.output) : [];
  if (shares.length === 0) {
    const failure = failureOf('net', result);
    const listed = failure.kind === 'strange' && result.code === 0;
    const why = listed
      ? `${target.label} has no share named SMS_ and a site code.`
      : `${sentenceOf('net', failure, target)} ${nextStepOf(failure, target)}`;
    return { folders: [], unreadable: [{ source: ['net', ...args].join(' '), why }] };
  }
  const folders = shares.flatMap(({ share, folder }) =>
    target.name === null ? (folder ?? []) : `${target.label}\\${share}`,
  );
  return { folders, unreadable: [] };
}

const ANSWERS: Readonly<Record<FolderAnswer['answer'], string>> = {
  folder: '',
  file: 'It is a file, not a folder.',
  silent: 'It did not answer in time.',
  refused: 'It could not be opened.',
};

/** Why a folder that was tried is not used. */
function whyNot(answer: FolderAnswer): string {
  if (answer.answer !== 'refused') return ANSWERS[answer.answer];
  if (answer.code === 'ENOENT') return 'It is not there, or the server cannot be reached.';
  if (answer.code === 'EACCES' || answer.code === 'EPERM') return 'You have no right to read it.';
  return `It could not be opened; the system reported ${answer.code}.`;
}

/**
 * Finds the SMS directory: the typed folder; else the share called after the site, the folder of the registry, the shares
 * that the computer names. Each is looked at with a time limit before it is used.
 *
 * @param typed as `typedFolder` gave it, null when nothing was typed
 * @throws the reason of the signal when it fires
 */
export async function findFolder(
  host: Host,
  target: Target,
  typed: string | null,
  registry: readonly RegistryValue[] | null,
  options: RunOptions,
): Promise<FoundFolder> {
  const unreadable: Unreadable[] = [];
  const tried = new Set<string>();
  let last: FolderAnswer | null = null;
  const firstThatAnswers = async (folders: readonly string[]): Promise<string | null> => {
    for (const folder of folders) {
      if (tried.has(folder.toUpperCase())) continue;
      tried.add(folder.toUpperCase());
      last = await probeFolder(folder, options.signal === undefined ? {} : { signal: options.signal });
      if (last.answer === 'folder') return folder;
      unreadable.push({ source: folder, why: whyNot(last) });
    }
    return null;
  };

  if (typed !== null) return { folder: await firstThatAnswers([typed]), unreadable, answer: last };
  const known = fromRegistry(registry ?? []);
  const shared = target.name === null ? [] : known.codes.map((code) => `${target.label}\\SMS_${code}`);
  const installed = known.folders.map((folder) => reached(target, folder));
  const found = await firstThatAnswers([...shared, ...installed]);
  // What did not answer on the way to one that did is of no interest.
  if (found !== null) return { folder: found, unreadable: [], answer: last };
  const shares = await fromShares(host, target, options);
  unreadable.push(...shares.unreadable);
  const named = await firstThatAnswers(shares.folders);
  return { folder: named, unreadable: named === null ? unreadable : [], answer: last };
}
