import type { FixOutcome } from '../../../electron/engine/case/comparison.ts';

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.4, strokeLinecap: 'round' } as const;

const shapes: Readonly<Record<FixOutcome, React.ReactNode>> = {
  fixed: (
    <>
      <circle cx="16" cy="16" r="13" {...line} />
      <path d="m9.5 16.5 4.5 4.5 8.5-9.5" {...line} strokeLinejoin="round" />
    </>
  ),
  partly: (
    <>
      <circle cx="16" cy="16" r="13" {...line} />
      <path d="M16 3a13 13 0 0 0 0 26Z" fill="currentColor" />
    </>
  ),
  'not-fixed': (
    <>
      <path d="M10.6 3h10.8L29 10.6v10.8L21.4 29H10.6L3 21.4V10.6Z" {...line} strokeLinejoin="round" />
      <path d="m11.5 11.5 9 9m0-9-9 9" {...line} />
    </>
  ),
  worse: (
    <>
      <path
        d="M16 28.5 2.5 5h27Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinejoin="round"
      />
      <path d="M16 9.5v9" {...line} />
    </>
  ),
  'cannot-tell': (
    <>
      <circle cx="16" cy="16" r="13" {...line} strokeDasharray="5 4.2" />
      <path d="M12.4 12.6c.3-2 1.7-3.1 3.6-3.1 2.1 0 3.7 1.3 3.7 3.3 0 3-3.7 2.9-3.7 5.7" {...line} />
      <circle cx="16" cy="22.6" r="1.6" fill="currentColor" />
    </>
  ),
};

/** The shape of an outcome; the word stands beside it, so it is hidden from screen readers. */
export function OutcomeShape({ outcome }: { readonly outcome: FixOutcome }): React.JSX.Element {
  return (
    <svg className="outcome-shape" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {shapes[outcome]}
    </svg>
  );
}
