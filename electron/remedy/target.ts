/** What a run of a plan acts on, and what of it can be reached from here. */
import type { Host } from '../host/host.ts';
import type { Target } from '../host/server-name.ts';

/** Something that is within reach, or the reason in a sentence why it is not. */
export type Reach<T> = { readonly is: T; readonly why: null } | { readonly is: null; readonly why: string };

/** The programs of Windows and the computer they are to ask. */
export interface ReachedHost {
  readonly host: Host;
  readonly target: Target;
}

/** What the diagnosis and its evidence told, as far as steps look at it. */
export interface EvidenceFacts {
  /** Release of the site (`2.0 SP2`), null when it is not known. */
  readonly release: string | null;
  /** Crash folders of the time of the trouble, in words (`Logs/CrashDumps/...: SMS_DESPOOLER`); null: not looked for. */
  readonly crashes: readonly string[] | null;
}

export interface RemedyTarget {
  /** `\\NYSMS01, folder \\NYSMS01\SMS_CEN`. */
  readonly label: string;
  /** Windows' programs; only where this program runs on Windows and the site is a live one. */
  readonly host: Reach<ReachedHost>;
  /** SMS directory as it is reached from here. Never a copy of the evidence. */
  readonly folder: Reach<string>;
  /**
   * How a file of the server's disks (`C:\WINNT\system32`) is reached from here, null when it is not. Only asked where there
   * is a host.
   */
  readonly disk: (serverPath: string) => string | null;
  /** Control file below the SMS directory, with forward slashes; null: look for it where it belongs. */
  readonly controlFile: string | null;
  readonly evidence: EvidenceFacts;
}

/** A target of which nothing is reached, for runs done by hand or by the kit and for cases opened elsewhere. */
export function outOfReach(label: string, why: string, evidence: EvidenceFacts): RemedyTarget {
  return {
    label,
    host: { is: null, why },
    folder: { is: null, why },
    disk: () => null,
    controlFile: null,
    evidence,
  };
}

/**
 * A path of the server's disk as it is reached from here: as it is on this computer, by the administrative share on another
 * (`D:\SMS` is `\\NYSMS01\D$\SMS`).
 */
export function diskOf(target: Target): (serverPath: string) => string | null {
  return (serverPath) => {
    const parts = /^([a-z]):[\\/]*(.*)$/i.exec(serverPath);
    if (parts === null) return null;
    if (target.name === null) return serverPath;
    return `${target.label}\\${parts[1] ?? ''}$\\${parts[2] ?? ''}`;
  };
}
