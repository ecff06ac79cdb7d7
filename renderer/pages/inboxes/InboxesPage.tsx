import { Fold } from '../../components/Fold.tsx';
import { Notice } from '../../components/Notice.tsx';
import { GivenAnswers, Questions } from '../../components/Questions.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { pageOfAnswer } from '../../view-model/hand-facts.ts';
import { counted } from '../../view-model/numbers.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { CompareInboxes } from './CompareInboxes.tsx';
import { InboxBars } from './InboxBars.tsx';
import { InboxByHand } from './InboxByHand.tsx';
import { InboxTable } from './InboxTable.tsx';
import './inboxes.css';

/** Nothing is known of the inboxes; `told`: all that is known comes from answers. */
function NoInboxes({ told }: { readonly told: boolean }): React.JSX.Element {
  if (told) {
    return (
      <Notice tone="info" title="No inbox has been counted yet">
        <p>
          Ask somebody at the server to count the files in Despoolr.box\Receive first, and enter it below.
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title="Not collected: no inboxes were in what was read">
      <p>Nothing is known of any backlog. Read the SMS folder itself, or count by hand below.</p>
    </Notice>
  );
}

/** Backlogs as bars with their ages and details, a comparison with an earlier collection, and counts by hand. */
export function InboxesPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="inboxes">
      {(diagnosis) => (
        <>
          <Questions
            title={isAnswersOnly(diagnosis) ? 'What to ask' : 'What was not collected'}
            questions={otherQuestions(diagnosis.nextQuestions, 'inboxes')}
          />
          {diagnosis.inboxes.length === 0 ? (
            <div className="page-section">
              <NoInboxes told={isAnswersOnly(diagnosis)} />
            </div>
          ) : (
            <>
              <InboxBars diagnosis={diagnosis} />
              <section>
                <Fold flush title="All as a table" aside={counted(diagnosis.inboxes.length, 'folder')}>
                  <InboxTable diagnosis={diagnosis} />
                </Fold>
              </section>
              {!isAnswersOnly(diagnosis) && <CompareInboxes />}
            </>
          )}
          <InboxByHand diagnosis={diagnosis} />
          <GivenAnswers accept={(question) => pageOfAnswer(question) === 'inboxes'} />
        </>
      )}
    </WithDiagnosis>
  );
}
