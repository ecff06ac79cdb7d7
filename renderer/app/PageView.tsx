import { Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '@fluentui/react-components';
import { Notice } from '../components/Notice.tsx';
import { type PageId, pages } from '../view-model/pages.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { causeOf, wayOut } from './failure.ts';
import { pageElement, readerElement } from './page-views.ts';

interface PageFailedProps {
  /** `page “Logs”`, `log reader`. */
  readonly what: string;
  readonly error: unknown;
  readonly tryAgain: () => void;
}

/** Stands where the page would; the rail beside it still works. */
function PageFailed({ what, error, tryAgain }: PageFailedProps): React.JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const way = wayOut(error, tryAgain);
  return (
    <main className="page">
      <header className="page-head">
        <h1 className="page-title" ref={title} tabIndex={-1}>
          The {what} could not be shown
        </h1>
      </header>
      <Notice
        tone="danger"
        title="Something in the wizard went wrong while it showed this page"
        alert
        actions={<Button onClick={way.act}>{way.label}</Button>}
      >
        <p>{way.text} The other steps may still work.</p>
        <p className="mono small failure-cause">{causeOf(error)}</p>
      </Notice>
    </main>
  );
}

/** A page, or in its place why it cannot be shown. To be mounted anew for each page. */
export function PageView({ page }: { readonly page: PageId }): React.JSX.Element {
  // Chosen once: a page that was shown while it was still loading must not be mounted anew when it has loaded.
  const [view, setView] = useState(() => pageElement(page));
  return (
    <ErrorBoundary
      onTryAgain={() => setView(pageElement(page))}
      fallback={(error, tryAgain) => (
        <PageFailed what={`page “${pages[page].name}”`} error={error} tryAgain={tryAgain} />
      )}
    >
      <Suspense fallback={<main className="page" aria-busy="true" />}>{view}</Suspense>
    </ErrorBoundary>
  );
}

/** The log reader, or in its place why it cannot be shown. */
export function ReaderView(): React.JSX.Element {
  const [view, setView] = useState(readerElement);
  return (
    <ErrorBoundary
      onTryAgain={() => setView(readerElement())}
      fallback={(error, tryAgain) => <PageFailed what="log reader" error={error} tryAgain={tryAgain} />}
    >
      <Suspense fallback={<main className="page" aria-busy="true" />}>{view}</Suspense>
    </ErrorBoundary>
  );
}
