import { useEffect, useRef } from 'react';
import { Button, Spinner, useRestoreFocusTarget } from '@fluentui/react-components';
import { focusPlaces, useFocusSuccessor } from '../components/focus.ts';
import { PanelRight20Regular } from '../components/icons.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { useMedia } from '../theme/use-theme.ts';
import { type PageId, nextPage, pages, previousPage } from '../view-model/pages.ts';

/** The primary button of a page. */
export interface PrimaryAction {
  readonly label: string;
  readonly act: () => void;
  /** Why it cannot be used yet; shown beside it. */
  readonly blockedBecause?: string | undefined;
  /** True while the page has its task's own primary button: there is one of them at a time. */
  readonly subdued?: boolean;
}

interface PageProps {
  readonly id: PageId;
  /** What the primary button does; without it, it leads to the next page. */
  readonly primary?: PrimaryAction | undefined;
  /** Rarely needed: a further button left of the primary one. */
  readonly secondary?: React.ReactNode;
  /** A short word beside the buttons. */
  readonly status?: React.ReactNode;
  readonly children?: React.ReactNode;
}

/** Opens "What we know" while it is folded or, on a narrow window, closed. */
function KnowButton(): React.JSX.Element | null {
  const narrow = useMedia('(max-width: 1099px)');
  const { knowOpen, setKnowOpen, setKnowDrawerOpen } = useUi();
  const restoreFocus = useRestoreFocusTarget();
  const leaving = useFocusSuccessor(focusPlaces.foldKnow);
  if (!narrow && knowOpen) return null;
  return (
    <div className="page-know" ref={leaving}>
      <Button
        {...restoreFocus}
        data-focus={focusPlaces.unfoldKnow}
        icon={<PanelRight20Regular />}
        aria-expanded={false}
        onClick={() => (narrow ? setKnowDrawerOpen(true) : setKnowOpen(true))}
      >
        What we know
      </Button>
    </div>
  );
}

/** Said while an answer is being weighed. It is in sight only when that takes a moment, as when the site is read again. */
function Evaluating(): React.JSX.Element {
  return (
    <span className="evaluating">
      <Spinner size="extra-tiny" /> Weighing your answer
    </span>
  );
}

/** Title, sentence, task, and the bar with Back and the one primary button. The title has the focus after a change of page. */
export function Page({ id, primary, secondary, status, children }: PageProps): React.JSX.Element {
  const moves = useUi((state) => state.moves);
  const go = useUi((state) => state.go);
  const read = useDiagnosis((state) => state.diagnosis) !== null;
  const evaluating = useDiagnosis((state) => state.evaluating);
  const title = useRef<HTMLHeadingElement>(null);
  const text = pages[id];
  const back = previousPage(id);
  const next = nextPage(id);

  useEffect(() => {
    if (moves > 0) title.current?.focus();
  }, [moves]);

  const usual: PrimaryAction | undefined =
    next === null
      ? undefined
      : {
          label: pages[next].go,
          act: () => go(next),
          blockedBecause: read ? undefined : 'Needs a site first',
        };
  const shown = primary ?? usual;
  return (
    <>
      <main className="page" aria-busy={evaluating}>
        <header className="page-head">
          <h1 className="page-title" ref={title} tabIndex={-1}>
            {text.question}
          </h1>
          <KnowButton />
          <p className="page-why">{text.why}</p>
        </header>
        {children}
      </main>
      <section className="page-actions" aria-label="Page actions">
        {back !== null && <Button onClick={() => go(back)}>Back</Button>}
        <div className="page-actions-space">
          {evaluating ? <Evaluating /> : (shown?.blockedBecause ?? status)}
        </div>
        {secondary}
        {shown !== undefined && (
          <Button
            appearance={shown.subdued === true ? 'secondary' : 'primary'}
            disabledFocusable={shown.blockedBecause !== undefined}
            onClick={shown.act}
          >
            {shown.label}
          </Button>
        )}
      </section>
    </>
  );
}
