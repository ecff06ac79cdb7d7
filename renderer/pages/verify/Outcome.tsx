import type { SiteComparison } from '../../../electron/engine/case/comparison.ts';
import { serverTime } from '../../view-model/time.ts';
import { headlineBeside, outcomeView, reasonParts } from '../../view-model/verification.ts';
import { OutcomeShape } from './OutcomeShape.tsx';

/** Reasons told at once; the findings and facts below say the rest. */
const MOST_REASONS = 4;

function Side({ title, side }: { readonly title: string; readonly side: SiteComparison['before'] }) {
  return (
    <div className="outcome-side">
      <dt>
        {title} <span className="quiet">{serverTime(side.at)}</span>
      </dt>
      <dd>{side.headline}</dd>
    </div>
  );
}

/** Whether it worked: a shape, a word, a sentence, why, and what is still to be seen. */
export function Outcome({ comparison }: { readonly comparison: SiteComparison }): React.JSX.Element {
  const { word, tone } = outcomeView(comparison.outcome);
  const { reasons, open } = reasonParts(comparison);
  return (
    <section className={`outcome tone-${tone}`} aria-labelledby="outcome-word">
      <OutcomeShape outcome={comparison.outcome} />
      <div className="outcome-text">
        <h2 className="outcome-word" id="outcome-word">
          {word}
        </h2>
        <p className="outcome-headline">{headlineBeside(comparison)}</p>
        {reasons.length > 0 && (
          <ul className="outcome-reasons">
            {reasons.slice(0, MOST_REASONS).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
            {reasons.length > MOST_REASONS && (
              <li className="quiet">
                and {reasons.length - MOST_REASONS} more; all of them stand in the report
              </li>
            )}
          </ul>
        )}
        {open.length > 0 && (
          <>
            <h3>Still to be seen</h3>
            <ul className="outcome-reasons">
              {open.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
        <dl className="outcome-sides small">
          <Side title="First reading" side={comparison.before} />
          <Side title="Latest reading" side={comparison.after} />
        </dl>
      </div>
    </section>
  );
}
