import { useEffect, useRef, useState } from 'react';
import {
  type TimelineItem,
  type TimelinePicture as Picture,
  itemsInOrder,
  laneStateView,
} from '../../view-model/timeline.ts';
import { nextItem } from './timeline-keys.ts';

interface TimelinePictureProps {
  readonly picture: Picture;
  readonly label: string;
  readonly onOpen: (source: string) => void;
  /** Called with how much longer the shown time becomes, and the share of it that stays in place. */
  readonly onZoom: (factor: number, around: number) => void;
  /** Called with a share of the shown time. */
  readonly onPan: (share: number) => void;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

interface ItemProps {
  readonly item: TimelineItem;
  readonly active: boolean;
  readonly onPoint: (item: TimelineItem | null) => void;
  readonly onOpen: (item: TimelineItem) => void;
}

function Item({ item, active, onPoint, onOpen }: ItemProps): React.JSX.Element {
  const moment = item.from === item.to;
  return (
    <button
      type="button"
      data-item={item.id}
      className={`timeline-item ${item.kind}${moment ? ' moment' : ''}${item.stalled ? ' stalled' : ''}`}
      style={
        moment
          ? { left: percent(item.from) }
          : { left: percent(item.from), width: percent(item.to - item.from) }
      }
      tabIndex={active ? 0 : -1}
      aria-label={item.text}
      aria-disabled={item.source === '' ? true : undefined}
      onClick={() => onOpen(item)}
      onFocus={() => onPoint(item)}
      onPointerEnter={() => onPoint(item)}
      onPointerLeave={() => onPoint(null)}
    />
  );
}

/** The picture itself. Arrow keys go from item to item, plus and minus zoom, Page Up and Page Down move. */
export function TimelinePicture({
  picture,
  label,
  onOpen,
  onZoom,
  onPan,
}: TimelinePictureProps): React.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<TimelineItem | null>(null);
  const [lastActive, setLastActive] = useState<string | null>(null);
  const items = itemsInOrder(picture);
  const active = items.find((item) => item.id === lastActive) ?? items.at(-1) ?? null;
  const shown = pointed !== null && items.some((item) => item.id === pointed.id) ? pointed : null;

  const tracks = (): DOMRect | null =>
    box.current?.querySelector('.timeline-axis')?.getBoundingClientRect() ?? null;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    // React listens to the wheel passively, and the page must not scroll while the picture zooms.
    const onWheel = (event: WheelEvent): void => {
      const area = tracks();
      if (!event.ctrlKey || area === null) return;
      event.preventDefault();
      const around = Math.min(1, Math.max(0, (event.clientX - area.left) / area.width));
      onZoom(event.deltaY > 0 ? 1.25 : 0.8, around);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [onZoom]);

  const open = (item: TimelineItem): void => {
    setLastActive(item.id);
    if (item.source !== '') onOpen(item.source);
  };

  const point = (item: TimelineItem | null): void => setPointed(item);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (active === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const zoom = { '+': 0.5, '=': 0.5, '-': 2 }[event.key];
    const pan = { PageUp: -0.5, PageDown: 0.5 }[event.key];
    const next = nextItem(event.key, active, picture);
    if (zoom !== undefined) onZoom(zoom, Math.min(1, Math.max(0, active.from)));
    else if (pan !== undefined) onPan(pan);
    else if (next !== null) {
      setLastActive(next.id);
      setPointed(next);
      box.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.id)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };

  const onPointerDown = (event: React.PointerEvent): void => {
    const area = tracks();
    if (event.button !== 0 || area === null || (event.target as HTMLElement).closest('button')) return;
    const element = event.currentTarget as HTMLElement;
    let x = event.clientX;
    element.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent): void => {
      onPan((x - move.clientX) / area.width);
      x = move.clientX;
    };
    const onUp = (): void => element.removeEventListener('pointermove', onMove);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('lostpointercapture', onUp, { once: true });
  };

  const itemProps = (item: TimelineItem): ItemProps => ({
    item,
    active: item.id === active?.id,
    onPoint: point,
    onOpen: open,
  });

  return (
    <div className="timeline" ref={box} role="group" aria-label={label} onKeyDown={onKeyDown}>
      <div className="timeline-body" onPointerDown={onPointerDown}>
        <div className="timeline-row flags">
          <span className="timeline-name">What happened</span>
          <span className="timeline-track">
            {picture.flags.map((item) => (
              <Item key={item.id} {...itemProps(item)} />
            ))}
          </span>
        </div>
        <div className="timeline-lanes">
          <div className="timeline-lines" aria-hidden="true">
            {picture.flags.map((item) => (
              <span
                key={item.id}
                className={`timeline-line ${item.kind}`}
                style={{ left: percent(item.from) }}
              />
            ))}
            {picture.end !== null && (
              <span className="timeline-line end" style={{ left: percent(picture.end) }} />
            )}
          </div>
          {picture.lanes.map(({ lane, name, work, items: own }) => (
            <div key={lane.component} className={`timeline-row ${lane.state}`}>
              <span
                className="timeline-name"
                title={`${lane.component}, ${laneStateView(lane.state).word.toLowerCase()}. ${lane.because}`}
              >
                {name}
                <span className="unseen">, {laneStateView(lane.state).word.toLowerCase()}</span>
              </span>
              <span className="timeline-track">
                {work !== null && (
                  <span
                    className="timeline-work"
                    style={{ left: percent(work.from), width: percent(Math.max(0.002, work.to - work.from)) }}
                  />
                )}
                {own.map((item) => (
                  <Item key={item.id} {...itemProps(item)} />
                ))}
              </span>
            </div>
          ))}
        </div>
        <div className="timeline-axis" aria-hidden="true">
          {picture.ticks.map((tick) => (
            <span key={tick.at} className="timeline-tick" style={{ left: percent(tick.at) }}>
              {tick.label}
            </span>
          ))}
        </div>
      </div>
      <p className="timeline-detail small" aria-hidden="true">
        {shown === null
          ? 'Point at a bar or a flag to read what it says; click it to see the line. With the keyboard: arrow keys, Enter, + and −.'
          : shown.text}
      </p>
    </div>
  );
}
