import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import { Page } from '../../app/Page.tsx';
import { focusPlaces, readingPlaces, useFocusSuccessor } from '../../components/focus.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { ReadingPanel } from '../../components/ReadingPanel.tsx';
import { SiteChoice } from '../../components/SiteChoice.tsx';
import { useCase } from '../../stores/case-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { useUi } from '../../stores/ui-store.ts';
import { pages } from '../../view-model/pages.ts';
import { CaseTrouble } from '../../components/CaseTrouble.tsx';
import { isCaseFile } from '../../stores/open-case.ts';
import { AccessHelp } from './AccessHelp.tsx';
import { AskWay } from './AskWay.tsx';
import { CarryWay } from './CarryWay.tsx';
import { GoOn, OpenCase } from './OpenCase.tsx';
import { ReachWay } from './ReachWay.tsx';
import { ReadingSummary } from './ReadingSummary.tsx';
import { SampleSites } from './SampleSites.tsx';
import { pathsSubject } from './subject.ts';
import { useDrop } from '../../components/use-drop.ts';
import { type CaseOpening, useOpening } from './use-opening.ts';
import { YourCases } from './YourCases.tsx';
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

interface WaysInProps {
  /** Something is being held over the window. */
  readonly over: boolean;
  readonly opening: CaseOpening;
  readonly onError: (error: UserError | null) => void;
}

/** Three ways in; what is dropped anywhere on the page is taken, too. */
function WaysIn({ over, opening, onError }: WaysInProps): React.JSX.Element {
  const leaving = useFocusSuccessor(...readingPlaces);
  return (
    <div className={over ? 'ways over' : 'ways'} ref={leaving}>
      <p className="ways-drop">
        {over ? 'Let go to read it' : 'Drop a folder, a zip, log files or a case anywhere on this page, or:'}
      </p>
      <ReachWay opening={opening} onError={onError} />
      <CarryWay onError={onError} />
      <AskWay onError={onError} />
    </div>
  );
}

/** The case, what to read, and what reading it found. */
export function CasePage(): React.JSX.Element {
  const { phase, subject, error, start, retry, dismiss } = useReading();
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const [chooseError, setChooseError] = useState<UserError | null>(null);
  const opening = useOpening();
  const over = useDrop((paths, isCase) => {
    setChooseError(null);
    if (isCase || isCaseFile(paths)) void opening.openAt(paths);
    else void start(pathsSubject(paths));
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
      <CaseTrouble />
      <GoOn opening={opening} />
      <CaseFields />
      <OpenCase />
      <section className="page-section case-source">
        {phase === 'failed' && error !== null && (
          <ErrorNotice
            error={error}
            successors={readingPlaces}
            more={<AccessHelp error={error} subject={subject} />}
            actions={
              <>
                {subject !== null && (
                  <Button data-focus={focusPlaces.readingOutcome} onClick={() => void retry()}>
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
                  <Button data-focus={focusPlaces.readingOutcome} onClick={() => void retry()}>
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
        {phase === 'choosing' && <SiteChoice />}
        {running && <ReadingPanel />}
        {!running && diagnosis !== null && <ReadingSummary diagnosis={diagnosis} />}
        {!running && (
          <>
            <h2 className={diagnosis === null ? undefined : 'case-other'}>
              {diagnosis === null ? 'How do you get at the site server?' : 'Read something else'}
            </h2>
            <WaysIn over={over} opening={opening} onError={setChooseError} />
          </>
        )}
      </section>
      <YourCases opening={opening} />
      <SampleSites disabled={running || opening.busy} />
    </Page>
  );
}
