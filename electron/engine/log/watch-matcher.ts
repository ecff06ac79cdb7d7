/**
 * Finds the texts that knowledge entries watch for: one expression over a whole chunk tells where a closer look
 * pays, the exact comparison follows only there.
 */
import type { WatchedText } from '../evidence/model.ts';
import { tidyMessage } from './line.ts';

export interface Watch extends WatchedText {
  readonly needle: string;
  readonly neutralNeedles: readonly string[];
  readonly componentSet: ReadonlySet<string>;
  readonly fileSet: ReadonlySet<string>;
}

/** Prepares watched texts for comparison. */
export function prepareWatches(texts: readonly WatchedText[]): readonly Watch[] {
  return texts.map((text) => ({
    ...text,
    needle: tidyMessage(text.text).toLowerCase(),
    neutralNeedles: text.neutral.map((neutral) => tidyMessage(neutral).toLowerCase()),
    componentSet: new Set(text.components.map((name) => name.toUpperCase())),
    fileSet: new Set(text.files.map((name) => name.toLowerCase())),
  }));
}

/**
 * One expression for all texts, blind to case and to the width of blanks.
 * @param texts plain texts; an empty list gives an expression that never matches
 */
export function candidateExpression(texts: readonly string[]): RegExp {
  const unique = [...new Set(texts.map((text) => tidyMessage(text).toLowerCase()))].filter(
    (text) => text !== '',
  );
  if (unique.length === 0) return /(?!)/g;
  const alternatives = unique.map((text) =>
    text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \\t\\r\\n]+'),
  );
  return new RegExp(alternatives.join('|'), 'gi');
}

/** True when lines of this component (or, without one, of this log family) count for the watch. */
export function concerns(watch: Watch, component: string | null, family: string): boolean {
  if (component !== null) {
    return watch.componentSet.size === 0 || watch.componentSet.has(component.toUpperCase());
  }
  return watch.fileSet.size === 0 || watch.fileSet.has(family);
}

/** True when the tidied, lower-case message holds the watched text. */
export function matches(watch: Watch, lowerMessage: string): boolean {
  return lowerMessage.includes(watch.needle);
}

/** True when the line neither breaks nor extends a run of the watch. */
export function isNeutral(watch: Watch, lowerMessage: string): boolean {
  return lowerMessage === '' || watch.neutralNeedles.some((needle) => lowerMessage.includes(needle));
}
