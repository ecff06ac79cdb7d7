import { Button } from '@fluentui/react-components';
import type { RunView } from '../../../electron/engine/case/run-view.ts';
import { StepTrack } from '../../components/StepTrack.tsx';
import { useRuns } from '../../stores/runs-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { counted } from '../../view-model/numbers.ts';
import { isBehind } from '../../view-model/steps.ts';
import { runsToVerify, stepsBefore } from '../../view-model/verification.ts';

function RunChecks({ run }: { readonly run: RunView }): React.JSX.Element {
  const go = useUi((state) => state.go);
  const before = stepsBefore(run);
  const behind = run.verification.filter((step) => isBehind(step.state)).length;
  return (
    <section className="verify-run">
      <h3>
        After “{run.plan.title}”{' '}
        <span className="quiet verify-count">
          {behind} of {counted(run.verification.length, 'check')} done
        </span>
      </h3>
      {before > 0 && (
        <p className="small quiet verify-before">
          {counted(before, 'step')} of this plan {before === 1 ? 'is' : 'are'} still to be done.{' '}
          <Button size="small" appearance="transparent" onClick={() => go('fix')}>
            Go to Fix
          </Button>
        </p>
      )}
      <StepTrack run={run} steps={run.verification} label={`Checks after: ${run.plan.title}`} />
    </section>
  );
}

/** The checks of the plans that were begun: done by the wizard where it reaches the server, else by the technician. */
export function Checks(): React.JSX.Element | null {
  const runs = useRuns((state) => state.runs);
  const shown = runsToVerify(runs);
  if (shown.length === 0) return null;
  return (
    <section className="page-section">
      <h2>Checks of the plan</h2>
      {shown.map((run) => (
        <RunChecks key={run.id} run={run} />
      ))}
    </section>
  );
}
