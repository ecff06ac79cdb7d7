import { useEffect, useEffectEvent } from 'react';
import { Button } from '@fluentui/react-components';
import type { RunView, StepView } from '../../../electron/engine/case/run-view.ts';
import { type Showing, stepKey, useRuns } from '../../stores/runs-store.ts';
import { type StepFormKind, useStepDrafts } from '../../stores/step-drafts-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { allSteps, isOpenRun } from '../../view-model/runs.ts';
import { actionLabel, stepManner, undoLabel } from '../../view-model/steps.ts';
import { endPlace, formPlace, nowPlace, stepPlace, useFocusSuccessor } from '../focus.ts';
import { ErrorNotice, Notice } from '../Notice.tsx';
import { ShownPanel } from './ShownPanel.tsx';
import { StepForm } from './StepForm.tsx';
import { WaitPanel } from './WaitPanel.tsx';

interface StepActionsProps {
  readonly run: RunView;
  readonly step: StepView;
}

/** The name that a button has for a screen reader beside others of its kind. */
function Of({ step }: { readonly step: StepView }): React.JSX.Element {
  return <span className="unseen">: {step.title}</span>;
}

/** Asks what exactly the step will do as soon as it is its turn; only looks. */
function useShowing(run: RunView, step: StepView): Showing | null {
  const of = { run: run.id, step: step.id };
  const key = stepKey(of);
  const showing = useRuns((state) => state.showings[key]) ?? null;
  const failed = useRuns((state) => state.errors[key]) !== undefined;
  const idle = useRuns((state) => state.busy === null);
  const wanted =
    run.next === step.id &&
    (step.state === 'open' || step.state === 'undone') &&
    stepManner(step) === 'act' &&
    showing === null &&
    !failed &&
    idle;
  const ask = useEffectEvent(() => void useRuns.getState().show(of, false));
  useEffect(() => {
    if (wanted) ask();
  }, [wanted]);
  return showing;
}

