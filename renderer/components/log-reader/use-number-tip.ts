import { useCallback, useEffect, useRef, useState } from 'react';
import { useLogView } from '../../stores/log-view-store.ts';
import type { NumberTipState } from './NumberTip.tsx';

/** Milliseconds until the explanation comes, and until it goes when the mouse has left it. */
const wait = { toShow: 250, toHide: 200 } as const;

export interface HoveredNumber {
  readonly tip: NumberTipState | null;
  /** For the element that holds the lines. */
  readonly onMouseOver: (event: React.MouseEvent) => void;
  /** For the explanation itself, which stays while the mouse is on it. */
  readonly keep: () => void;
  readonly hide: () => void;
  readonly hideSoon: () => void;
}

/** The number under the mouse, among all lines; one explanation for the whole list, so that lines stay light. */
export function useNumberTip(): HoveredNumber {
  const [tip, setTip] = useState<NumberTipState | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const later = useCallback((milliseconds: number, act: () => void): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, milliseconds);
  }, []);
  const keep = useCallback(() => clearTimeout(timer.current), []);
  const hide = useCallback((): void => {
    clearTimeout(timer.current);
    setTip(null);
  }, []);
  const hideSoon = useCallback(() => later(wait.toHide, () => setTip(null)), [later]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onMouseOver = useCallback(
    (event: React.MouseEvent): void => {
      const target = event.target instanceof Element ? event.target.closest('[data-number]') : null;
      const line = target?.closest('[data-row]') ?? null;
      if (target === null || line === null) {
        hideSoon();
        return;
      }
      const { rowAt, numbers } = useLogView.getState();
      const row = rowAt(Number(line.getAttribute('data-row')));
      const number = numbers?.explain(row?.text ?? '')[Number(target.getAttribute('data-number'))];
      if (number === undefined) return;
      const { left, top, bottom } = target.getBoundingClientRect();
      later(wait.toShow, () => setTip({ number, left, top, bottom }));
    },
    [hideSoon, later],
  );
  return { tip, onMouseOver, keep, hide, hideSoon };
}
