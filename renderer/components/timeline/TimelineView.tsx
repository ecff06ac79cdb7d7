import { useId, useMemo, useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { Timeline } from '../../../electron/engine/reasoning/diagnosis.ts';
import {
  type TimeRange,
  firstRange,
  isWhole,
  panned,
  pictureOf,
  rangeText,
  wholeRange,
  zoomed,
} from '../../view-model/timeline.ts';
import { TimelinePicture } from './TimelinePicture.tsx';
import { TimelineWords } from './TimelineWords.tsx';
import './timeline.css';

interface TimelineViewProps {
  readonly timeline: Timeline;
  /** Opens the place that an item was read from. */
  readonly onOpen: (source: string) => void;
}

/** One picture over all logs, with what is needed to move in it, and the same as a table and in words. */
export function TimelineView({ timeline, onOpen }: TimelineViewProps): React.JSX.Element | null {
  const whole = useMemo(() => wholeRange(timeline), [timeline]);
  const [chosen, setChosen] = useState<TimeRange | null>(null);
  const [all, setAll] = useState(false);
  const title = useId();
  if (whole === null) return null;
  const range = chosen ?? firstRange(whole);
  const picture = pictureOf(timeline, range);
  const zoom = (factor: number, around = 0.5): void => setChosen(zoomed(range, factor, around, whole));
  const pan = (share: number): void => setChosen(panned(range, share, whole));
  const stalled = timeline.lanes.filter((lane) => lane.state === 'waiting' || lane.state === 'silent').length;
  const quiet = picture.lanes.filter(({ lane }) => lane.state === 'idle' || lane.state === 'quiet');
  const foldable = picture.lanes.length > 16 && quiet.length > 4;
  const lanes = foldable && !all ? picture.lanes.filter((lane) => !quiet.includes(lane)) : picture.lanes;
  return (
    <section className="page-section" aria-labelledby={title}>
      <h2 id={title}>Who wrote until when</h2>
      <p className="prose quiet">
        {stalled === 0
          ? 'No thread stands still. '
          : `${stalled} of ${timeline.lanes.length} threads and services stand still. `}
        Bars show where a log has lines, hatching a silence, crosses a run of waiting lines, flags what
        happened to the services. All times are server time.
      </p>
      <div className="timeline-tools" role="group" aria-label="Part of the timeline that is shown">
        <Button size="small" onClick={() => zoom(0.5)}>
          Closer
        </Button>
        <Button size="small" disabled={isWhole(range, whole)} onClick={() => zoom(2)}>
          Wider
        </Button>
        <Button size="small" disabled={range.from <= whole.from} onClick={() => pan(-0.5)}>
          Earlier
        </Button>
        <Button size="small" disabled={range.to >= whole.to} onClick={() => pan(0.5)}>
          Later
        </Button>
        <Button size="small" disabled={isWhole(range, whole)} onClick={() => setChosen(whole)}>
          Whole time
        </Button>
        <span className="timeline-range" role="status">
          {rangeText(range)}
        </span>
      </div>
      <TimelinePicture
        picture={{ ...picture, lanes }}
        label={`Timeline from ${rangeText(range)}`}
        onOpen={onOpen}
        onZoom={zoom}
        onPan={pan}
      />
      {foldable && (
        <Button size="small" appearance="subtle" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Hide idle threads' : `Show ${quiet.length} more threads that are idle or tell too little`}
        </Button>
      )}
      <TimelineWords timeline={timeline} />
    </section>
  );
}
