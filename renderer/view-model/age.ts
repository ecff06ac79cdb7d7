/** The age of the evidence, as it is always in sight. */
import type { ReadingRequest } from '../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { isAnswersOnly } from './answers-only.ts';
import { dateAndTime, serverTime } from './time.ts';

/**
 * `15 hours old` of the engine's `collected 15 hours ago`, or `newest line 4 days old` where only that is known, so that
 * both say the same; null when no age is known.
 */
function ageWords({ text, ageMinutes }: Diagnosis['age']): string | null {
  if (ageMinutes === null) return null;
  const newest = /^its (newest \w+) is ([^;]+);/.exec(text);
  if (newest !== null) return `${newest[1] ?? ''} ${newest[2] ?? ''}`;
  const told = /^collected (.+) ago$/.exec(text)?.[1];
  return told === undefined ? text.replace(/^collected /, '') : `${told} old`;
}

export interface AgeView {
  readonly kind: 'sample' | 'answers' | 'evidence';
  /** `Collected 17 May 2001, 20:43 server time`. */
  readonly when: string;
  /** `25 years old`; null when it cannot be told. */
  readonly old: string | null;
  /** True when it may no longer hold. */
  readonly stale: boolean;
}

/**
 * Says how old what is shown is.
 * @param opened What the diagnosis was read from; null when it comes from answers, or from what a case kept.
 */
export function ageView(diagnosis: Diagnosis, opened: ReadingRequest | null): AgeView {
  const { collectedAt, stale } = diagnosis.age;
  if (opened?.kind === 'sample')
    return { kind: 'sample', when: 'Sample site, made up', old: null, stale: false };
  const old = ageWords(diagnosis.age);
  if (collectedAt !== null)
    return { kind: 'evidence', when: `Collected ${serverTime(collectedAt)}`, old, stale };
  if (opened === null && isAnswersOnly(diagnosis))
    return { kind: 'answers', when: 'From answers alone', old, stale };
  return { kind: 'evidence', when: 'When it was collected is not known', old, stale };
}

/** True when the time of the diagnosis is that of the technician's desk, because nothing that was read carries one. */
export function isDeskTime(diagnosis: Diagnosis): boolean {
  return /^this computer['’]s clock/i.test(diagnosis.atBasis);
}

/** `17 May 2001, 02:23 server time`, or the same by the desk's clock when nothing that was read carries a time. */
export function momentText(diagnosis: Diagnosis): string {
  return isDeskTime(diagnosis)
    ? `${dateAndTime(diagnosis.at)} by this computer’s clock`
    : serverTime(diagnosis.at);
}

/** For when the verdict holds, with why that moment, in one sentence. */
export function holdsFor(diagnosis: Diagnosis): string {
  return isDeskTime(diagnosis)
    ? `Holds for ${momentText(diagnosis)}, since nothing that was read carries a time.`
    : `Holds for ${momentText(diagnosis)} (${diagnosis.atBasis}).`;
}
