/** Text of a step, with what it counts up (`One: … Two: …`) as a list. */

export interface StepText {
  readonly before: string;
  readonly items: readonly string[];
  readonly after: string;
}

const counted = /\b(?:One|Two|Three|Four|Five): ([^?]*\?)/g;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Takes the questions that a text counts up out of it; without two of them the text stays whole. */
export function splitStepText(text: string): StepText {
  const found = [...text.matchAll(counted)];
  const first = found[0];
  const last = found.at(-1);
  if (first === undefined || last === undefined || found.length < 2)
    return { before: text, items: [], after: '' };
  return {
    before: text.slice(0, first.index).trim(),
    items: found.map((match) => capital((match[1] ?? '').trim())),
    after: text.slice(last.index + last[0].length).trim(),
  };
}
