import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { Excerpt } from '../../electron/contract/ipc.ts';
import { ErrorNotice } from '../components/Notice.tsx';
import { useCopy } from '../components/use-copy.ts';
import { call } from '../ipc/doctor.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { openLogReader } from '../stores/log-view-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { count } from '../view-model/numbers.ts';
import { splitSource } from '../view-model/sources.ts';

/** Lines before and after the cited one: at first, and after each "More lines". */
const contexts = [12, 40, 120] as const;

function Lines({ excerpt }: { readonly excerpt: Excerpt & { found: true } }): React.JSX.Element {
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => {
    box.current?.querySelector('.cited')?.scrollIntoView({ block: 'center' });
  }, [excerpt]);
  return (
    <ol className="excerpt" ref={box} tabIndex={0} aria-label={`Lines of ${excerpt.path}`}>
      {excerpt.lines.map((line) => (
        <li key={line.number} className={line.cited ? 'excerpt-line cited' : 'excerpt-line'}>
          <span className="excerpt-number">
            <span className="unseen">{line.cited ? 'Cited line ' : 'Line '}</span>
            {line.number}
          </span>
          <span className="excerpt-text">{line.text}</span>
        </li>
      ))}
    </ol>
  );
}

interface Loaded {
  readonly source: string;
  readonly context: number;
  readonly excerpt: Excerpt;
}

function useExcerpt(source: string | null, context: number): Excerpt | null {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useEffect(() => {
    if (source === null) return undefined;
    let wanted = true;
    void call('evidence:excerpt', { source, context }).then((reply) => {
      if (!wanted) return;
      const excerpt: Excerpt = reply.ok ? reply.value : { found: false, error: reply.error };
      setLoaded({ source, context, excerpt });
    });
    return () => {
      wanted = false;
    };
  }, [source, context]);
  // While more lines of the same file are on their way, those that are there stay.
  return loaded !== null && loaded.source === source ? loaded.excerpt : null;
}

interface EvidenceProps {
  readonly source: string;
  readonly close: () => void;
  /** Opens the log that the source stands in; null when it is not a log. */
  readonly openReader: (() => void) | null;
}

function Evidence({ source, close, openReader }: EvidenceProps): React.JSX.Element {
  const [step, setStep] = useState(0);
  const excerpt = useExcerpt(source, contexts[step] ?? contexts[0]);
  const { path, line } = splitSource(source);
  const { word: copied, copy, forget } = useCopy();
  const copyLines = async (): Promise<void> => {
    if (excerpt?.found !== true) return;
    const cited = excerpt.lines.filter((entry) => entry.cited);
    const lines = cited.length > 0 ? cited : excerpt.lines;
    await copy(lines.map((entry) => entry.text).join('\n'));
  };
  return (
    <DialogBody>
      <DialogTitle>
        {path}
        {line !== null && <span className="quiet">, line {count(line)}</span>}
      </DialogTitle>
      <DialogContent>
        {excerpt === null && <p className="quiet">Fetching the lines.</p>}
        {excerpt?.found === true && <Lines excerpt={excerpt} />}
        {excerpt?.found === false && <ErrorNotice error={excerpt.error} />}
      </DialogContent>
      <DialogActions fluid className="excerpt-actions">
        {excerpt?.found === true && (
          <>
            <Button appearance="subtle" onClick={() => void copyLines()} onBlur={forget}>
              {copied ?? (line === null ? 'Copy these lines' : 'Copy the cited line')}
            </Button>
            <Button disabledFocusable={step === contexts.length - 1} onClick={() => setStep(step + 1)}>
              More lines
            </Button>
          </>
        )}
        {openReader !== null && <Button onClick={openReader}>Open in the log reader</Button>}
        <Button appearance="primary" onClick={close}>
          Close
        </Button>
      </DialogActions>
    </DialogBody>
  );
}

/** The lines around a cited source, with the cited one marked. The focus goes back to where it came from. */
export function EvidenceDialog(): React.JSX.Element {
  const source = useUi((state) => state.evidence);
  const showEvidence = useUi((state) => state.showEvidence);
  const logs = useDiagnosis((state) => state.diagnosis?.logs) ?? [];
  const opener = useRef<Element | null>(null);
  // Before the dialog takes the focus.
  useLayoutEffect(() => {
    if (source !== null) opener.current = document.activeElement;
  }, [source]);
  const { path, line } = splitSource(source ?? '');
  const openReader = (): void =>
    openLogReader(
      { files: [path], at: line === null ? null : { kind: 'line', file: path, line } },
      opener.current,
    );
  return (
    <Dialog
      open={source !== null}
      onOpenChange={(_event, data) => {
        if (!data.open) showEvidence(null);
      }}
    >
      <DialogSurface style={{ maxWidth: 'min(1040px, 94vw)', width: '94vw' }}>
        {source !== null && (
          <Evidence
            key={source}
            source={source}
            close={() => showEvidence(null)}
            openReader={logs.some((log) => log.path === path) ? openReader : null}
          />
        )}
      </DialogSurface>
    </Dialog>
  );
}
