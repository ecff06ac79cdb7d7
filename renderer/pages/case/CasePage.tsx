import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import { Page } from '../../app/Page.tsx';
import { focusPlaces, readingPlaces, useFocusSuccessor } from '../../components/focus.ts';
import { DocumentMultiple20Regular, FolderOpen20Regular } from '../../components/icons.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { ReadingPanel } from '../../components/ReadingPanel.tsx';
import { call } from '../../ipc/doctor.ts';
import { useCase } from '../../stores/case-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { useUi } from '../../stores/ui-store.ts';
import { pages } from '../../view-model/pages.ts';
import { ReadingSummary } from './ReadingSummary.tsx';
import { SampleSites } from './SampleSites.tsx';
import { pathsSubject } from './subject.ts';
import { useDrop } from './use-drop.ts';
import './case.css';

function CaseFields(): React.JSX.Element {
  const { name, ticket, technician, set } = useCase();
  return (
    <div className="case-fields">
      <Field label="Case name">
        <Input
          value={name}
          placeholder="Packages stopped arriving"
          onChange={(_event, data) => set({ name: data.value })}
        />
      </Field>
      <Field label="Ticket">
        <Input value={ticket} onChange={(_event, data) => set({ ticket: data.value })} />
      </Field>
      <Field label="Technician">
        <Input
          value={technician}
          autoComplete="name"
          onChange={(_event, data) => set({ technician: data.value })}
        />
      </Field>
    </div>
  );
}

/** Buttons that open the system's dialogs; the same place takes what is dropped. */
function SourceChooser({
  over,
  onError,
}: {
  readonly over: boolean;
  readonly onError: (error: UserError | null) => void;
}) {
  const start = useReading((state) => state.start);
  const read = useDiagnosis((state) => state.diagnosis) !== null;
  const startFromAnswers = useReading((state) => state.startFromAnswers);
  const go = useUi((state) => state.go);
  const leaving = useFocusSuccessor(...readingPlaces);
  const choose = async (kind: 'folder' | 'files'): Promise<void> => {
    onError(null);
    const reply = await call('source:choose', { kind });
    if (!reply.ok) onError(reply.error);
    else if (reply.value.length > 0) await start(pathsSubject(reply.value.map((source) => source.path)));
  };
  const ask = async (): Promise<void> => {
    onError(null);
    const error = await startFromAnswers();
    if (error === null) go('version');
    else onError(error);
  };
  return (
    <div className={over ? 'drop over' : 'drop'} ref={leaving}>
      <p className="drop-title">
        {over ? 'Let go to read it' : 'Drop a folder, a zip or log files anywhere on this page'}
      </p>
      <p className="quiet">
        The site server’s SMS folder (the one with Logs and Inboxes), also over the network, or a copy of it.
      </p>
      <div className="drop-buttons">
        <Button
          data-focus={focusPlaces.chooseSource}
          icon={<FolderOpen20Regular />}
          onClick={() => void choose('folder')}
        >
          Choose a folder
        </Button>
        <Button icon={<DocumentMultiple20Regular />} onClick={() => void choose('files')}>
          Choose a zip or log files
        </Button>
      </div>
      {!read && (
        <p className="drop-ask">
          Only a telephone at hand?{' '}
          <Button size="small" appearance="transparent" onClick={() => void ask()}>
            Answer questions instead
          </Button>
        </p>
      )}
    </div>
  );
}

/** The case, what to read, and what reading it found. */
export function CasePage(): React.JSX.Element {
  const { phase, subject, error, start, dismiss } = useReading();
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const [chooseError, setChooseError] = useState<UserError | null>(null);
  const over = useDrop((paths) => {
    setChooseError(null);
    void start(pathsSubject(paths));
  }, setChooseError);
  const running = phase === 'running';
  const go = useUi((state) => state.go);
  return (
    <Page
      id="case"
      primary={{
        label: pages.version.go,
        act: () => go('version'),
        blockedBecause: running ? 'Reading' : diagnosis === null ? 'Needs a site first' : undefined,
      }}
    >
      <CaseFields />
      <section className="page-section case-source">
        {phase === 'failed' && error !== null && (
          <ErrorNotice
            error={error}
            successors={readingPlaces}
            actions={
              <>
                {subject !== null && (
                  <Button data-focus={focusPlaces.readingOutcome} onClick={() => void start(subject)}>
                    Try again
                  </Button>
                )}
                <Button appearance="subtle" onClick={dismiss}>
                  Put away
                </Button>
              </>
            }
          />
        )}
        {phase === 'cancelled' && (
          <Notice
            tone="info"
            title="Reading cancelled"
            successors={readingPlaces}
            actions={
              <>
                {subject !== null && (
                  <Button data-focus={focusPlaces.readingOutcome} onClick={() => void start(subject)}>
                    Read {subject.name} after all
                  </Button>
                )}
                <Button appearance="subtle" onClick={dismiss}>
                  Put away
                </Button>
              </>
            }
          >
            <p>Nothing of {subject?.name ?? 'the site'} was kept. What you entered is still there.</p>
          </Notice>
        )}
        {chooseError !== null && <ErrorNotice error={chooseError} />}
        {running && <ReadingPanel />}
        {!running && diagnosis !== null && <ReadingSummary diagnosis={diagnosis} />}
        {!running && (
          <>
            {diagnosis !== null && <h2 className="case-other">Read something else</h2>}
            <SourceChooser over={over} onError={setChooseError} />
          </>
        )}
      </section>
      <SampleSites disabled={running} />
    </Page>
  );
}