/** What was shown, with the one button that does it. */
function Agree({
  step,
  showing,
  busy,
  onAct,
  onLook,
  onShowAgain,
  children,
}: {
  readonly step: StepView;
  readonly showing: Showing;
  readonly busy: boolean;
  readonly onAct: () => void;
  readonly onLook: () => void;
  readonly onShowAgain: () => void;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  const { shown, undo } = showing;
  const there = shown.seen.state === 'after' && !undo;
  const label = step.action === undefined ? '' : undo ? undoLabel(step.action) : actionLabel(step.action);
  return (
    <>
      <ShownPanel
        shown={shown}
        undo={undo}
        changes={step.kind === 'run' || step.kind === 'edit'}
        caution={step.caution}
      />
      <div className="step-actions">
        <Button
          appearance="primary"
          className={shown.agree === 'twice' && !there ? 'danger-button' : undefined}
          disabledFocusable={busy}
          onClick={there ? onLook : onAct}
        >
          {there ? 'Go on' : label}
          <Of step={step} />
        </Button>
        <Button disabledFocusable={busy} onClick={onShowAgain}>
          Look again
          <Of step={step} />
        </Button>
        {children}
      </div>
    </>
  );
}

/** Where the technician does it, whether it worked decides what comes next; a step that is only told cannot fail. */
function mayMiss(run: RunView, step: StepView): boolean {
  const hasWayOut = allSteps(run).some(({ onlyIfFailed }) => onlyIfFailed === step.id);
  return stepManner(step) === 'told' && (hasWayOut || step.kind !== 'tell');
}

/** What can be done with a step as it stands, each button named after what it does. */
export function StepActions({ run, step }: StepActionsProps): React.JSX.Element | null {
  const of = { run: run.id, step: step.id };
  const key = stepKey(of);
  const runs = useRuns.getState();
  const busyAt = useRuns((state) => state.busy);
  const error = useRuns((state) => state.errors[key]) ?? null;
  const showing = useShowing(run, step);
  const draft = useStepDrafts((state) => state.drafts[key]) ?? null;
  const form = draft?.kind ?? null;
  const drafts = useStepDrafts.getState();
  const go = useUi((state) => state.go);
  const leaving = useFocusSuccessor(
    ...(form === null ? [] : [formPlace(run.id, step.id, form)]),
    nowPlace(run.id),
    stepPlace(run.id, step.id),
    endPlace(run.id),
  );
  const busy = busyAt !== null;
  const open = isOpenRun(run);
  const still = step.canUndo || step.state === 'running' || showing !== null || error !== null;
  if (step.state === 'not-needed' || (!open && !still)) return null;

  const manner = stepManner(step);
  const { state } = step;
  const todo = state === 'open' || state === 'undone' || state === 'failed' || state === 'interrupted';
  const again = state === 'failed' || state === 'interrupted';

  const formButton = (kind: StepFormKind, label: string, primary = false): React.JSX.Element => (
    <Button
      key={kind}
      appearance={primary ? 'primary' : 'subtle'}
      data-focus={formPlace(run.id, step.id, kind)}
      disabledFocusable={busy}
      onClick={() => drafts.open(key, kind)}
    >
      {label}
      <Of step={step} />
    </Button>
  );
  const undo = step.canUndo && showing === null && (
    <Button disabledFocusable={busy} onClick={() => void runs.show(of, true)}>
      {again && open ? 'Undo' : undoLabel(step.action)}
      <Of step={step} />
    </Button>
  );
  // When a plan has ended, what it changed can still be taken back, and nothing else be done.
  const rest = !open ? (
    undo
  ) : (
    <>
      {undo}
      {todo && manner !== 'told' && formButton('told', manner === 'look' ? 'I looked myself' : 'I did this')}
      {todo && mayMiss(run, step) && formButton('missed', 'It did not work')}
      {todo && formButton('skip', 'Skip')}
      {formButton('note', 'Note')}
    </>
  );

  const doing = (): React.ReactNode => {
    if (state === 'running') {
      return step.progress === null ? (
        <p className="quiet">At work. What comes of it is shown here.</p>
      ) : (
        <WaitPanel progress={step.progress} busy={busy} onStop={() => void runs.cancel(of)} />
      );
    }
    if (draft !== null && form !== null) {
      // What could not be kept stays to be sent again.
      const kept = (): void => {
        if (useRuns.getState().errors[key] === undefined) drafts.close(key);
      };
      const submit = { told: runs.told, missed: runs.missed, skip: runs.skip, note: runs.note }[form];
      return (
        <StepForm
          kind={form}
          busy={busy}
          text={draft.text}
          onText={(text) => drafts.write(key, text)}
          onBack={() => drafts.close(key)}
          onSubmit={(text) => void submit(of, text).then(kept)}
        />
      );
    }
    if (showing !== null) {
      return (
        <Agree
          step={step}
          showing={showing}
          busy={busy}
          onAct={() => void runs.act(of)}
          onLook={() => void runs.look(of)}
          onShowAgain={() => void runs.show(of, showing.undo)}
        >
          {showing.undo ? (
            <Button appearance="subtle" onClick={() => runs.hide(of)}>
              Leave it as it is
            </Button>
          ) : (
            rest
          )}
        </Agree>
      );
    }
    return (
      <div className="step-actions">
        {open && first()}
        {rest}
      </div>
    );
  };

  const first = (): React.ReactNode => {
    const primary = (label: string, act: () => void): React.JSX.Element => (
      <Button appearance="primary" disabledFocusable={busy} onClick={act}>
        {label}
        <Of step={step} />
      </Button>
    );
    if (state === 'blocked')
      return <p className="quiet step-waits">Its turn comes after the steps before it.</p>;
    if (!todo) {
      return (
        <Button disabledFocusable={busy} onClick={() => void runs.reopen(of)}>
          Open it again
          <Of step={step} />
        </Button>
      );
    }
    if (manner === 'verify') return primary('Go to Verify', () => go('verify'));
    if (manner === 'told') return formButton('told', 'I did this', true);
    if (state === 'interrupted' && step.seen?.state !== 'before') {
      return (
        <>
          {primary(step.seen?.state === 'after' ? 'Go on' : 'Look again', () => void runs.look(of))}
          {manner === 'act' && (
            <Button disabledFocusable={busy} onClick={() => void runs.show(of, false)}>
              Do it again
              <Of step={step} />
            </Button>
          )}
        </>
      );
    }
    if (manner === 'look')
      return primary(step.seen === null ? 'Look' : 'Look again', () => void runs.look(of));
    if (again) {
      return primary(state === 'failed' ? 'Try again' : 'Do it again', () => void runs.show(of, false));
    }
    return busyAt === key ? (
      <p className="quiet step-waits">Looking at what is there, to show exactly what will be done.</p>
    ) : (
      primary('Show what will be done', () => void runs.show(of, false))
    );
  };

  // Another key for each phase: what had the focus in the one before hands it on.
  const phase = `${state} ${form ?? ''} ${showing === null ? '' : showing.undo ? 'undo' : 'shown'}`;
  return (
    <div key={phase} className="step-doing" ref={leaving} aria-busy={busyAt === key}>
      {error !== null &&
        (error.code === 'not-agreed' ? (
          <Notice tone="info" title={error.message}>
            <p>{error.nextStep}</p>
          </Notice>
        ) : (
          <ErrorNotice error={error} />
        ))}
      {doing()}
    </div>
  );
}
