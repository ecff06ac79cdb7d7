/** The diagnosis of one site: the promised JSON (`sms-site-doctor/diagnosis@1`) plus added fields. */
import type { ControlFileState } from '../control-file/examine.ts';

export type FindingVerdict = 'confirmed' | 'likely' | 'possible' | 'ruled-out';
export type SiteVerdict = 'confirmed' | 'likely' | 'undetermined' | 'no-known-fault';
export type Truth = 'true' | 'false' | 'unknown';

/** One piece of evidence that is cited for or against a finding. */
export interface CitedEvidence {
  /** The fact in one sentence. */
  readonly fact: string;
  /** `Logs/Despool.log:1042`, `registry.reg:12`, `answered by A. Meyer`. */
  readonly source: string;
  /** The very text, for quotation. */
  readonly text: string;
}

export interface MissingEvidence {
  readonly fact: string;
  readonly howToCollect: string;
}

export type ConditionRole = 'required' | 'distinguishing' | 'supporting' | 'contradicting';

/** One node of the explanation: a condition, whether it holds, why, and what it is made of. */
export interface Explanation {
  readonly label: string;
  readonly truth: Truth;
  /** Why, with the numbers that decided. */
  readonly because: string;
  readonly evidence: readonly CitedEvidence[];
  readonly missing: readonly MissingEvidence[];
  readonly children: readonly Explanation[];
}

export interface ConditionResult extends Explanation {
  readonly id: string;
  readonly role: ConditionRole;
  /** A required condition that is a distinguishing mark as well. */
  readonly distinguishing: boolean;
  readonly sources: readonly string[];
  /** Question that would decide it, null when there is none. */
  readonly question: string | null;
  /** What says the opposite, and does not count: an answer where something was collected. */
  readonly disputedBy?: readonly CitedEvidence[];
}

export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly verdict: FindingVerdict;
  readonly for: readonly CitedEvidence[];
  readonly against: readonly CitedEvidence[];
  readonly missing: readonly MissingEvidence[];
  readonly fixedIn: string | null;
  readonly plans: readonly string[];
  /** Why it is not this article; null when the verdict is confirmed or likely. */
  readonly whyNot: string | null;
  // Added beyond the contract's minimum:
  /** One sentence a manager understands. */
  readonly headline: string;
  readonly summary: string;
  readonly appliesTo: readonly string[];
  readonly conditions: readonly ConditionResult[];
  /** A fault of this kind that happened earlier and recovered, in one sentence. */
  readonly history: string | null;
}

export interface InboxAssessment {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  /** ISO server time without offset, or null. */
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly backlog: boolean;
  // Added:
  /** Three-valued judgement; `backlog` is true only for `true`. */
  readonly judgement: Truth;
  readonly why: string;
  readonly oldestAgeMinutes: number | null;
  /** `queue`: a thread empties it; `store`: files stay by design; `rejects`: put aside, never a backlog. */
  readonly kind: 'queue' | 'store' | 'rejects' | 'unknown';
  /** What it is for and who empties it. */
  readonly purpose: string | null;
  readonly reader: string | null;
  readonly zeroByteFiles: number;
  /** The rule this inbox is judged by; null where files stay by design. */
  readonly rule: BacklogRule | null;
  readonly byExtension: readonly ExtensionAssessment[];
  readonly suspicious: readonly SuspicionAssessment[];
  /** Citable place it was read from, or `answered by A. Meyer`. */
  readonly source?: string;
}

/** From when on a queue counts as backed up. */
export interface BacklogRule {
  readonly files: number;
  /** Age of the oldest file in minutes. */
  readonly ageMinutes: number;
  /** `common`: for all queues; `inbox`: of this inbox; `answered`: set by the technician (`backlog-rule:<path>`). */
  readonly from: 'common' | 'inbox' | 'answered';
  /** The rule in words. */
  readonly text: string;
}

export interface ExtensionAssessment {
  readonly extension: string;
  readonly files: number;
  readonly bytes: number;
  /** ISO server time without offset, or null. */
  readonly oldest: string | null;
  readonly newest: string | null;
}

export interface SuspicionAssessment {
  readonly kind: 'empty' | 'temporary' | 'package-alone' | 'future';
  readonly files: number;
  /** Why it is worth a look and what it may mean here, with the article where one says so. */
  readonly why: string;
  /** Q numbers or `judgement`. */
  readonly sources: readonly string[];
  readonly examples: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly time: string | null;
  }[];
}

