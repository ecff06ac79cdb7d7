/**
 * A report without a format: what it says, in order. The renderers turn it into HTML, Markdown or text; they add
 * marks and layout, never content.
 */

import type { StepState } from '../engine/case/run-view.ts';

/** Words, or something a machine said (`code`). */
export type Span = string | { readonly code: string };
export type Words = Span | readonly Span[];

/** What a colour means; the renderers always show icon and word with it. */
export type Tone = 'danger' | 'caution' | 'information' | 'verified' | 'neutral';

export interface Badge {
  readonly tone: Tone;
  readonly icon: string;
  readonly word: string;
}

export interface Column {
  readonly label: string;
  readonly numeric?: boolean;
}

export interface Row {
  readonly cells: readonly Words[];
  /** Length of the row's bar from 0 to 1; used when the table has a `barLabel`. */
  readonly bar?: { readonly share: number; readonly tone: Tone };
}

export interface StepItem {
  readonly mark: StepState;
  readonly title: string;
  /** `done by A. Meyer on 18 May 2001, 09:10`, or null. */
  readonly markNote: string | null;
  readonly text: Words;
  readonly commands: readonly string[];
  /** Lines as they stand in the file that is edited, when that is done. */
  readonly fileLines?: readonly string[];
  /** Label and words: reason, caution, undo, sources. */
  readonly notes: readonly { readonly label: string; readonly text: Words; readonly tone: Tone }[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly words: Words }
  | { readonly kind: 'banner'; readonly badge: Badge; readonly title: string; readonly words: Words }
  | { readonly kind: 'facts'; readonly pairs: readonly { readonly label: string; readonly words: Words }[] }
  | { readonly kind: 'quote'; readonly fact: string; readonly text: string; readonly source: string }
  | {
      readonly kind: 'conditions';
      readonly items: readonly {
        readonly truth: 'true' | 'false' | 'unknown';
        readonly label: string;
        readonly role: string;
        readonly because: string;
        readonly howToFindOut: readonly string[];
      }[];
    }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Words[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      /** Name of the column of bars; absent: no bars. */
      readonly barLabel?: string;
    }
  | { readonly kind: 'steps'; readonly items: readonly StepItem[] }
  | { readonly kind: 'section'; readonly section: Section };

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly badge?: Badge;
  /** Folded at first where the format can fold. */
  readonly folded?: boolean;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly intro: readonly Block[];
  readonly sections: readonly Section[];
}
