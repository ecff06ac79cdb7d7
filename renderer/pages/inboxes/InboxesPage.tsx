import { Fold } from '../../components/Fold.tsx';
import { Notice } from '../../components/Notice.tsx';
import { GivenAnswers, Questions } from '../../components/Questions.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { pageOfAnswer } from '../../view-model/hand-facts.ts';
import { counted } from '../../view-model/numbers.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { CompareInboxes } from './CompareInboxes.tsx';
import { InboxBars } from './InboxBars.tsx';
import { InboxByHand } from './InboxByHand.tsx';
import { InboxTable } from './InboxTable.tsx';
import './inboxes.css';

/** Backlogs as bars with their ages and details, a comparison with an earlier collection, and counts by hand. */
export function InboxesPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="inboxes">
      {(diagnosis) => (
        <>
          <Questions
            title="What was not collected"
            questions={otherQuestions(diagnosis.nextQuestions, 'inboxes')}
          />
          {diagnosis.inboxes.length === 0 ? (
            <Notice tone="caution" title="Not collected: no inboxes were in what was read">
              <p>Nothing is known of any backlog. Read the SMS folder itself, or count by hand below.</p>
            </Notice>
          ) : (
            <>
              <InboxBars diagnosis={diagnosis} />
              <section>
                <Fold flush title="All as a table" aside={counted(diagnosis.inboxes.length, 'folder')}>
                  <InboxTable diagnosis={diagnosis} />
                </Fold>
              </section>
              <CompareInboxes />
            </>
          )}
          <InboxByHand diagnosis={diagnosis} />
          <GivenAnswers accept={(question) => pageOfAnswer(question) === 'inboxes'} />
        </>
      )}
    </WithDiagnosis>
  );
}