export interface Stall {
  readonly component: string;
  /** How it was told from an idle thread, and relative to which event it fell silent. */
  readonly because: string;
  /** ISO server time since when, null when its lines carry no time. */
  readonly since: string | null;
  /** Source of the last line. */
  readonly lastLine: string;
  /** `waiting`: repeats a waiting line; `silent`: stopped logging while others went on; `idle`: silent, but nothing says it had work. */
  readonly kind: 'waiting' | 'silent' | 'idle';
  readonly text: string;
}

export type QuestionInput =
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'yes-no' };

export interface NextQuestion {
  readonly id: string;
  readonly text: string;
  readonly decides: readonly string[];
  // Added:
  readonly why: string;
  readonly howToFindOut: string;
  readonly input: QuestionInput;
  /** Wizard page where it is asked. */
  readonly page: 'version' | 'logs' | 'inboxes' | 'services';
}

/** How old the evidence is, and whether it may no longer hold. */
export interface EvidenceAge {
  /** ISO server time of the collection; null when nothing says it, also where the newest line or file has a time. */
  readonly collectedAt: string | null;
  /** What the age is measured from. */
  readonly basis: string;
  /** Age in minutes at the time the diagnosis was made; null when one of the two times is not known. */
  readonly ageMinutes: number | null;
  /** `collected 15 hours ago`, `its newest line is 4 days old; when it was collected is not known`, `not known`. */
  readonly text: string;
  readonly stale: boolean;
  readonly flags: readonly {
    readonly kind: 'older-than-a-day' | 'before-service-pack' | 'dated-after-now';
    /** One sentence with what to do. */
    readonly text: string;
    readonly source: string;
  }[];
}

/** A moment of the timeline. */
export interface TimelineMark {
  readonly kind:
    'service-started' | 'service-stopped' | 'backup-started' | 'backup-completed' | 'crash' | 'collected';
  /** Service or component concerned, null for the collection. */
  readonly service: string | null;
  /** ISO server time without offset. */
  readonly time: string;
  /** Citable place, empty when there is none. */
  readonly source: string;
  readonly text: string;
}

/** A stretch of the timeline, ends cited where they are lines. */
export interface TimelineSpan {
  readonly kind: 'silence' | 'waiting';
  readonly from: string;
  readonly to: string;
  readonly fromSource: string;
  readonly toSource: string;
  /** Lines of the run for `waiting`, 0 for a silence. */
  readonly lines: number;
  readonly text: string;
}

/** One thread or service over time. */
export interface TimelineLane {
  readonly component: string;
  readonly kind: 'service' | 'thread' | 'other';
  readonly lines: number;
  readonly first: { readonly time: string; readonly source: string; readonly text: string };
  readonly last: { readonly time: string; readonly source: string; readonly text: string };
  readonly spans: readonly TimelineSpan[];
  /**
   * `writing`: logged near the end of the evidence; `waiting`, `silent`: stalled; `idle`: quiet, but nothing says that
   * it had work; `quiet`: too short or too little to tell.
   */
  readonly state: 'writing' | 'waiting' | 'silent' | 'idle' | 'quiet';
  /** Why that state, with the times and the event it is measured against. */
  readonly because: string;
}

/** Everything the logs tell, over time. */
export interface Timeline {
  /** ISO server times; null when no line carries a stamp. */
  readonly from: string | null;
  readonly to: string | null;
  readonly lanes: readonly TimelineLane[];
  readonly marks: readonly TimelineMark[];
  /** The same in sentences, in the order of time. */
  readonly words: readonly { readonly time: string | null; readonly text: string; readonly source: string }[];
}

/** Where an inbox went between two collections. */
export interface InboxChange {
  readonly path: string;
  readonly before: { readonly files: number; readonly bytes: number } | null;
  readonly after: { readonly files: number; readonly bytes: number } | null;
  /** Files per minute, negative while it drains; null when it cannot be told. */
  readonly filesPerMinute: number | null;
  readonly trend: 'growing' | 'draining' | 'steady' | 'emptied' | 'unknown';
  /** Minutes until it is empty at this pace; null unless it drains. */
  readonly emptyInMinutes: number | null;
  /** One sentence. */
  readonly text: string;
}

