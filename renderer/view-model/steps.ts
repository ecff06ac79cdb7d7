/** A step of a run as the window names it: its state, and what its button does. */
import type { PlanAction } from '../../electron/engine/knowledge/plan.ts';
import type { Seen } from '../../electron/engine/case/records.ts';
import type { StepState, StepView } from '../../electron/engine/case/run-view.ts';
import { deskTime } from './time.ts';

const words: Readonly<Record<StepState, string>> = {
  blocked: 'Later',
  open: 'Open',
  running: 'Running',
  done: 'Done',
  'found-done': 'Was done already',
  told: 'Done by hand',
  failed: 'Did not work',
  interrupted: 'Cut off',
  skipped: 'Skipped',
  'not-needed': 'Not needed',
  undone: 'Taken back',
};

/** The state of a step in a word or two. */
export function stepStateWord(state: StepState): string {
  return words[state];
}

/** True when nothing is left to do for a step. */
export function isBehind(state: StepState): boolean {
  return ['done', 'found-done', 'told', 'skipped', 'not-needed'].includes(state);
}

/** True when a step was done, by whomever. */
export function isDone(state: StepState): boolean {
  return state === 'done' || state === 'found-done' || state === 'told';
}

/**
 * How a step is done here. `act`: shown, agreed to, done by the wizard; `look`: the wizard only looks; `told`: the technician does
 * it; `verify`: on the Verify page.
 */
export type StepManner = 'act' | 'look' | 'told' | 'verify';

const looks: readonly PlanAction['do'][] = [
  'check-service',
  'check-file-size',
  'check-release',
  'check-program',
  'check-no-crash',
  'check-control-file',
];

/** Says how a step is done in its run. */
export function stepManner({ action, doneBy }: Pick<StepView, 'action' | 'doneBy'>): StepManner {
  if (action?.do === 'collect-again') return 'verify';
  if (action === undefined || doneBy === 'technician') return 'told';
  return looks.includes(action.do) ? 'look' : 'act';
}

/** What the button that does a step is called: it names the action, never just “Continue”. */
export function actionLabel(action: PlanAction): string {
  switch (action.do) {
    case 'stop-service':
      return `Stop ${action.service}`;
    case 'start-service':
      return `Start ${action.service}`;
    case 'wait-service':
      return `Wait for ${action.service} to ${action.wants === 'stopped' ? 'stop' : 'run'}`;
    case 'end-process':
      return `End ${action.image}`;
    case 'edit-control-file':
      return 'Change the control file';
    case 'check-quiet-file':
      return 'Watch the file';
    case 'watch-logs':
      return 'Watch the logs';
    case 'watch-drain':
      return 'Watch the inbox';
    case 'read-release':
      return 'Read the release again';
    case 'scan-log':
      return 'Search the logs';
    case 'collect-again':
      return 'Go to Verify';
    default:
      return 'Look';
  }
}

/** What the button that takes a step back is called. */
export function undoLabel(action: PlanAction | undefined): string {
  if (action?.do === 'edit-control-file') return 'Put the original back';
  if (action?.do === 'stop-service') return `Start ${action.service} again`;
  return 'Undo';
}

/** What was seen of a check that is not met, as a notice; null when there is nothing to warn of. */
export function checkNotice(
  step: Pick<StepView, 'kind' | 'state' | 'seen'>,
): { readonly tone: 'caution' | 'info'; readonly title: string; readonly text: string } | null {
  const { seen, state } = step;
  if (seen === null || isBehind(state) || state === 'running' || state === 'interrupted') return null;
  if (seen.state === 'unknown')
    return { tone: 'info', title: 'This cannot be told from here', text: seen.text };
  if (step.kind === 'check' && seen.state !== 'after')
    return { tone: 'caution', title: 'Not as it should be', text: seen.text };
  if (seen.state === 'other') return { tone: 'caution', title: 'Not as expected', text: seen.text };
  return null;
}

const cutOff: Readonly<Record<Seen['state'], string>> = {
  before: 'It was cut off before it took effect',
  after: 'It took effect, although it was cut off',
  other: 'It was cut off, and what is there now is neither the old nor the new state',
  unknown: 'It was cut off, and from here it cannot be told what came of it',
};

/** What an interruption left behind, in one sentence. */
export function cutOffTitle(seen: Seen | null): string {
  return cutOff[seen?.state ?? 'unknown'];
}

const markWords: Readonly<Record<StepView['marks'][number]['kind'], string>> = {
  done: 'Done by',
  told: 'Done by hand by',
  skipped: 'Skipped by',
  noted: 'Note by',
  failed: 'Did not work, tried by',
  undone: 'Taken back by',
  interrupted: 'Found cut off by',
  reopened: 'Opened again by',
};

export interface MarkLine {
  /** `Done by A. Meyer`. */
  readonly what: string;
  readonly text: string;
  readonly when: string;
}

/** A mark of a step as a line. */
export function markLine(mark: StepView['marks'][number]): MarkLine {
  const by = mark.by === '' ? 'a technician without a name' : mark.by;
  // The scripts did it on the server, and said so in their result.
  const isOfKit = mark.kind === 'told' && mark.text.startsWith('Fix kit');
  const what = isOfKit ? 'Result of the kit, taken over by' : markWords[mark.kind];
  return { what: `${what} ${by}`, text: mark.text, when: deskTime(mark.at) };
}
