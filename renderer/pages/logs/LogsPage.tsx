import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { LoggedText } from '../../components/LoggedText.tsx';
import { LogsByHand } from '../../components/LogsByHand.tsx';
import { OpenAllLogs, OpenLine, OpenLog } from '../../components/log-reader/OpenLogs.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Questions } from '../../components/Questions.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { TimelineView } from '../../components/timeline/TimelineView.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { openLogReader } from '../../stores/log-view-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { bytes, count, counted } from '../../view-model/numbers.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { splitSource, viewSource } from '../../view-model/sources.ts';
import { laneStateView } from '../../view-model/timeline.ts';
import { dateAndTime } from '../../view-model/time.ts';
import { Stalls, isToldToWait } from './Stalls.tsx';
import './logs.css';

function NoLogs({ told }: { readonly told: boolean }): React.JSX.Element {
  if (told) {
    return (
      <Notice tone="info" title="No log lines yet">
        <p>
          Ask for the last lines of Despool.log in the folder SMS\Logs, have them mailed or read out, and
          paste them below. Server logging is off by default: no such file is no sign of health.
        </p>
      </Notice>
    );
  }
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

function momentOf(time: string | null): React.ReactNode {
  return time === null ? <span className="quiet">no stamp</span> : dateAndTime(time);
}

function Threads({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const lanes = new Map(diagnosis.timeline.lanes.map((lane) => [lane.component, lane]));
  return (
    <DataTable
      caption="Threads and services with their first and last lines"
      rows={diagnosis.threads}
      rowKey={(row) => row.component}
      columns={[
        { title: 'Thread or service', heads: true, cell: (row) => row.component },
        {
          title: 'State',
          kind: 'keep',
          cell: (row) => {
            const view = laneStateView(lanes.get(row.component)?.state ?? 'quiet');
            return <Badge small plain tone={view.tone} word={view.word} />;
          },
        },
        { title: 'How it was told', cell: (row) => lanes.get(row.component)?.because },
        {
          title: 'First line (server time)',
          cell: (row) => momentOf(lanes.get(row.component)?.first.time ?? null),
        },
        { title: 'Last line', cell: (row) => momentOf(row.lastTime) },
        { title: 'What it said', kind: 'logged', cell: (row) => <LoggedText text={row.lastText} /> },
        { title: 'Where', cell: (row) => <SourceLink source={row.lastLine} /> },
        {
          title: 'Log reader',
          kind: 'keep',
          cell: (row) => !viewSource(row.lastLine).answered && <OpenLine source={row.lastLine} />,
        },
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
          cell: (row) => momentOf(row.firstTime),
        },
        {
          title: 'Last line',
          kind: 'keep',
          cell: (row) => momentOf(row.lastTime),
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
        {
          title: 'Log reader',
          kind: 'keep',
          cell: (row) => !viewSource(row.path).answered && <OpenLog path={row.path} />,
        },
      ]}
    />
  );
}

/** A line of a log opens in the log reader, anything else with the lines around it. */
function openSource(source: string): void {
  const { path, line } = splitSource(source);
  if (line !== null && /\.lo[g_]$/i.test(path)) {
    openLogReader({ files: [path], at: { kind: 'line', file: path, line } });
  } else {
    useUi.getState().showEvidence(source);
  }
}

/** Stalls first, then the picture, the threads and the files. */
export function LogsPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="logs">
      {(diagnosis) => (
        <>
          {diagnosis.logs.length === 0 ? (
            <NoLogs told={isAnswersOnly(diagnosis)} />
          ) : (
            <>
              <section>
                <h2>
                  {diagnosis.stalls.length === 0 && !isToldToWait(diagnosis)
                    ? 'No stall seen'
                    : 'What stands still'}
                </h2>
                <Stalls diagnosis={diagnosis} />
                {!isAnswersOnly(diagnosis) && (
                  <p className="logs-together">
                    <OpenAllLogs diagnosis={diagnosis} />
                  </p>
                )}
              </section>
              <TimelineView timeline={diagnosis.timeline} onOpen={openSource} />
              <section>
                <Fold
                  flush
                  title="Threads and services as a table"
                  aside={counted(diagnosis.threads.length, 'row')}
                >
                  <Threads diagnosis={diagnosis} />
                </Fold>
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
          <LogsByHand diagnosis={diagnosis} />
        </>
      )}
    </WithDiagnosis>
  );
}
