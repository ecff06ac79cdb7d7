import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { WindowFailed } from './app/WindowFailed.tsx';
import { useUi } from './stores/ui-store.ts';
import './theme/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element "root".');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary
      // What lay over the page may be what failed.
      onTryAgain={() => useUi.getState().closeOverlays()}
      fallback={(error, tryAgain) => <WindowFailed error={error} tryAgain={tryAgain} />}
    >
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
