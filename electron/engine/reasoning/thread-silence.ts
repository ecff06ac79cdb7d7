/**
 * Says how the state of a thread was told: its own usual pauses, its timer, what waits for it, who fell silent with it, and
 * after which event. An idle thread is not a stalled one.
 */
import { nameOfSource } from '../evidence/citing.ts';
import type { ComponentActivity, LineRef, SiteEvidence } from '../evidence/model.ts';
import type { Knowledge } from '../knowledge/entry.ts';
import { wordsOfDuration, wordsOfTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';
import { minutes } from './log-times.ts';
import { findThread, muteReason, type ThreadWork } from './thread-work.ts';

export interface SilenceView {
  readonly evidence: SiteEvidence;
  /** How far the evidence reaches. */
  readonly until: ServerTime;
  /** Threads that fell silent together. */
  readonly together: readonly ComponentActivity[];
  /** When the stall of the Executive began, null when none was seen. */
  readonly began: { readonly time: ServerTime; readonly at: LineRef } | null;
  readonly executive: readonly ComponentActivity[];
}

/** An event this long before a thread's last line may have to do with its silence, in minutes (judgement). */
const RELATED_MINUTES = 180;
/** Two logs of one moment may differ by this much in order, in milliseconds. */
const SLACK = 5 * 60_000;

/** Explains a state in sentences, with the times and the event it is measured against. */
export function explainSilence(
  activity: ComponentActivity,
  state: 'writing' | 'waiting' | 'silent' | 'idle' | 'quiet',
  work: ThreadWork,
  view: SilenceView,
  knowledge: Knowledge,
): string {
  const last = activity.lastStamped;
  if (last?.time == null) return 'Its lines carry no time, so nothing tells how it stands.';
  const silent = view.until - last.time;
  if (state === 'writing') {
    return `It logged ${wordsOfDuration(silent)} before the end of the evidence (${placeOf(last)}).`;
  }
  const parts = [
    `Nothing was logged for ${wordsOfDuration(silent)}, since ${placeOf(last)} at ${wordsOfTime(last.time)}.`,
  ];
  const mute = muteReason(activity.component, view.evidence);
  if (mute !== null) return [...parts, mute].join(' ');
  const event = eventBefore(last.time, view.evidence);
  if (event !== null && state !== 'idle') parts.push(event);
  if (state === 'silent') {
    const fellTogether = view.together.includes(activity);
    const others = view.together.length - (fellTogether ? 1 : 0);
    if (fellTogether && others > 0) {
      parts.push(
        `${others === 1 ? '1 other thread' : `${others} other threads`} of the Executive fell silent at the same time.`,
      );
    }
    parts.push(pauses(activity, silent), timer(activity.component, silent, knowledge), work.text);
    if (work.state === 'empty' && fellTogether) {
      parts.push('Alone that would be no sign; that so many stopped at once is one.');
    }
    return sentences(parts);
  }
  parts.push(pauses(activity, silent), work.text);
  parts.push(
    state === 'quiet'
      ? 'That is too short a silence to tell anything: threads have timers of up to an hour.'
      : 'So it counts as idle, not as stalled.',
  );
  return sentences(parts);
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** The longest pause of the same log, to measure this silence by. */
function pauses(activity: ComponentActivity, silent: number): string {
  const [longest] = activity.silences;
  if (longest?.before.time == null || longest.after.time == null) {
    return activity.lines < 20 ? '' : 'Before, it never paused for more than 10 minutes.';
  }
  const length = longest.after.time - longest.before.time;
  const where = `${placeOf(longest.before)} to line ${longest.after.line}`;
  return length >= silent
    ? `It paused as long before (${wordsOfDuration(length)}, ${where}), so this is usual for it.`
    : `Its longest pause before was ${wordsOfDuration(length)} (${where}).`;
}

function timer(component: string, silent: number, knowledge: Knowledge): string {
  const known = findThread(component, knowledge)?.timer;
  if (known === undefined || minutes(silent) < 2 * known.minutes) return '';
  return `By itself it looks at its work every ${wordsOfDuration(known.minutes * 60_000)} (${known.sources.join(', ')}), so it should have logged since.`;
}

/**
 * What happened to the services shortly before a line, the closest.
 * @param what the line in words (`Its last line`)
 * @returns a sentence, null when nothing did
 */
export function eventBefore(time: ServerTime, evidence: SiteEvidence, what = 'Its last line'): string | null {
  const events = evidence.logs.events
    .filter((event) => event.kind === 'backup-completed' || event.service === 'SMS_EXECUTIVE')
    .flatMap((event) =>
      event.at.time === null
        ? []
        : [{ time: event.at.time, words: wordsOfEvent(event.kind), place: placeOf(event.at) }],
    );
  const crashes = evidence.crashes.flatMap((crash) =>
    crash.time === null
      ? []
      : [
          {
            time: crash.time,
            words: `a crash of ${crash.service ?? 'a service'}`,
            place: nameOfSource(crash.source),
          },
        ],
  );
  const near = [...events, ...crashes].filter(
    (event) => event.time <= time + SLACK && minutes(time - event.time) <= RELATED_MINUTES,
  );
  const closest = near.reduce<(typeof near)[number] | null>(
    (best, event) => (best === null || event.time >= best.time ? event : best),
    null,
  );
  if (closest === null) return null;
  const distance = Math.max(0, time - closest.time);
  return `${what} came ${wordsOfDuration(distance)} after ${closest.words} (${closest.place}).`;
}

function wordsOfEvent(kind: SiteEvidence['logs']['events'][number]['kind']): string {
  switch (kind) {
    case 'service-started':
      return 'SMS_EXECUTIVE was started';
    case 'service-stopped':
      return 'SMS_EXECUTIVE was stopped';
    case 'backup-started':
      return 'a site backup began';
    case 'backup-completed':
      return 'a site backup ended';
  }
}

function placeOf(line: LineRef): string {
  return `${line.path}:${line.line}`;
}
