import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { WindowFailed } from './app/WindowFailed.tsx';
import { useCase } from './stores/case-store.ts';
import { useUi } from './stores/ui-store.ts';
import './theme/base.css';

// Who closes the window right after typing has it kept all the same: the call is on its way before the page is gone.
window.addEventListener('beforeunload', () => void useCase.getState().settle());

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
