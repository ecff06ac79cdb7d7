import type { StepView } from '../../../electron/engine/case/run-view.ts';
import { sourcesText } from '../../view-model/plans.ts';
import { checkNotice, cutOffTitle } from '../../view-model/steps.ts';
import { deskTime } from '../../view-model/time.ts';
import { Notice } from '../Notice.tsx';

/** What a step ran into: it failed, was cut off, or what was seen is not as it should be. */
export function StepTrouble({ step }: { readonly step: StepView }): React.JSX.Element | null {
  const { state, seen, error } = step;
  if (state === 'interrupted') {
    return (
      <Notice tone="caution" title={cutOffTitle(seen)}>
        {seen !== null && (
          <p>
            {seen.text} <span className="quiet small">Looked at {deskTime(seen.at)}.</span>
          </p>
        )}
        <p>Nothing goes on by itself. Decide below what to do.</p>
      </Notice>
    );
  }
  const warning = checkNotice(step);
  return (
    <>
      {error !== null && state !== 'running' && (
        <Notice tone="danger" title={error.message}>
          <p>{error.nextStep}</p>
          {seen !== null && warning === null && <p className="quiet">Seen last: {seen.text}</p>}
        </Notice>
      )}
      {warning !== null && (
        <Notice tone={warning.tone} title={warning.title}>
          <p>
            {warning.text} <span className="small quiet">{sourcesText(step.sources)}.</span>
          </p>
        </Notice>
      )}
    </>
  );
}
