import { useId } from 'react';
import type { Diagnosis, Stall } from '../../../electron/engine/reasoning/diagnosis.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { type Lane, flagsText, timeline } from '../../view-model/lanes.ts';
import { stallView } from '../../view-model/stalls.ts';
import { clockTime, dateAndTime, serverTime, shortDateAndTime } from '../../view-model/time.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

function LaneRow({ lane }: { readonly lane: Lane }): React.JSX.Element {
  const until = lane.stalledFrom ?? lane.to;
  const width = Math.max(0.004, until - lane.from);
  return (
    <div className="lane">
      <span className={lane.stall === null ? 'lane-name' : 'lane-name stalled'} title={lane.component}>
        {lane.name}
      </span>
      <span className="lane-track">
        <span className="lane-work" style={{ left: percent(lane.from), width: percent(width) }} />
        {lane.stalledFrom !== null && (
          <span
            className={`lane-silence ${lane.stall?.kind ?? ''}`}
            style={{ left: percent(lane.stalledFrom), width: percent(1 - lane.stalledFrom) }}
          />
        )}
      </span>
    </div>
  );
}

function stillSince(stall: Stall): string {
  const since = stall.since === null ? 'not known' : dateAndTime(stall.since);
  return `${since} (${stallView(stall.kind).word.toLowerCase()})`;
}

/** One lane per thread from its first to its last line; silences hatched; what happened to the services as flags. */
export function LanesPicture({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element | null {
  const summary = useId();
  const picture = timeline(diagnosis);
  if (picture === null || picture.lanes.length < 2) return null;
  const stalled = picture.lanes.filter((lane) => lane.stall !== null).length;
  return (
    <section className="page-section">
      <h2>Who wrote until when</h2>
      <p className="prose quiet" id={summary}>
        {stalled === 0
          ? 'No thread stands still.'
          : `${stalled} of ${picture.lanes.length} threads stand still (hatched).`}{' '}
        The axis shows server time and ends at {serverTime(diagnosis.at)}.
      </p>
      <figure className="lanes" role="img" aria-labelledby={summary}>
        <div className="lanes-flags">
          {picture.flags.map((flag) => (
            <span
              key={`${flag.source}:${flag.label}`}
              className={flag.at > 0.7 ? 'lanes-flag left' : 'lanes-flag'}
              style={{ left: percent(flag.at) }}
              title={`${flag.label}, ${serverTime(flag.time)}`}
            />
          ))}
        </div>
        {picture.lanes.map((lane) => (
          <LaneRow key={lane.component} lane={lane} />
        ))}
        <div className="lanes-axis">
          {picture.ticks.map((tick) => (
            <span key={tick.time} className="lanes-tick" style={{ left: percent(tick.at) }}>
              {clockTime(tick.time) === '00:00'
                ? shortDateAndTime(tick.time).replace(/ 00:00$/, '')
                : clockTime(tick.time)}
            </span>
          ))}
        </div>
      </figure>
      {picture.flags.length > 0 && (
        <p className="lanes-legend small quiet">
          <span className="lanes-key" aria-hidden="true" /> {flagsText(picture.flags)}
        </p>
      )}
      <Fold flush title="The same as a table">
        <DataTable
          caption="First and last line of each thread"
          rows={picture.lanes}
          rowKey={(lane) => lane.component}
          columns={[
            { title: 'Thread', heads: true, cell: (lane) => lane.component },
            { title: 'First line (server time)', kind: 'keep', cell: (lane) => dateAndTime(lane.firstTime) },
            { title: 'Last line', kind: 'keep', cell: (lane) => dateAndTime(lane.lastTime) },
            {
              title: 'Stands still since',
              kind: 'keep',
              cell: (lane) => (lane.stall === null ? 'no' : stillSince(lane.stall)),
            },
            { title: 'Where', cell: (lane) => <SourceLink source={lane.lastLine} /> },
          ]}
        />
      </Fold>
    </section>
  );
}
