import { Button } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { EarlierAnswers } from '../../components/EarlierAnswers.tsx';
import { focusPlaces } from '../../components/focus.ts';
import { Fold } from '../../components/Fold.tsx';
import { useReading } from '../../stores/reading-store.ts';
import { counted } from '../../view-model/numbers.ts';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { whatWasFound } from '../../view-model/reading.ts';
import { momentText } from '../../view-model/age.ts';
import { CollectedAt } from './CollectedAt.tsx';

/** What a reading found, what was not in the material, and what could not be used. */
export function ReadingSummary({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const { opened, sites, chooseAgain } = useReading();
  return (
    <div className="summary">
      <div className="summary-head">
        <h2 tabIndex={-1} data-focus={focusPlaces.readingOutcome}>
          {opened?.name ?? diagnosis.site.label}
        </h2>
        <p className="quiet">
          {opened === null && isAnswersOnly(diagnosis) ? 'From answers alone, as of ' : 'As it was on '}
          {momentText(diagnosis)}
        </p>
      </div>
      {sites.length > 1 && (
        <div className="summary-others">
          <span>What you chose holds {sites.length} sites; this is one of them.</span>
          <Button size="small" onClick={chooseAgain}>
            Choose another site
          </Button>
        </div>
      )}
      <dl className="summary-items">
        {whatWasFound(diagnosis).map((item) => (
          <div key={item.label} className="summary-item">
            <dt>{item.label}</dt>
            <dd className={item.value === null ? 'quiet' : ''}>{item.value ?? 'Not collected'}</dd>
          </div>
        ))}
      </dl>
      <EarlierAnswers />
      {diagnosis.notCollected.length > 0 && (
        <div className="summary-gaps">
          <h3>Not collected</h3>
          <ul>
            {diagnosis.notCollected.map((gap) => (
              <li key={gap}>{gap.replace(/^Not collected:\s*/i, '')}</li>
            ))}
          </ul>
        </div>
      )}
      {opened?.request.kind !== 'sample' && opened !== null && (
        <Fold
          title="When it was collected"
          aside={diagnosis.age.collectedAt === null ? 'not known' : diagnosis.age.text}
        >
          <CollectedAt diagnosis={diagnosis} />
        </Fold>
      )}
      {diagnosis.unreadable.length > 0 && (
        <Fold
          title={
            <Badge
              plain
              tone="caution"
              word={`${counted(diagnosis.unreadable.length, 'thing')} could not be used`}
            />
          }
          aside="everything else was read"
        >
          <ul className="summary-unreadable">
            {diagnosis.unreadable.map((item) => (
              <li key={`${item.source}:${item.why}`}>
                <span className="mono small">{item.source}</span> {item.why}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}
