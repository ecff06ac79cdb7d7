import type { InboxComparison } from '../../../electron/engine/reasoning/diagnosis.ts';
import { ChangeBars } from '../../components/ChangeBars.tsx';
import { Notice } from '../../components/Notice.tsx';
import { duration } from '../../view-model/numbers.ts';
import { serverTime } from '../../view-model/time.ts';

/** Two collections beside each other: a sentence and two bars for each inbox, and all of it as a table. */
export function ComparisonView({ comparison }: { readonly comparison: InboxComparison }): React.JSX.Element {
  if (comparison.problem !== null) {
    return (
      <Notice tone="caution" title="These two cannot be compared">
        <p>{comparison.problem}</p>
      </Notice>
    );
  }
  const between = comparison.minutes === null ? '' : ` ${duration(comparison.minutes)} lie between them.`;
  return (
    <div className="comparison">
      <p className="prose">
        Before: {comparison.before.label}, {serverTime(comparison.before.at)}. After: {comparison.after.label}
        , {serverTime(comparison.after.at)}.{between}
      </p>
      <ChangeBars comparison={comparison} />
    </div>
  );
}
