import { useEffect, useRef } from 'react';
import { causeOf, wayOut } from './failure.ts';

/** Stands where the window would. Plain, because the component library may be what failed. */
export function WindowFailed({
  error,
  tryAgain,
}: {
  readonly error: unknown;
  readonly tryAgain: () => void;
}): React.JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const way = wayOut(error, tryAgain);
  return (
    <main className="window-failed">
      <div role="alert">
        <h1 ref={title} tabIndex={-1}>
          The window could not be shown
        </h1>
        <p>Something in the wizard went wrong. {way.text}</p>
        <p className="failure-cause">{causeOf(error)}</p>
      </div>
      <button type="button" onClick={way.act}>
        {way.label}
      </button>
    </main>
  );
}
