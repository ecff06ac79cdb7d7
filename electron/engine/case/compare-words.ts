/** Words that several parts of the comparison use. */
import type { FactChange } from './comparison.ts';

/** A fact before and after, with why it counts so, in two sentences. */
export function said(fact: FactChange): string {
  return `${fact.label}: ${fact.before}, now ${fact.after}. ${fact.because}`;
}

/** `A`, `A and B`, `A, B and 3 more`. */
export function list(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ');
  return names.length === 3
    ? `${names[0] ?? ''}, ${names[1] ?? ''} and ${names[2] ?? ''}`
    : `${names[0] ?? ''}, ${names[1] ?? ''} and ${names.length - 2} more`;
}
