import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button, Spinner, Switch } from '@fluentui/react-components';
import { FilterPanel } from '../../components/log-reader/FilterPanel.tsx';
import { FilterParts } from '../../components/log-reader/FilterParts.tsx';
import { ArrowLeft16Regular } from '../../components/log-reader/icons.ts';
import { LineDetails } from '../../components/log-reader/LineDetails.tsx';
import { LogGrid } from '../../components/log-reader/LogGrid.tsx';
import { NoLines, useNoLines } from '../../components/log-reader/NoLines.tsx';
import { type FindText, ReaderBar } from '../../components/log-reader/ReaderBar.tsx';
import { ReaderNotices } from '../../components/log-reader/ReaderNotices.tsx';
import { StateLine } from '../../components/log-reader/StateLine.tsx';
import { ErrorNotice } from '../../components/Notice.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { readerOpener, useLogView } from '../../stores/log-view-store.ts';
import { type LogReaderRequest, useUi } from '../../stores/ui-store.ts';
import { citedLines } from '../../view-model/log-view-cited.ts';
import { noFilter } from '../../view-model/log-view-filter.ts';
import { textSearch } from '../../view-model/log-view-pieces.ts';
import { readerTitle } from '../../view-model/log-view-words.ts';
import { type PageId, pages } from '../../view-model/pages.ts';
import './log-reader.css';

/** Lines to be marked: those of the diagnosis, and the one that was asked for. */
function citedBy({ at }: LogReaderRequest): readonly string[] {
  const { diagnosis } = useDiagnosis.getState();
  const lines = diagnosis === null ? [] : citedLines(diagnosis);
  return at?.kind === 'line' ? [...new Set([...lines, `${at.file}:${at.line}`])] : lines;
}

/** Opens what was asked for, and closes it with the page. */
function useOpenLogs(request: LogReaderRequest): () => void {
  const { open, close } = useLogView.getState();
  useEffect(() => {
    void open(request, citedBy(request));
    return close;
  }, [request, open, close]);
  return () => void open(request, citedBy(request));
}

function Failed({ again }: { readonly again: () => void }): React.JSX.Element {
  const error = useLogView((state) => state.error);
  if (error === null) {
    return (
      <p className="reader-opening quiet">
        <Spinner size="tiny" /> Opening the logs
      </p>
    );
  }
  return (
    <div className="reader-opening">
      <ErrorNotice error={error} actions={<Button onClick={again}>Try again</Button>} />
    </div>
  );
}

interface ReaderProps {
  readonly request: LogReaderRequest;
  /** Page that lies beneath, to which it leads back. */
  readonly from: PageId;
}

/** The log reader: one log or several merged by time, as they are, with what is needed to find the way in them. */
export function LogReaderPage(): React.JSX.Element | null {
  const reader = useUi((state) => state.reader);
  return reader === null ? null : <Reader request={reader} from={reader.from} />;
}

function Reader({ request, from }: ReaderProps): React.JSX.Element {
  const again = useOpenLogs(request);
  const shown = useLogView((state) => state.phase === 'open');
  const following = useLogView((state) => state.view?.following ?? false);
  const filter = useLogView((state) => state.filter);
  const noLines = useNoLines();
  const { find, follow, setFilter } = useLogView.getState();
  const closeReader = useUi((state) => state.closeReader);
  const [wanted, setWanted] = useState<FindText>({ text: '', isExpression: false });
  const [filterOpen, setFilterOpen] = useState(false);
  /** Grows when the filter is cleared from outside its panel, which then forgets what was typed. */
  const [cleared, setCleared] = useState(0);
  const search = useMemo(() => textSearch(wanted.text, wanted.isExpression), [wanted]);
  const findProblem = search !== null && 'problem' in search ? search.problem : null;
  const title = useRef<HTMLHeadingElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const findInput = useRef<HTMLInputElement>(null);
  const goToInput = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    title.current?.focus();
    const opener = readerOpener();
    // The page beneath is in sight again only after this one has gone.
    return () => void setTimeout(() => focusAgain(opener));
  }, []);
  useEffect(() => {
    if (shown) grid.current?.focus();
  }, [shown]);

  const onFind = (direction: 'next' | 'previous'): void => {
    if (wanted.text === '') findInput.current?.focus();
    else if (findProblem === null) void find({ kind: 'text', ...wanted }, direction);
  };
  const showAll = async (): Promise<void> => {
    setCleared((times) => times + 1);
    await setFilter(noFilter);
    // The lines are drawn only after this; the button that had the focus is gone then.
    setTimeout(() => grid.current?.focus());
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    const direction = event.shiftKey ? 'previous' : 'next';
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (control && key === 'f') typeInto(findInput.current);
    else if (control && key === 'g') typeInto(goToInput.current);
    else if (control || event.altKey) return;
    else if (key === 'F3') onFind(direction);
    else if (key === 'F8') void find({ kind: 'error' }, direction);
    else if (key === 'F2') void find({ kind: 'cited' }, direction);
    else if (key === 'Escape') {
      if (event.target instanceof HTMLInputElement) grid.current?.focus();
      else closeReader();
    } else return;
    event.preventDefault();
  };
  return (
    <main className="log-reader" onKeyDown={onKeyDown}>
      <header className="reader-head">
        <Button size="small" icon={<ArrowLeft16Regular />} onClick={closeReader}>
          Back to {pages[from].name}
        </Button>
        <h1 className="reader-title" ref={title} tabIndex={-1}>
          {readerTitle(request.files)}
        </h1>
        <Switch
          className="reader-follow"
          label="Follow"
          title="Shows new lines while the logs grow"
          checked={following}
          disabled={!shown}
          onChange={(_event, { checked }) => void follow(checked)}
        />
      </header>
      {shown ? (
        <>
          <ReaderBar
            find={wanted}
            setFind={setWanted}
            findProblem={findProblem}
            onFind={onFind}
            findRef={findInput}
            goToRef={goToInput}
            onArrived={() => grid.current?.focus()}
            filterOpen={filterOpen}
            setFilterOpen={setFilterOpen}
          />
          {filterOpen && <FilterPanel key={cleared} filter={filter} />}
          {!filterOpen && <FilterParts />}
          <ReaderNotices />
          {noLines ? (
            <NoLines onShowAll={() => void showAll()} />
          ) : (
            <LogGrid label={readerTitle(request.files)} search={search} gridRef={grid} />
          )}
          <LineDetails />
          <StateLine />
        </>
      ) : (
        <Failed again={again} />
      )}
    </main>
  );
}

/** Gives a field the focus, with what is in it ready to be typed over. */
function typeInto(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

/** Gives the focus back to what the reader was opened with, unless something else has taken it meanwhile. */
function focusAgain(opener: Element | null): void {
  const taken = document.activeElement !== null && document.activeElement !== document.body;
  if (taken) return;
  const canTakeIt = opener instanceof HTMLElement || opener instanceof SVGElement;
  if (canTakeIt && opener.isConnected) opener.focus();
  else document.querySelector<HTMLElement>('main h1')?.focus();
}
