/**
 * What is known about any SMS 2.0 site server, whatever its state: its inboxes, services and the threads of
 * SMS_EXECUTIVE. Stored in `assets/inboxes/inboxes.yaml` and `assets/services/services.yaml`.
 */

/**
 * `queue`: a thread empties it. `store`: files stay there by design. `rejects`: files were put aside after a
 * failure; how many there are tells of that failure, never of a thread that stands still.
 */
export type InboxKind = 'queue' | 'store' | 'rejects';

/** From when on a queue counts as backed up; used instead of the engine's common threshold. */
export interface BacklogThreshold {
  readonly files: number;
  /** Age of the oldest file in minutes. */
  readonly ageMinutes: number;
  /** Fewer files are a backlog as well once the oldest is this old. */
  readonly few?: { readonly files: number; readonly ageMinutes: number };
}

/** Why files of a kind are worth a look, where a text says so. */
export interface SuspicionFact {
  /**
   * `empty`: zero bytes. `temporary`: `.tmp`. `package-alone`: a package without its instruction file. `future`: dated
   * after the evidence.
   */
  readonly kind: 'empty' | 'temporary' | 'package-alone' | 'future';
  /** What it may mean, in a sentence or two. */
  readonly means: string;
  /** Q numbers, or `judgement` for what no text states. */
  readonly sources: readonly string[];
}

export interface InboxFact {
  /**
   * Folder below `Inboxes`, lower case, forward slashes (`despoolr.box/receive`). A `*` stands for one folder
   * name (`schedule.box/outboxes/*`).
   */
  readonly path: string;
  readonly kind: InboxKind;
  /** Component that empties or reads it (`SMS_DESPOOLER`); null when no thread of the site server does. */
  readonly reader: string | null;
  /** One sentence. */
  readonly purpose: string;
  /** Q numbers, `resource-guide`, or `judgement` for what no text states. */
  readonly sources: readonly string[];
  readonly backlog?: BacklogThreshold;
  /** Extensions (lower case, without the dot) of files that stay in this queue by design and wait for nobody. */
  readonly stays?: readonly string[];
  /** What such files mean in this folder; where nothing is said, what is said for all folders counts. */
  readonly suspicions?: readonly SuspicionFact[];
}

export interface ServiceFactEntry {
  /** Service name, upper case (`SMS_EXECUTIVE`). */
  readonly service: string;
  /** Image name, lower case (`smsexec.exe`); null when no source names it. */
  readonly process: string | null;
  /** One sentence. */
  readonly role: string;
  /** Site types whose server should have it running; empty when not running is normal or depends on roles. */
  readonly expectedOn: readonly ('primary' | 'secondary')[];
  /** Other names for the same service. */
  readonly aliases?: readonly string[];
  /** How often it looks at its work by itself, in minutes, and who says so; absent where no text does. */
  readonly timer?: { readonly minutes: number; readonly sources: readonly string[] };
  /** Log base names, lower case (`smsexec`). */
  readonly families?: readonly string[];
  readonly sources: readonly string[];
}

/** A thread component of SMS_EXECUTIVE. A component that is not listed here is not known to be one. */
export interface ThreadFact {
  readonly component: string;
  /** Base name of its log, lower case (`despool`); empty when no source names one. */
  readonly family: string;
  /** Further base names found in print or shared logs. */
  readonly otherFamilies?: readonly string[];
  /** How often it looks at its work by itself, in minutes, and who says so; absent where no text does. */
  readonly timer?: { readonly minutes: number; readonly sources: readonly string[] };
  /** Plain name with what it does in a few words. */
  readonly name: string;
  /** Other component names for the same thread. */
  readonly aliases?: readonly string[];
  readonly sources: readonly string[];
}

export interface SiteFacts {
  readonly inboxes: readonly InboxFact[];
  /** What such files mean in any folder. */
  readonly suspicions?: readonly SuspicionFact[];
  readonly services: readonly ServiceFactEntry[];
  readonly threads: readonly ThreadFact[];
}

/**
 * Finds what is known of an inbox. An exact path wins over one with `*`.
 * @param facts what is known of SMS 2.0 sites
 * @param path folder as read, with or without a leading `Inboxes/`, any case, either kind of slash
 * @returns the fact, or null when nothing is known of this folder
 */
export function findInboxFact(facts: SiteFacts, path: string): InboxFact | null {
  const wanted = path
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/^\/+|\/+$/g, '')
    .replace(/^(?:.*\/)?inboxes\//, '');
  const exact = facts.inboxes.find((fact) => fact.path === wanted);
  if (exact) return exact;
  const parts = wanted.split('/');
  return (
    facts.inboxes.find((fact) => {
      const pattern = fact.path.split('/');
      return (
        fact.path.includes('*') &&
        pattern.length === parts.length &&
        pattern.every((piece, index) => piece === '*' || piece === parts[index])
      );
    }) ?? null
  );
}
