import { useEffect, useRef } from 'react';
import { causeOf, wayOut } from './failure.ts';

/** What an open dialog sets on everything beside it. */
const HIDING = ['aria-hidden', 'inert'] as const;

/**
 * Keeps an element in sight of screen readers. A dialog that is torn away while it opens leaves what lies behind it hidden,
 * or hides it a moment later.
 */
function keepInSight(element: Element): () => void {
  const show = (): void => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      for (const name of HIDING) at.removeAttribute(name);
    }
  };
  show();
  const observer = new MutationObserver(show);
  observer.observe(document.documentElement, { attributeFilter: [...HIDING], subtree: true });
  return () => observer.disconnect();
}

/** Stands where the window would. Plain, because the component library may be what failed. */
export function WindowFailed({
  error,
  tryAgain,
}: {
  readonly error: unknown;
  readonly tryAgain: () => void;
}): React.JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (title.current === null) return undefined;
    title.current.focus();
    return keepInSight(title.current);
  }, []);
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
