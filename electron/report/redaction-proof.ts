/** The second look over a redacted report: is any name left? */
import type { Identifier } from './identifiers.ts';
import type { IdentifierKind } from './name-places.ts';
import { wellKnownNames } from './redact-vocabulary.ts';

/** A name survived the replacing; the report must not be handed out. */
export class RedactionError extends Error {
  readonly code = 'redaction-incomplete';
  readonly nextStep =
    'Do not hand this report out. Save it without redaction, take the names out by hand, and tell the makers of this program.';

  constructor(readonly left: readonly { readonly kind: IdentifierKind; readonly placeholder: string }[]) {
    super(
      `The redacted report would still hold ${left.length === 1 ? 'a name' : `${left.length} names`} that should have been replaced (${left
        .map((item) => item.placeholder)
        .join(', ')}).`,
    );
    this.name = 'RedactionError';
  }
}

/** True when a name still stands in a text that was redacted. */
export function isLeft(text: string, item: Identifier): boolean {
  if (item.reach === 'in-place') return false;
  if (item.reach === 'anywhere') return holdsWord(text.toLowerCase(), item.name.toLowerCase());
  return holdsWord(text, item.name) || holdsWord(text, item.name.toUpperCase());
}

/** Text with names of SMS and Windows blanked out. */
export function withoutWellKnown(text: string): string {
  return wellKnownNames.reduce(
    (rest, pattern) => rest.replace(pattern, (name) => ' '.repeat(name.length)),
    text,
  );
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetterOrDigit(text[at - 1]) && !isLetterOrDigit(text[at + word.length])) return true;
  }
  return false;
}

function isLetterOrDigit(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}
