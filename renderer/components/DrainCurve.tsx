import type { DrainView } from '../../electron/engine/case/run-view.ts';
import { type DrainPoint, drainPicture } from '../view-model/drain.ts';
import { count } from '../view-model/numbers.ts';
import { deskTime } from '../view-model/time.ts';
import { DataTable } from './DataTable.tsx';
import { Fold } from './Fold.tsx';
import './drain-curve.css';

/** The picture in its own units; it grows and shrinks with its place. */
const size = { width: 520, height: 220, left: 40, right: 12, top: 30, bottom: 40 } as const;
const inner = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
} as const;

const across = (x: number): number => size.left + x * inner.width;
const up = (y: number): number => size.top + (1 - y) * inner.height;
const place = ({ x, y }: DrainPoint): string => `${across(x).toFixed(1)},${up(y).toFixed(1)}`;

function Picture({ drain }: { readonly drain: DrainView }): React.JSX.Element | null {
  const picture = drainPicture(drain);
  if (picture === null) return null;
  const last = picture.points.at(-1);
  return (
    <svg
      className="drain-picture"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`Files that wait in ${drain.inbox} over time. ${drain.text}.`}
    >
      {picture.up.map((tick) => (
        <g key={tick.at}>
          <line
            className="drain-grid"
            x1={size.left}
            x2={size.width - size.right}
            y1={up(tick.at)}
            y2={up(tick.at)}
          />
          <text className="drain-label" x={size.left - 8} y={up(tick.at) + 4} textAnchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {picture.across.map((tick, index) => (
        <g key={tick.label}>
          <line className="drain-grid" x1={across(tick.at)} x2={across(tick.at)} y1={up(0)} y2={up(0) + 5} />
          <text
            className="drain-label"
            x={across(tick.at)}
            y={up(0) + 18}
            textAnchor={index === 0 ? 'start' : tick.at > 0.85 ? 'end' : 'middle'}
          >
            {tick.label}
          </text>
        </g>
      ))}
      <text className="drain-axis" x={size.left} y={size.height - 4}>
        Time of this computer
      </text>
      <text className="drain-axis" x={4} y={12}>
        Files that wait
      </text>
      <polyline className="drain-line" points={picture.points.map(place).join(' ')} />
      {picture.ahead !== null && (
        <polyline className="drain-ahead" points={picture.ahead.map(place).join(' ')} />
      )}
      {last !== undefined && <circle className="drain-now" cx={across(last.x)} cy={up(last.y)} r={4.5} />}
    </svg>
  );
}

/** How a backlog goes: a sentence, a picture, and its table. */
export function DrainCurve({ drain }: { readonly drain: DrainView }): React.JSX.Element {
  return (
    <figure className="drain">
      <figcaption className="drain-text">
        {drain.text}. <span className="quiet mono small">{drain.inbox}</span>
      </figcaption>
      <Picture drain={drain} />
      <Fold title="The counts as a table" aside={`${count(drain.samples.length)} so far`} flush>
        <DataTable
          caption={`Files that wait in ${drain.inbox}`}
          rows={drain.samples}
          rowKey={(sample) => sample.at}
          columns={[
            {
              title: 'When (this computer)',
              kind: 'keep',
              heads: true,
              cell: (sample) => deskTime(sample.at),
            },
            { title: 'Files', kind: 'number', cell: (sample) => count(sample.files) },
          ]}
        />
      </Fold>
    </figure>
  );
}
