import { useEffect } from 'react';
import { FluentProvider, RendererProvider } from '@fluentui/react-components';
import { useCase } from '../stores/case-store.ts';
import { useCatalog } from '../stores/catalog-store.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useRuns } from '../stores/runs-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { useMedia, useThemeFor } from '../theme/use-theme.ts';
import { Announcer } from './Announcer.tsx';
import { KnowPanel } from './KnowPanel.tsx';
import { Later } from './Later.tsx';
import { LaterPart } from './later-part.ts';
import { PageView, ReaderView } from './PageView.tsx';
import { loadAllPages } from './page-views.ts';
import { Rail } from './Rail.tsx';
import { styleRenderer } from './style-nonce.ts';
import { VerdictAnnouncer } from './VerdictAnnouncer.tsx';
import './frame.css';

const evidenceDialog = new LaterPart(() =>
  import('./EvidenceDialog.tsx').then((part) => part.EvidenceDialog),
);
const replaceDialog = new LaterPart(() => import('./ReplaceDialog.tsx').then((part) => part.ReplaceDialog));
const knowDrawer = new LaterPart(() => import('./KnowDrawer.tsx').then((part) => part.KnowDrawer));

/** Below this the panel "What we know" is a drawer. */
const narrowWindow = '(max-width: 1099px)';

/** The whole window: rail, page, panel. */
export function App(): React.JSX.Element {
  const reading = useUi((state) => state.reader !== null);
  // The page that the log reader lies over stays as it is, so that its place and focus are there on the way back.
  const page = useUi((state) => state.reader?.from ?? state.page);
  const knowOpen = useUi((state) => state.knowOpen);
  const { theme, kind } = useThemeFor(useUi((state) => state.theme));
  const narrow = useMedia(narrowWindow);
  const load = useCatalog((state) => state.load);
  const diagnosis = useDiagnosis((state) => state.diagnosis);

  useEffect(() => {
    void load();
    void useCase.getState().load();
    const idle = window.requestIdleCallback(loadAllPages);
    return () => window.cancelIdleCallback(idle);
  }, [load]);

  useEffect(() => {
    // Which plans fit follows from the diagnosis.
    if (diagnosis !== null) void useRuns.getState().loadPlans();
  }, [diagnosis]);

  useEffect(() => {
    document.documentElement.style.colorScheme = kind === 'light' ? 'light' : 'dark';
  }, [kind]);

  return (
    <RendererProvider renderer={styleRenderer} targetDocument={document}>
      <FluentProvider theme={theme} className={`app-provider theme-${kind}`} applyStylesToPortals>
        <div className="app">
          <Rail />
          {reading && (
            <div className="page-column">
              <ReaderView />
            </div>
          )}
          <div className="page-column" hidden={reading}>
            <PageView key={page} page={page} />
          </div>
          {!narrow && knowOpen && (
            <div className="know-column" hidden={reading}>
              <KnowPanel />
            </div>
          )}
        </div>
        {narrow && <Later part={knowDrawer} />}
        <Later part={replaceDialog} />
        <Later part={evidenceDialog} />
        <Announcer />
        <VerdictAnnouncer />
      </FluentProvider>
    </RendererProvider>
  );
}
