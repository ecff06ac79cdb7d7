import type { StepState } from '../view-model/rail.ts';

const shapes: Readonly<Record<StepState, React.ReactNode>> = {
  done: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="currentColor" />
      <path
        d="M4.7 8.3 7 10.6l4.4-4.8"
        fill="none"
        stroke="var(--colorNeutralBackground3)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  answered: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path
        d="M5 8.2 7.2 10.3l3.9-4.3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  now: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="3.5" fill="currentColor" />
    </>
  ),
  'needs-you': (
    <>
      <path
        d="M8 .8 15.2 8 8 15.2.8 8Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M8 4.6v4.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="8" cy="11" r=".95" fill="currentColor" />
    </>
  ),
  blocked: (
    <circle
      cx="8"
      cy="8"
      r="6.75"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeDasharray="2.4 2.3"
    />
  ),
  skipped: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M5 8h6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  open: <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" strokeWidth="1.3" />,
};

/** The shape of a step's state; the word stands beside it, so it is hidden from screen readers. */
export function StateShape({ state }: { readonly state: StepState }): React.JSX.Element {
  return (
    <svg className={`rail-shape ${state}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[state]}
    </svg>
  );
}
