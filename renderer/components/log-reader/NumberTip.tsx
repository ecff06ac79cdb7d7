import { useLayoutEffect, useRef } from 'react';
import type { ExplainedNumber } from '../../view-model/number-explanations.ts';

/** What a number means, as it is said beside the number and in the details. */
export function NumberMeaning({ number }: { readonly number: ExplainedNumber }): React.JSX.Element {
  return (
    <>
      <p className="number-title">{number.title}</p>
      <p>{number.meaning}</p>
      <p className="small quiet">Source: {number.basis}</p>
    </>
  );
}

export interface NumberTipState {
  readonly number: ExplainedNumber;
  /** Place of the number in the window. */
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

interface NumberTipProps extends NumberTipState {
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/**
 * What a number means, beside the mouse. It can be entered with the mouse and goes away with Escape; the details of the
 * selected line say the same to keyboard and screen reader.
 */
export function NumberTip({
  number,
  left,
  top,
  bottom,
  onEnter,
  onLeave,
}: NumberTipProps): React.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const room = window.innerHeight - bottom;
    element.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    element.style.top = `${room > height + 8 ? bottom + 2 : Math.max(8, top - height - 2)}px`;
  }, [left, top, bottom, number]);
  return (
    <div ref={box} className="number-tip" role="tooltip" onMouseEnter={onEnter} onMouseLeave={onLeave}>
      <NumberMeaning number={number} />
    </div>
  );
}
