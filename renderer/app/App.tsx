import { Suspense, lazy, useEffect, useMemo } from 'react';
import { FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useCatalog } from '../stores/catalog-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { useMedia, useThemeFor } from '../theme/use-theme.ts';
import { Announcer } from './Announcer.tsx';
import { KnowPanel } from './KnowPanel.tsx';
import { loadAllPages, pageElement } from './page-views.ts';
import { styleRenderer } from './style-nonce.ts';
import { Rail } from './Rail.tsx';
import { VerdictAnnouncer } from './VerdictAnnouncer.tsx';
import './frame.css';

const EvidenceDialog = lazy(() =>
  import('./EvidenceDialog.tsx').then((part) => ({ default: part.EvidenceDialog })),
);
const KnowDrawer = lazy(() => import('./KnowDrawer.tsx').then((part) => ({ default: part.KnowDrawer })));

/** Below this the panel "What we know" is a drawer. */
const narrowWindow = '(max-width: 1099px)';

/** The whole window: rail, page, panel. */
export function App(): React.JSX.Element {
  const page = useUi((state) => state.page);
  const knowOpen = useUi((state) => state.knowOpen);
  const { theme, kind } = useThemeFor(useUi((state) => state.theme));
  const narrow = useMedia(narrowWindow);
  const load = useCatalog((state) => state.load);
  // Chosen once per page: a page that was shown while it was still loading must not be mounted anew when it has loaded.
  const view = useMemo(() => pageElement(page), [page]);

  useEffect(() => {
    void load();
    const idle = window.requestIdleCallback(loadAllPages);
    return () => window.cancelIdleCallback(idle);
  }, [load]);

  useEffect(() => {
    document.documentElement.style.colorScheme = kind === 'light' ? 'light' : 'dark';
  }, [kind]);

  return (
    <RendererProvider renderer={styleRenderer} targetDocument={document}>
      <FluentProvider theme={theme} className={`app-provider theme-${kind}`} applyStylesToPortals>
        <div className="app">
          <Rail />
          <div className="page-column">
            <Suspense fallback={<main className="page" aria-busy="true" />}>{view}</Suspense>
          </div>
          {!narrow && knowOpen && <KnowPanel />}
        </div>
        {narrow && (
          <Suspense>
            <KnowDrawer />
          </Suspense>
        )}
        <Suspense>
          <EvidenceDialog />
        </Suspense>
        <Announcer />
        <VerdictAnnouncer />
      </FluentProvider>
    </RendererProvider>
  );
}
