/** The diagnosis of one site: the promised JSON (`sms-site-doctor/diagnosis@1`) plus added fields. */

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
}

export interface Stall {
  readonly component: string;
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
    readonly label: string;
  };
  /** ISO server time (with offset when known) for which the diagnosis holds. */
  readonly at: string;
  readonly atBasis: string;
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
  /** Per component: last line. */
  readonly threads: readonly {
    readonly component: string;
    readonly lines: number;
    readonly lastTime: string | null;
    readonly lastLine: string;
    readonly lastText: string;
  }[];
  readonly controlFiles: readonly { readonly path: string; readonly note: string }[];
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
