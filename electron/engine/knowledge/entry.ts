/**
 * A knowledge entry: one article as data. Stored in `assets/knowledge/<Q number>.yaml`, checked against
 * `assets/knowledge/schema/entry.schema.json`, and by its own examples each time `knowledge check` runs.
 */
import type { LogEventKind, ServiceState, WatchedText } from '../evidence/model.ts';
import type { Plan } from './plan.ts';
import type { SiteFacts } from './site-facts.ts';

/** What a condition means for the verdict. */
export type Role = 'required' | 'distinguishing' | 'supporting' | 'contradicting';

export interface ReleaseCondition {
  readonly release: { readonly in: readonly string[] };
}

/** A text that is the last entry of a log, or repeated to its end, with no work logged after it. */
export interface LogTextCondition {
  readonly logText: {
    readonly text: string;
    readonly components: readonly string[];
    readonly files: readonly string[];
    readonly neutral?: readonly string[];
    /** `at-end`: last or endlessly repeated, nothing after it. `anywhere`: logged at all. */
    readonly where: 'at-end' | 'anywhere';
    /** Lines that count as endless repetition when they carry no times. */
    readonly endlessLines?: number;
    /** A shorter repetition counts when it lasts this long up to the time of collection. */
    readonly repeatedMinutes?: number;
    readonly repeatedLines?: number;
    /** A single last line counts when the log was silent for this long after it. */
    readonly silentMinutes?: number;
  };
}

export interface InboxBacklogCondition {
  readonly inboxBacklog: {
    /** Below `Inboxes`, lower case (`despoolr.box/receive`). */
    readonly path: string;
  };
}

/** Threads of the Executive stopped logging together while time went on. */
export interface ThreadStallCondition {
  readonly threadStall: { readonly minThreads: number };
}

/** Threads of the Executive, other than those named, went on logging after the stall began. */
export interface ThreadsStillLoggingCondition {
  readonly threadsStillLogging: { readonly except: readonly string[]; readonly afterMinutes: number };
}

export interface ServiceStateCondition {
  readonly serviceState: { readonly service: string; readonly in: readonly ServiceState[] };
}

/** An event of a service close to the beginning of the stall. */
export interface EventCondition {
  readonly event: {
    readonly kinds: readonly LogEventKind[];
    readonly service: string;
    readonly relation: 'before-stall' | 'after-stall';
    readonly withinMinutes: number;
    /** Log families that would show it: when they were read and show none, it did not happen. */
    readonly files: readonly string[];
  };
}

export interface CrashCondition {
  readonly crashNear: { readonly hours: number };
}

export interface AnswerCondition {
  readonly answer: { readonly question: string; readonly is: string | boolean };
}

export interface AllCondition {
  readonly all: readonly Condition[];
}
export interface AnyCondition {
  readonly any: readonly Condition[];
}
export interface NotCondition {
  readonly not: Condition;
}

export type Condition =
  | ReleaseCondition
  | LogTextCondition
  | InboxBacklogCondition
  | ThreadStallCondition
  | ThreadsStillLoggingCondition
  | ServiceStateCondition
  | EventCondition
  | CrashCondition
  | AnswerCondition
  | AllCondition
  | AnyCondition
  | NotCondition;

export interface EntryCondition {
  readonly id: string;
  readonly role: Role;
  /** A required condition that is a distinguishing mark as well. */
  readonly distinguishing?: boolean;
  /** What is claimed, in one sentence. */
  readonly label: string;
  /** Q numbers, or `judgement` for what no article states. */
  readonly sources: readonly string[];
  readonly when: Condition;
  /** Question that decides it when nothing was collected; its yes means true. */
  readonly question?: string;
  /** How to collect what decides it. */
  readonly howToCollect: string;
  /** Contradicting only: the verdict it lowers to. */
  readonly lowersTo?: 'likely' | 'possible';
}

export interface ExampleInbox {
  readonly path: string;
  readonly files: number;
  readonly oldest?: string;
  readonly newest?: string;
}

/** Evidence in short form and the verdict expected of it. */
export interface Example {
  readonly name: string;
  /** Server time of the collection, `2001-05-17 17:30`. */
  readonly at: string;
  readonly releases?: readonly string[];
  /** Path → text of the log, as in a file. */
  readonly logs?: Readonly<Record<string, string>>;
  readonly inboxes?: readonly ExampleInbox[];
  readonly services?: Readonly<Record<string, ServiceState>>;
  readonly crashes?: readonly string[];
  readonly answers?: Readonly<Record<string, string | boolean>>;
  readonly expect: 'confirmed' | 'likely' | 'possible' | 'ruled-out';
}

export interface KnowledgeEntry {
  readonly id: string;
  readonly title: string;
  /** One sentence a manager understands, shown when the finding leads. */
  readonly headline: string;
  /** Better headlines: the first whose conditions (by id) are all true is taken instead. */
  readonly headlines?: readonly { readonly if: readonly string[]; readonly text: string }[];
  readonly summary: string;
  readonly cause: string;
  readonly appliesTo: readonly string[];
  readonly fixedIn: string | null;
  /** Always shown, even when ruled out. */
  readonly founding: boolean;
  readonly sources: readonly { readonly article: string; readonly states: string }[];
  readonly conditions: readonly EntryCondition[];
  /** How this article can be ruled out, in words. */
  readonly ruledOutBy: string;
  readonly plans: readonly string[];
  readonly examples: readonly Example[];
}

/** A question the wizard can ask. */
export interface QuestionEntry {
  readonly id: string;
  readonly text: string;
  readonly why: string;
  readonly howToFindOut: string;
  readonly page: 'version' | 'logs' | 'inboxes' | 'services';
  readonly kind: 'choice' | 'yes-no';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** Everything the engine knows. */
export interface Knowledge {
  readonly entries: readonly KnowledgeEntry[];
  readonly questions: readonly QuestionEntry[];
  readonly plans: readonly Plan[];
  readonly facts: SiteFacts;
}

/** Identity of the text that a condition watches for: equal texts are watched once. */
export function watchIdOf(condition: LogTextCondition['logText']): string {
  return [condition.text, ...condition.components, '|', ...condition.files].join('+').toLowerCase();
}

/** Texts that the entries want to be looked for in the logs. */
export function watchedTexts(knowledge: Pick<Knowledge, 'entries'>): readonly WatchedText[] {
  const texts = new Map<string, WatchedText>();
  const visit = (condition: Condition): void => {
    if ('logText' in condition) {
      const { text, components, files, neutral } = condition.logText;
      const id = watchIdOf(condition.logText);
      texts.set(id, { id, text, components, files, neutral: neutral ?? [] });
    } else if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
  };
  for (const entry of knowledge.entries) for (const condition of entry.conditions) visit(condition.when);
  return [...texts.values()];
}