export interface InboxComparison {
  readonly before: { readonly at: string; readonly label: string };
  readonly after: { readonly at: string; readonly label: string };
  readonly minutes: number | null;
  /** Why the two cannot be compared (other site, no time between them); null when they can. */
  readonly problem: string | null;
  readonly changes: readonly InboxChange[];
}

export type FactState = 'known' | 'disputed' | 'not-collected' | 'answered';

/** One line of "What we know". */
export interface KnownFact {
  readonly id: string;
  readonly group: 'site' | 'version' | 'logs' | 'inboxes' | 'services' | 'backup';
  readonly label: string;
  readonly value: string;
  readonly state: FactState;
  readonly sources: readonly string[];
}

export interface ServiceFact {
  readonly service: string;
  readonly state: string;
  readonly source: string;
  readonly expected: boolean;
  readonly role: string;
}

export interface Diagnosis {
  readonly schema: 'sms-site-doctor/diagnosis@1';
  readonly site: {
    readonly code: string | null;
    readonly server: string | null;
    readonly release: string | null;
    readonly build: string | null;
    readonly releaseSources: readonly { readonly value: string; readonly source: string }[];
    // Added:
    readonly type: 'primary' | 'secondary' | 'other' | null;
    /** Null when all sources agree; else a sentence that says how they differ and which counts. */
    readonly releaseDispute: string | null;
    /** Version or name of a service pack later than those the articles tell of, when that is all that is known; `release` is null then. */
    readonly laterRelease?: string | null;
    /** SMS directory as the server itself calls it (`D:\\SMS`); null when nothing that was read names it. */
    readonly smsDirectory?: string | null;
    readonly label: string;
  };
  /** ISO server time (with offset when known) for which the diagnosis holds. */
  readonly at: string;
  readonly atBasis: string;
  readonly age: EvidenceAge;
  readonly verdict: SiteVerdict;
  /** One sentence a manager understands. */
  readonly headline: string;
  readonly findings: readonly Finding[];
  readonly inboxes: readonly InboxAssessment[];
  readonly stalls: readonly Stall[];
  readonly nextQuestions: readonly NextQuestion[];
  readonly unreadable: readonly { readonly source: string; readonly why: string }[];
  // Added:
  readonly services: readonly ServiceFact[];
  readonly events: readonly {
    readonly kind: string;
    readonly service: string;
    readonly time: string | null;
    readonly source: string;
    readonly text: string;
  }[];
  readonly logs: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly lines: number;
    readonly firstTime: string | null;
    readonly lastTime: string | null;
    readonly codePage: string;
    readonly garbled: number;
  }[];
  readonly timeline: Timeline;
  /** Free space, helper programs, hotfixes, tracing and thread states, each with its source. */
  readonly server: {
    readonly disks: readonly { readonly disk: string; readonly freeBytes: number; readonly source: string }[];
    readonly programs: readonly {
      readonly program: string;
      readonly path: string | null;
      readonly source: string;
    }[];
    readonly hotfixes: readonly { readonly id: string; readonly source: string }[];
    /** Windows of the server as its `ver` prints it; null when nothing tells. */
    readonly windows?: { readonly text: string; readonly source: string } | null;
    readonly tracing: readonly {
      readonly component: string;
      readonly enabled: boolean | null;
      readonly source: string;
    }[];
    readonly threadStates: readonly {
      readonly thread: string;
      readonly state: string;
      readonly requested: string | null;
      readonly source: string;
    }[];
    readonly collection: readonly {
      readonly step: string;
      readonly outcome: string;
      readonly note: string;
      readonly source: string;
    }[];
  };
  /** Per component: last line. */
  readonly threads: readonly {
    readonly component: string;
    readonly lines: number;
    readonly lastTime: string | null;
    readonly lastLine: string;
    readonly lastText: string;
  }[];
  readonly controlFiles: readonly {
    readonly path: string;
    readonly note: string;
    /** Whether the pauses of Q260366 are in it; null when not all of it could be read. */
    readonly state?: ControlFileState | null;
  }[];
  readonly facts: readonly KnownFact[];
  /** What was not in the material read, in words (`Not collected: server logging was off or Logs was not copied`). */
  readonly notCollected: readonly string[];
  readonly answers: readonly {
    readonly question: string;
    readonly value: string;
    readonly by: string | null;
    readonly at: string | null;
  }[];
  readonly clock: {
    readonly offsetMinutes: number | null;
    readonly basis: string;
    readonly source: string | null;
  };
}
