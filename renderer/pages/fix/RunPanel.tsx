import type { RunView } from '../../../electron/engine/case/run-view.ts';
import { StepTrack } from '../../components/StepTrack.tsx';
import { counted } from '../../view-model/numbers.ts';
import { wayView } from '../../view-model/runs.ts';
import { isBehind } from '../../view-model/steps.ts';
import { deskTime } from '../../view-model/time.ts';
import { KitPanel } from './KitPanel.tsx';
import { GiveUp, RunFinish } from './RunEnd.tsx';

/** A run that goes on: where, which way, its checkpoints, and how it ends. */
export function RunPanel({
  run,
  over,
}: {
  readonly run: RunView;
  readonly over: boolean;
}): React.JSX.Element {
  const done =
    run.steps.every((step) => isBehind(step.state)) || run.verification.some(({ id }) => id === run.next);
  return (
    <div className="run">
      <p className="run-where">
        <strong>{wayView(run.way).name}</strong>
        {run.target !== '' && <span>{run.target}</span>}
        <span className="quiet">
          Begun {deskTime(run.begunAt)} by {run.begunBy === '' ? 'a technician without a name' : run.begunBy}
        </span>
      </p>
      {run.way === 'kit' && <KitPanel run={run} over={over} />}
      <StepTrack run={run} steps={run.steps} label={`Steps: ${run.plan.title}`} />
      {run.verification.length > 0 &&
        (done ? (
          <>
            <h3 className="run-verify">Then see that it worked</h3>
            <StepTrack run={run} steps={run.verification} label="Checks that it worked" />
          </>
        ) : (
          <p className="small quiet">
            Afterwards: {counted(run.verification.length, 'check')} that it worked.
          </p>
        ))}
      {run.next === null ? <RunFinish run={run} /> : <GiveUp run={run} />}
    </div>
  );
}
