import { useEffect, useRef, useState } from 'react';
import type { RunView, StepView } from '../../electron/engine/case/run-view.ts';
import { stepKindWord } from '../view-model/plans.ts';
import { isDone, markLine, stepStateWord } from '../view-model/steps.ts';
import { focusOn, nowPlace, stepPlace } from './focus.ts';
import { Checkmark16Filled, ChevronRight16Regular, Dismiss12Regular } from './icons.ts';
import { StepActions } from './step/StepActions.tsx';
import { StepBody } from './step/StepBody.tsx';
import './step-track.css';

function Point({ state }: { readonly state: StepView['state'] }): React.JSX.Element {
  const shape = isDone(state) ? (
    <Checkmark16Filled />
  ) : state === 'failed' ? (
    <Dismiss12Regular />
  ) : state === 'interrupted' ? (
    '!'
  ) : state === 'skipped' || state === 'not-needed' ? (
    '–'
  ) : null;
  return (
    <span className="step-point" aria-hidden="true">
      {shape}
    </span>
  );
}

/** The last thing that happened to a step that is behind, in a line. */
function LastMark({ step }: { readonly step: StepView }): React.JSX.Element | null {
  const last = step.marks.findLast((mark) => mark.kind !== 'noted');
  if (last === undefined || step.state === 'open' || step.state === 'running') return null;
  const line = markLine(last);
  return (
    <span className="small quiet step-last">
      {line.what} · {line.when}
      {last.kind === 'skipped' && `: ${line.text}`}
    </span>
  );
}

interface StepProps {
  readonly run: RunView;
  readonly step: StepView;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Step({ run, step, open, onToggle }: StepProps): React.JSX.Element {
  const now = run.next === step.id;
  const places = [...(now ? [nowPlace(run.id)] : []), stepPlace(run.id, step.id)];
  const word = now && step.state === 'open' ? 'Now' : stepStateWord(step.state);
  return (
    <li className={`step ${step.state}${open ? ' is-open' : ''}${now ? ' is-now' : ''}`}>
      <Point state={step.state} />
      <div className="step-content">
        <h3>
          <button
            type="button"
            className="step-title"
            aria-expanded={open}
            aria-current={now ? 'step' : undefined}
            onClick={onToggle}
            data-focus={places.join(' ')}
          >
            <ChevronRight16Regular className="step-chevron" />
            <span className="step-names">
              <span className="step-name">{step.title}</span>{' '}
              <span className="step-kind small">{stepKindWord(step.kind)}</span>
            </span>{' '}
            <span className="step-word small">{word}</span>
            {!open && <LastMark step={step} />}
          </button>
        </h3>
        {open && (
          <>
            <StepBody step={step} />
            <StepActions run={run} step={step} />
          </>
        )}
      </div>
    </li>
  );
}

/** Whoever is at the title of the step that was to be done goes on to that of the next one. */
function useGoingOn(run: RunView): void {
  const { id, next } = run;
  const last = useRef(next);
  useEffect(() => {
    const before = last.current;
    last.current = next;
    if (before === null || before === next) return;
    const places = (document.activeElement?.getAttribute('data-focus') ?? '').split(' ');
    if (places.includes(stepPlace(id, before))) focusOn(nowPlace(id), stepPlace(id, before));
  }, [id, next]);
}

interface StepTrackProps {
  readonly run: RunView;
  /** The run's steps, or those of its verification. */
  readonly steps: readonly StepView[];
  /** What these steps are, for screen readers. */
  readonly label: string;
}

/** The steps of a run as checkpoints on a vertical track. The one to do now is unfolded. */
export function StepTrack({ run, steps, label }: StepTrackProps): React.JSX.Element {
  /** What was unfolded or folded by hand, as long as the step to do now is the one it was then. */
  const [chosen, setChosen] = useState<{ readonly step: string | null; readonly next: string | null } | null>(
    null,
  );
  useGoingOn(run);
  const shown = chosen !== null && chosen.next === run.next ? chosen.step : run.next;
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step) => (
        <Step
          key={step.id}
          run={run}
          step={step}
          open={shown === step.id}
          onToggle={() => setChosen({ step: shown === step.id ? null : step.id, next: run.next })}
        />
      ))}
    </ol>
  );
}
