import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import type { RunView } from '../../../electron/engine/case/run-view.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { endPlace, formPlace, nowPlace, useFocusSuccessor } from '../../components/focus.ts';
import { Fold } from '../../components/Fold.tsx';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { StepActions } from '../../components/step/StepActions.tsx';
import { StepTrack } from '../../components/StepTrack.tsx';
import { useRuns } from '../../stores/runs-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { planName } from '../../view-model/plans.ts';
import { allSteps, nothingLeftText, runStateText } from '../../view-model/runs.ts';
import { stepStateWord } from '../../view-model/steps.ts';

/** Nothing is left to do: the run is closed by the technician, not by itself. */
export function RunFinish({ run }: { readonly run: RunView }): React.JSX.Element {
  const busy = useRuns((state) => state.busy !== null);
  const error = useRuns((state) => state.errors[run.id]) ?? null;
  const end = useRuns((state) => state.end);
  const leaving = useFocusSuccessor(endPlace(run.id));
  return (
    <div className="run-finish" ref={leaving}>
      <Notice
        tone="info"
        title={nothingLeftText(run)}
        actions={
          <Button
            appearance="primary"
            data-focus={nowPlace(run.id)}
            disabledFocusable={busy}
            onClick={() => void end(run.id, 'finished', '')}
          >
            Finish this plan
          </Button>
        }
      >
        <p>That the steps are done does not prove that it worked. The Verify page does that.</p>
      </Notice>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}

/** Ends a run before its end, with the reason. What was done stays as it is. */
export function GiveUp({ run }: { readonly run: RunView }): React.JSX.Element {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const busy = useRuns((state) => state.busy !== null);
  const error = useRuns((state) => state.errors[run.id]) ?? null;
  const end = useRuns((state) => state.end);
  const leaving = useFocusSuccessor(endPlace(run.id), formPlace(run.id, 'run', 'give-up'));
  if (!asking) {
    return (
      <div className="plan-actions">
        <Button
          size="small"
          appearance="subtle"
          className="flush-button small"
          data-focus={formPlace(run.id, 'run', 'give-up')}
          onClick={() => setAsking(true)}
        >
          Give this plan up
        </Button>
      </div>
    );
  }
  const ready = reason.trim() !== '' && !busy;
  return (
    <form
      ref={leaving}
      className="step-form give-up"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void end(run.id, 'given-up', reason.trim());
      }}
    >
      <Field
        label="Why is it given up?"
        hint="What was done so far stays as it is on the server, and in the journal."
      >
        <Input autoFocus value={reason} onChange={(_event, data) => setReason(data.value)} />
      </Field>
      {error !== null && <ErrorNotice error={error} />}
      <div className="step-form-actions">
        <Button type="submit" disabledFocusable={!ready}>
          Give this plan up
        </Button>
        <Button appearance="subtle" onClick={() => setAsking(false)}>
          Go on with it
        </Button>
      </div>
    </form>
  );
}

interface RunEndedProps {
  readonly run: RunView;
  /** The plan to go on with; null when none is left. */
  readonly next: TailoredPlan | null;
  readonly onNext: (plan: string) => void;
}

/** A run that has ended: what came of it, and what comes next. */
export function RunEnded({ run, next, onNext }: RunEndedProps): React.JSX.Element {
  const go = useUi((state) => state.go);
  const finished = run.state === 'finished';
  const skipped = allSteps(run).filter((step) => step.state === 'skipped');
  const takenBack = allSteps(run).filter(
    ({ canUndo, state }) => canUndo || state === 'undone' || state === 'running',
  );
  return (
    <div className="run-ended">
      <h3 tabIndex={-1} data-focus={endPlace(run.id)}>
        {runStateText(run)}
      </h3>
      {finished && (
        <p className="prose">Whether it helped is seen only when the site is read again and compared.</p>
      )}
      {skipped.length > 0 && (
        <>
          <p>Skipped:</p>
          <ul className="run-skipped">
            {skipped.map((step) => (
              <li key={step.id}>
                {step.title}
                <span className="quiet">
                  : {step.marks.findLast((mark) => mark.kind === 'skipped')?.text ?? 'no reason kept'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {takenBack.map((step) => (
        <div key={step.id} className="run-undo">
          <p>
            {step.title}: <span className="quiet">{step.seen?.text ?? stepStateWord(step.state)}</span>
          </p>
          <StepActions run={run} step={step} />
        </div>
      ))}
      <div className="plan-actions">
        {finished && (
          <Button appearance={next === null ? 'primary' : 'secondary'} onClick={() => go('verify')}>
            Verify the result
          </Button>
        )}
        {next !== null && (
          <Button appearance="primary" onClick={() => onNext(next.id)}>
            Next: {planName(next)}
          </Button>
        )}
      </div>
      <Fold title="The steps of this run" aside={`begun by ${run.begunBy === '' ? 'no name' : run.begunBy}`}>
        <StepTrack run={run} steps={allSteps(run)} label={`Steps of ${run.plan.title}`} />
      </Fold>
    </div>
  );
}
