import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { LoggedText } from '../../components/LoggedText.tsx';
import { Notice } from '../../components/Notice.tsx';
import { GivenAnswers, Questions } from '../../components/Questions.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { bytes, count, counted } from '../../view-model/numbers.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { stallView } from '../../view-model/stalls.ts';
import { dateAndTime } from '../../view-model/time.ts';
import { LanesPicture } from './LanesPicture.tsx';
import { Stalls } from './Stalls.tsx';
import './logs.css';

function NoLogs(): React.JSX.Element {
  return (
    <Notice tone="caution" title="Not collected: no logs were in what was read">
      <p>
        Server logging is off by default, so a missing log is not a sign of health. It may also be that the
        Logs folder was not copied.
      </p>
      <p>
        Without logs, the ages of the inbox files and the states of the services have to speak. Go on with
        those.
      </p>
    </Notice>
  );
}

function Threads({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const stalled = new Map(diagnosis.stalls.map((stall) => [stall.component, stall]));
  return (
    <DataTable
      caption="Threads and their last lines"
      rows={diagnosis.threads}
      rowKey={(row) => row.component}
      columns={[
        { title: 'Thread', heads: true, cell: (row) => row.component },
        {
          title: 'State',
          kind: 'keep',
          cell: (row) => {
            const stall = stalled.get(row.component);
            if (stall === undefined) return <span className="quiet">Writing</span>;
            const view = stallView(stall.kind);
            return <Badge small plain tone={view.tone} word={view.word} />;
          },
        },
        {
          title: 'Last line (server time)',
          kind: 'keep',
          cell: (row) =>
            row.lastTime === null ? <span className="quiet">no stamp</span> : dateAndTime(row.lastTime),
        },
        { title: 'What it said', kind: 'logged', cell: (row) => <LoggedText text={row.lastText} /> },
        { title: 'Where', cell: (row) => <SourceLink source={row.lastLine} /> },
      ]}
    />
  );
}

function Files({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  return (
    <DataTable
      caption="Log files"
      rows={diagnosis.logs}
      rowKey={(row) => row.path}
      columns={[
        { title: 'File', heads: true, cell: (row) => <SourceLink source={row.path} /> },
        { title: 'Lines', kind: 'number', cell: (row) => count(row.lines) },
        { title: 'Size', kind: 'number', cell: (row) => bytes(row.bytes) },
        {
          title: 'First line (server time)',
          kind: 'keep',
          cell: (row) =>
            row.firstTime === null ? <span className="quiet">no stamp</span> : dateAndTime(row.firstTime),
        },
        {
          title: 'Last line',
          kind: 'keep',
          cell: (row) =>
            row.lastTime === null ? <span className="quiet">no stamp</span> : dateAndTime(row.lastTime),
        },
        { title: 'Code page', kind: 'keep', cell: (row) => row.codePage },
        {
          title: 'Garbled',
          kind: 'number',
          cell: (row) =>
            row.garbled === 0 ? (
              <span className="quiet">none</span>
            ) : (
              <Badge small plain tone="caution" word={counted(row.garbled, 'line')} />
            ),
        },
      ]}
    />
  );
}

/** Stalls first, then the picture, the threads and the files. */
export function LogsPage(): React.JSX.Element {
  const asked = useDiagnosis((state) => state.asked);
  return (
    <WithDiagnosis id="logs">
      {(diagnosis) => (
        <>
          {diagnosis.logs.length === 0 ? (
            <NoLogs />
          ) : (
            <>
              <section>
                <h2>{diagnosis.stalls.length === 0 ? 'No stall seen' : 'What stands still'}</h2>
                <Stalls diagnosis={diagnosis} />
              </section>
              <LanesPicture diagnosis={diagnosis} />
              <section className="page-section">
                <h2>Threads</h2>
                <p className="prose quiet">
                  The parts of the SMS Executive, each with its last line. A click on a source opens the lines
                  around it.
                </p>
                <Threads diagnosis={diagnosis} />
              </section>
              <section className="page-section">
                <Fold flush title="Log files" aside={counted(diagnosis.logs.length, 'file')}>
                  <Files diagnosis={diagnosis} />
                </Fold>
              </section>
            </>
          )}
          <Questions
            title="What the logs do not say"
            questions={otherQuestions(diagnosis.nextQuestions, 'logs')}
          />
          <GivenAnswers accept={(question) => asked[question]?.page === 'logs'} />
        </>
      )}
    </WithDiagnosis>
  );
}
