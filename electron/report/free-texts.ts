import { mapStrings } from './map-strings.ts';

/** Keys whose strings are fixed words of the contract and hold no names. */
export const contractKeys: ReadonlySet<string> = new Set([
  'schema',
  'kind',
  'tone',
  'mark',
  'verdict',
  'truth',
  'judgement',
  'plans',
  'plan',
  'step',
  'fixedIn',
  'decides',
  'page',
]);

/** All strings but the fixed words of the contract. */
export function freeTexts(value: unknown): readonly string[] {
  const found: string[] = [];
  mapStrings(value, (text, key) => {
    if (!contractKeys.has(key)) found.push(text);
    return text;
  });
  return found;
}
