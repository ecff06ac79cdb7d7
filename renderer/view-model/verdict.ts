/** Words and tones of verdicts; the same five tones everywhere. */
import type { FindingVerdict, SiteVerdict, Truth } from '../../electron/engine/reasoning/diagnosis.ts';

/** danger: confirmed fault. caution: likely. verified: seen to work. info: neutral news. quiet: nothing to say. */
export type Tone = 'danger' | 'caution' | 'verified' | 'info' | 'quiet';

export interface VerdictView {
  readonly word: string;
  readonly tone: Tone;
  /** What the word means, in one sentence. */
  readonly meaning: string;
}

const site: Record<SiteVerdict, VerdictView> = {
  confirmed: {
    word: 'Confirmed',
    tone: 'danger',
    meaning:
      'All that the article requires is known to be true, and so is at least one mark that tells it apart.',
  },
  likely: {
    word: 'Likely',
    tone: 'caution',
    meaning: 'All that is known agrees; something that the article requires is not known yet.',
  },
  undetermined: {
    word: 'Not decided',
    tone: 'info',
    meaning: 'Something may be wrong, but what was collected does not decide which fault it is.',
  },
  'no-known-fault': {
    word: 'No known fault',
    tone: 'info',
    meaning: 'None of the faults that this wizard knows fits what was collected.',
  },
};

const finding: Record<FindingVerdict, VerdictView> = {
  confirmed: site.confirmed,
  likely: site.likely,
  possible: {
    word: 'Possible',
    tone: 'info',
    meaning: 'Nothing rules it out, but what was seen is too little to name it.',
  },
  'ruled-out': {
    word: 'Ruled out',
    tone: 'quiet',
    meaning: 'Something that the article requires is known to be false.',
  },
};

/** How the verdict about the site is shown. */
export function siteVerdict(verdict: SiteVerdict): VerdictView {
  return site[verdict];
}

/** How the verdict about one article is shown. */
export function findingVerdict(verdict: FindingVerdict): VerdictView {
  return finding[verdict];
}

export interface TruthView {
  readonly mark: '✓' | '✕' | '?';
  readonly word: 'true' | 'false' | 'not known';
}

const truths: Record<Truth, TruthView> = {
  true: { mark: '✓', word: 'true' },
  false: { mark: '✕', word: 'false' },
  unknown: { mark: '?', word: 'not known' },
};

/** The three-valued tick. */
export function truthView(truth: Truth): TruthView {
  return truths[truth];
}
