/** Reading a site server where it stands: what is asked of it beside the files of its SMS directory. */
import { statfs } from 'node:fs/promises';
import type { LiveAbility } from '../contract/ipc.ts';
import type { DiskReading, Unreadable } from '../engine/evidence/model.ts';
import { untilCancelled } from '../site/cancel.ts';
import { whyUnreadable } from '../site/errors.ts';
import type { LiveFacts } from '../site/live-facts.ts';
import { Patience } from '../site/tree/patience.ts';
import { askClock } from './ask-clock.ts';
import { askProcesses } from './ask-processes.ts';
import { askRegistry } from './ask-registry.ts';
import { askServices } from './ask-services.ts';
import { type Failure, nextStepOf, sentenceOf } from './failure.ts';
import { type FoundFolder, findFolder, typedFolder } from './find-folder.ts';
import { type Host, type RunOptions, thisWindows } from './host.ts';
import { HostError, type HostErrorCode } from './host-error.ts';
import { type Target, targetOf } from './server-name.ts';

/** A computer that is not there keeps a first call waiting for some 40 s before Windows gives up. */
const CALL_LIMIT_MS = 60_000;
/** Nothing that is asked for is longer than a few hundred KB. */
const CALL_LIMIT_BYTES = 16 * 1024 * 1024;

/** Which server, and where its SMS directory is. */
export interface LiveRequest {
  /** Computer name or address; empty: this computer. */
  readonly server: string;
  /** SMS directory (`D:\SMS`, or a UNC path on that server); empty: found by registry and shares. */
  readonly folder: string;
}

export interface LiveOptions {
  readonly signal: AbortSignal;
  /** Told what is being asked, in words. */
  readonly onActivity: (activity: string) => void;
  /** Where the programs run; the Windows this program runs on when not said. */
  readonly host?: Host;
}

/**
 * Whether a site server can be read where it stands.
 * @param platform as in `process.platform`
 */
export function liveAbility(platform: string): LiveAbility {
  if (platform === 'win32') return { possible: true, why: null };
  return {
    possible: false,
    why: 'A site server is asked with the programs of Windows, and this computer does not run Windows.',
  };
}

const CODES: Readonly<Partial<Record<Failure['kind'], HostErrorCode>>> = {
  denied: 'server-denied',
  'sign-in': 'server-denied',
  'other-account': 'server-denied',
  unreachable: 'server-unreachable',
  'no-rpc': 'server-unreachable',
  'old-protocol': 'server-unreachable',
  silent: 'server-silent',
};

/** Why nothing could be had: the reason that tells most. */
function nothingRead(
  target: Target,
  services: Failure | null,
  registry: { readonly failure: Failure | null; readonly unreadable: readonly Unreadable[] } | null,
): HostError {
  const failures = [['sc', services] as const, ['reg', registry?.failure ?? null] as const];
  const failed = failures.flatMap(([program, failure]) => (failure === null ? [] : [{ program, failure }]));
  const telling = failed.find(({ failure }) => failure.kind !== 'strange');
  // A registry that was read and has no SMS tells more than a program that only failed.
  const cause = telling ?? (registry?.failure === null ? undefined : failed[0]);
  if (cause !== undefined) {
    const { program, failure } = cause;
    const code = CODES[failure.kind] ?? 'server-not-read';
    return new HostError(code, sentenceOf(program, failure, target), nextStepOf(failure, target));
  }
  return new HostError(
    'server-not-read',
    `Nothing of an SMS site was found on ${target.label}. ${registry?.unreadable[0]?.why ?? ''}`.trim(),
    'Check the name of the server. If SMS is installed there, type its SMS directory as the folder.',
  );
}

async function freeSpace(
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly disks: readonly DiskReading[]; readonly unreadable: readonly Unreadable[] }> {
  const disk = /^[a-z]:/i.exec(folder)?.[0].toUpperCase() ?? folder;
  try {
    const { bavail, bsize } = await untilCancelled(
      new Patience().wait(() => statfs(folder)),
      signal,
    );
    const source = { kind: 'folder', path: folder, line: null } as const;
    return { disks: [{ disk, freeBytes: bavail * bsize, source }], unreadable: [] };
  } catch (error) {
    signal.throwIfAborted();
    return { disks: [], unreadable: [{ source: disk, why: `Free space: ${whyUnreadable(error)}` }] };
  }
}

/**
 * Asks a server for its registry, services, processes, clock and disk, and finds its SMS directory. Signs in with the account
 * this program runs under; no other is asked for or kept. What could not be had is null, and `unreadable` says why.
 *
 * @throws HostError when the name is none, or nothing at all could be had
 * @throws the reason of `signal` when it fires
 */
export async function collectLive(request: LiveRequest, options: LiveOptions): Promise<LiveFacts> {
  const { signal, onActivity } = options;
  const target = targetOf(request.server);
  const typed = request.folder.trim() === '' ? null : typedFolder(target, request.folder);
  const ability = liveAbility(process.platform);
  if (options.host === undefined && !ability.possible) {
    throw new HostError(
      'not-windows',
      ability.why ?? '',
      'Run the collector on the server and open what it wrote.',
    );
  }
  const host = options.host ?? thisWindows();
  const limits: RunOptions = { limitMs: CALL_LIMIT_MS, limitBytes: CALL_LIMIT_BYTES, signal };

  // The services come first: `sc` alone tells the number of an error, and a server that is not there is asked once.
  onActivity(`Asking ${target.label} for its services`);
  const services = await askServices(host, target, limits);
  const gone = services.failure !== null && ['unreachable', 'old-protocol'].includes(services.failure.kind);
  if (gone && typed === null) throw nothingRead(target, services.failure, null);

  onActivity(`Asking ${target.label} for its registry and processes`);
  const [registry, processes] = await Promise.all([
    askRegistry(host, target, limits),
    askProcesses(host, target, limits),
  ]);
  onActivity(`Asking ${target.label} for its clock`);
  const clock = await askClock(host, target, registry.values, limits);
  onActivity(`Looking for the SMS directory of ${target.label}`);
  const found: FoundFolder = await findFolder(host, target, typed, registry.values, limits);
  const space = found.folder === null ? { disks: [], unreadable: [] } : await freeSpace(found.folder, signal);

  const unreadable = [
    ...services.unreadable,
    ...registry.unreadable,
    ...processes.unreadable,
    ...clock.unreadable,
    ...found.unreadable,
    ...space.unreadable,
  ];
  if (found.folder === null && registry.values === null && isAboutNothing(services.services)) {
    throw nothingRead(target, services.failure, registry);
  }
  return {
    label: target.label,
    folder: found.folder,
    registry: registry.values,
    services: services.services,
    processes: processes.processes,
    disks: space.disks,
    askedAt: clock.askedAt,
    offsetMinutes: clock.offsetMinutes,
    unreadable,
  };
}

/** True when not one service of SMS is installed, or none could be asked for. */
function isAboutNothing(services: LiveFacts['services']): boolean {
  return services?.every(({ state }) => state === 'not-installed') ?? true;
}
