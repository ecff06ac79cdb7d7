import type { StepView } from '../../../electron/engine/case/run-view.ts';
import { sourcesText } from '../../view-model/plans.ts';
import { isDone, markLine, stepManner } from '../../view-model/steps.ts';
import { Commands } from '../Commands.tsx';
import { DrainCurve } from '../DrainCurve.tsx';
import { Fold } from '../Fold.tsx';
import { Person16Regular, Warning16Filled } from '../icons.ts';
import { ShownPanel } from './ShownPanel.tsx';
import { StepTrouble } from './StepTrouble.tsx';
import { StepWords } from './StepWords.tsx';

function Instructions({ step }: { readonly step: StepView }): React.JSX.Element {
  return (
    <>
      <StepWords text={step.text} />
      {step.commands !== undefined && step.commands.length > 0 && <Commands lines={step.commands} />}
      {step.fileLines !== undefined && (
        <>
          <p className="prose">These lines of the file look like this then:</p>
          <pre className="file-lines">{step.fileLines.join('\n')}</pre>
        </>
      )}
    </>
  );
}

/** Who did what, when, and with which words; oldest first. */
function Marks({ step }: { readonly step: StepView }): React.JSX.Element | null {
  if (step.marks.length === 0) return null;
  return (
    <ul className="step-marks small">
      {step.marks.map((mark, index) => {
        const line = markLine(mark);
        return (
          // Marks are only ever added at the end.
          <li key={index}>
            <span className="quiet">
              {line.when} · {line.what}
            </span>
            {line.text !== '' && <span> {line.text}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function Caution({ text }: { readonly text: string }): React.JSX.Element {
  return (
    <p className="prose step-caution">
      <Warning16Filled aria-hidden="true" />
      <span>
        <strong>Caution:</strong> {text}
      </span>
    </p>
  );
}

/** What to do, why, what could go wrong, how it is taken back, and what came of it so far. */
export function StepBody({ step }: { readonly step: StepView }): React.JSX.Element {
  const manner = stepManner(step);
  const byWizard = manner === 'act' || manner === 'look';
  const changes = step.kind === 'run' || step.kind === 'edit';
  // How a file is to be edited concerns whoever does it; of its own edit the wizard tells the risks where it shows it.
  const handCaution = byWizard && step.kind === 'edit';
  return (
    <div className="step-body">
      {!byWizard && <Instructions step={step} />}
      {step.hereBecause !== null && (
        <p className="prose">
          <strong>On this site:</strong> {step.hereBecause}
        </p>
      )}
      <p className="prose quiet">
        <strong>Why:</strong> {step.reason} <span className="small">{sourcesText(step.sources)}.</span>
      </p>
      {step.caution !== undefined && !handCaution && <Caution text={step.caution} />}
      {step.whyByHand !== null && (
        <p className="prose step-caution by-hand">
          <Person16Regular aria-hidden="true" />
          <span>
            <strong>You do this one:</strong> {step.whyByHand}
          </span>
        </p>
      )}
      {!byWizard && (step.undo !== undefined || changes) && (
        <p className="prose quiet">
          <strong>Way back:</strong> {step.undo ?? 'there is none.'}
        </p>
      )}
      {byWizard && (
        <Fold title={manner === 'look' ? 'How to look yourself' : 'How to do it by hand'}>
          <div className="step-by-hand">
            <Instructions step={step} />
            {step.caution !== undefined && handCaution && <Caution text={step.caution} />}
          </div>
        </Fold>
      )}
      {isDone(step.state) && step.shown !== null && (
        <Fold title="What was done" late>
          <ShownPanel shown={step.shown} changes={changes} past />
        </Fold>
      )}
      <StepTrouble step={step} />
      {step.drain !== null && <DrainCurve drain={step.drain} />}
      <Marks step={step} />
    </div>
  );
}
