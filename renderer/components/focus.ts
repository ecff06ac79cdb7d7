import { useCallback } from 'react';

/** Places that the focus can be sent to: the words of the attribute `data-focus`. */
export const focusPlaces = {
  foldKnow: 'fold-know',
  unfoldKnow: 'unfold-know',
  cancelReading: 'cancel-reading',
  readingOutcome: 'reading-outcome',
  chooseSource: 'choose-source',
  questions: 'questions',
  givenAnswers: 'given-answers',
  setAside: 'set-aside',
  pastedLines: 'pasted-lines',
} as const;

/** Where the focus goes when a part of reading a site makes room for the next: running, ended, not begun. */
export const readingPlaces: readonly string[] = [
  focusPlaces.cancelReading,
  focusPlaces.readingOutcome,
  focusPlaces.chooseSource,
];

/** The title of a step of a run. */
export const stepPlace = (run: string, step: string): string => `step/${run}/${step}`;

/** The title of the step of a run that is to be done now, whichever it is. */
export const nowPlace = (run: string): string => `now/${run}`;

/** The button of a step that opens a form: told, skipped, noted. */
export const formPlace = (run: string, step: string, form: string): string => `${form}/${run}/${step}`;

/** What stands where the run of a plan ends. */
export const endPlace = (run: string): string => `end/${run}`;

/** The head of a plan on the Fix page. */
export const planPlace = (plan: string): string => `plan/${plan}`;

/** Gives the focus to the first of these places that can be seen in the window, or else to the page's title. */
export function focusOn(...places: readonly string[]): void {
  const selectors = [...places.map((place) => `[data-focus~="${CSS.escape(place)}"]`), 'main h1'];
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector);
    element?.focus();
    // One inside of something that is folded does not take it.
    if (element !== null && document.activeElement === element) return;
  }
}

/**
 * Keeps the keyboard's place when what has the focus goes away: it is sent to the first of the places, or else to the
 * page's title. Gives the `ref` for the element that goes away (not for a component, which may not hand it on).
 */
export function useFocusSuccessor(...places: readonly string[]): React.RefCallback<HTMLElement> {
  // As one text, so that the callback stays the same: a new one would be taken for the element going away.
  const listed = places.join('\n');
  return useCallback(
    (element: HTMLElement | null) => () => {
      if (element?.contains(document.activeElement) !== true) return;
      queueMicrotask(() => {
        const taken = document.activeElement !== null && document.activeElement !== document.body;
        if (!taken) focusOn(...listed.split('\n').filter((place) => place !== ''));
      });
    },
    [listed],
  );
}
