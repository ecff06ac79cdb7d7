import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import type { ChecklistMark } from '../../electron/contract/ipc.ts';
import type { PlanStep } from '../../electron/engine/knowledge/plan.ts';
import { useChecklist } from '../stores/checklist-store.ts';
import { markOf, sourcesText, stepKindWord } from '../view-model/plans.ts';
import { splitStepText } from '../view-model/step-text.ts';
import { deskTime } from '../view-model/time.ts';
import { Commands } from './Commands.tsx';
import { focusOn, skipPlace, stepPlace, useFocusSuccessor } from './focus.ts';
import { Checkmark16Filled, ChevronRight16Regular, Warning16Filled } from './icons.ts';
import './step-track.css';

function MarkLine({ mark }: { readonly mark: ChecklistMark }): React.JSX.Element {
  const by = mark.by === '' ? 'a technician without a name' : mark.by;
  const what = mark.state === 'done' ? `Done by ${by}` : `Skipped by ${by}: ${mark.note}`;
  return (
    <span className="small quiet">
      {what} · {deskTime(mark.at)}
    </span>
  );
}

function SkipForm({
  successor,
  onSkip,
  onBack,
}: {
  readonly successor: string;
  readonly onSkip: (reason: string) => void;
  readonly onBack: () => void;
}) {
  const [reason, setReason] = useState('');
  const given = reason.trim() !== '';
  const leaving = useFocusSuccessor(successor);
  return (
    <form
      ref={leaving}
      className="step-skip"
      onSubmit={(event) => {
        event.preventDefault();
        if (given) onSkip(reason.trim());
      }}
    >
      <Field label="Why is it skipped?">
        <Input
          autoFocus
          value={reason}
          placeholder="No rights on the server"
          onChange={(_event, data) => setReason(data.value)}
        />
      </Field>
      <Button type="submit" disabledFocusable={!given}>
        Skip this step
      </Button>
      <Button appearance="subtle" onClick={onBack}>
        Do not skip
      </Button>
    </form>
  );
}

function OpenAgain({ successor, onOpen }: { readonly successor: string; readonly onOpen: () => void }) {
  const leaving = useFocusSuccessor(successor);
  return (
    <div className="step-actions" ref={leaving}>
      <Button size="small" onClick={onOpen}>
        Open it again
      </Button>
    </div>
  );
}

function StepWords({ text }: { readonly text: string }): React.JSX.Element {
  const words = splitStepText(text);
  return (
    <>
      {words.before !== '' && <p className="prose">{words.before}</p>}
      {words.items.length > 0 && (
        <ol className="step-items prose">
          {words.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )}
      {words.after !== '' && <p className="prose">{words.after}</p>}
    </>
  );
}

/** What to do, exactly what is run or changed, what could go wrong, how it is taken back. */
function StepBody({ step }: { readonly step: PlanStep }): React.JSX.Element {
  const changes = step.kind === 'run' || step.kind === 'edit';
  return (
    <div className="step-body">
      <StepWords text={step.text} />
      {step.commands !== undefined && step.commands.length > 0 && <Commands lines={step.commands} />}
      <p className="prose quiet">
        <strong>Why:</strong> {step.reason}
      </p>
      {step.caution !== undefined && (
        <p className="prose step-caution">
          <Warning16Filled aria-hidden="true" />
          <span>
            <strong>Caution:</strong> {step.caution}
          </span>
        </p>
      )}
      {(step.undo !== undefined || changes) && (
        <p className="prose quiet">
          <strong>Way back:</strong> {step.undo ?? 'there is none.'}
        </p>
      )}
      {step.sources.length > 0 && <p className="small quiet">{sourcesText(step.sources)}</p>}
    </div>
  );
}

interface StepProps {
  readonly plan: string;
  readonly step: PlanStep;
  readonly mark: ChecklistMark | null;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** After a mark: the next step opens. */
  readonly onMarked: () => void;
}

function Step({ plan, step, mark, open, onToggle, onMarked }: StepProps): React.JSX.Element {
  const setMark = useChecklist((state) => state.mark);
  const unmark = useChecklist((state) => state.unmark);
  const [skipping, setSkipping] = useState(false);
  const state = mark?.state ?? 'open';
  return (
    <li className={`step ${state}${open ? ' is-open' : ''}`}>
      <span className="step-point" aria-hidden="true">
        {state === 'done' ? <Checkmark16Filled /> : state === 'skipped' ? '–' : ''}
      </span>
      <div className="step-content">
        <button
          type="button"
          className="step-title"
          aria-expanded={open}
          onClick={onToggle}
          data-focus={stepPlace(plan, step.id)}
        >
          <ChevronRight16Regular className="step-chevron" />
          <span className="step-name">{step.title}</span>
          <span className="step-kind small">{stepKindWord(step.kind)}</span>
          {mark !== null && <MarkLine mark={mark} />}
        </button>
        {open && <StepBody step={step} />}
        {open && mark === null && !skipping && (
          <div className="step-actions">
            <Button
              icon={<Checkmark16Filled />}
              onClick={() => {
                setMark(plan, step.id, 'done', '');
                onMarked();
              }}
            >
              Mark done
              <span className="unseen">: {step.title}</span>
            </Button>
            <Button
              appearance="subtle"
              data-focus={skipPlace(plan, step.id)}
              onClick={() => setSkipping(true)}
            >
              Skip
              <span className="unseen">: {step.title}</span>
            </Button>
          </div>
        )}
        {open && mark === null && skipping && (
          <SkipForm
            successor={skipPlace(plan, step.id)}
            onBack={() => setSkipping(false)}
            onSkip={(reason) => {
              setMark(plan, step.id, 'skipped', reason);
              setSkipping(false);
              onMarked();
            }}
          />
        )}
        {open && mark !== null && (
          <OpenAgain successor={stepPlace(plan, step.id)} onOpen={() => unmark(plan, step.id)} />
        )}
      </div>
    </li>
  );
}

/** The steps on a vertical track, to be ticked off by hand. The first open one is unfolded. */
export function StepTrack({ plan, steps }: { readonly plan: string; readonly steps: readonly PlanStep[] }) {
  const marks = useChecklist((state) => state.marks);
  const firstOpen = steps.find((step) => markOf(marks, plan, step.id) === null)?.id ?? null;
  /** What was unfolded or folded by hand; undefined follows the first open step. */
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const shown = chosen === undefined ? firstOpen : chosen;

  const moveOn = (id: string): void => {
    setChosen(undefined);
    const index = steps.findIndex((step) => step.id === id);
    const later = [...steps.slice(index + 1), ...steps.slice(0, index)];
    const next = later.find((step) => markOf(marks, plan, step.id) === null);
    focusOn(stepPlace(plan, next?.id ?? id));
  };
  return (
    <ol className="steps">
      {steps.map((step) => (
        <Step
          key={step.id}
          plan={plan}
          step={step}
          mark={markOf(marks, plan, step.id)}
          open={shown === step.id}
          onToggle={() => setChosen(shown === step.id ? null : step.id)}
          onMarked={() => moveOn(step.id)}
        />
      ))}
    </ol>
  );
}
