import { LoadError } from './later-part.ts';

/** What to do about something that could not be shown. */
export interface WayOut {
  readonly text: string;
  readonly label: string;
  readonly act: () => void;
}

/** Gives the way out of an error that a part of the window threw: to show it once more, where that can help. */
export function wayOut(error: unknown, tryAgain: () => void): WayOut {
  if (error instanceof LoadError) {
    return {
      // Chromium asks for the file of a script only once per document, so no other way than a new one helps.
      text: 'A file of the wizard could not be loaded. Start the wizard anew, then enter the case and read the site again. If this happens again, install the wizard once more.',
      label: 'Start the wizard anew',
      act: () => window.location.reload(),
    };
  }
  return {
    text: 'What was read and what you entered is still there. Try again. If this happens again, close the wizard and open it once more.',
    label: 'Try again',
    act: tryAgain,
  };
}

/** The cause as it was told, for the small print. */
export function causeOf(error: unknown): string {
  const told: unknown = error instanceof LoadError ? error.cause : error;
  return told instanceof Error ? told.message : String(told);
}
