/** Three-valued judgements and how they combine: unknown is not false. */
import type { CitedEvidence, Explanation, MissingEvidence, Truth } from './diagnosis.ts';

export interface Judgement {
  readonly truth: Truth;
  readonly because: string;
  readonly evidence: readonly CitedEvidence[];
  readonly missing: readonly MissingEvidence[];
  readonly children?: readonly Explanation[];
  /** What says the opposite, and does not count. */
  readonly disputedBy?: readonly CitedEvidence[];
}

/** A judgement that something holds. */
export function isTrue(because: string, evidence: readonly CitedEvidence[] = []): Judgement {
  return { truth: 'true', because, evidence, missing: [] };
}

/** A judgement that something does not hold. */
export function isFalse(because: string, evidence: readonly CitedEvidence[] = []): Judgement {
  return { truth: 'false', because, evidence, missing: [] };
}

/** Not known; `missing` says what would tell. */
export function isUnknown(
  because: string,
  missing: readonly MissingEvidence[] = [],
  evidence: readonly CitedEvidence[] = [],
): Judgement {
  return { truth: 'unknown', because, evidence, missing };
}

/** True when all are; false when one is; else unknown. */
export function truthOfAll(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** True when one is; false when all are; else unknown. */
export function truthOfAny(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** Unknown stays unknown. */
export function truthOfNot(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'true' ? 'false' : 'true';
}
