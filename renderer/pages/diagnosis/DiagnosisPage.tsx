import type { Diagnosis, Finding } from '../../../electron/engine/reasoning/diagnosis.ts';
import type { PrimaryAction } from '../../app/Page.tsx';
import { AgeNotice } from '../../components/AgeNotice.tsx';
import { Badge } from '../../components/Badge.tsx';
import { Fold } from '../../components/Fold.tsx';
import { NextWithoutFault } from '../../components/NextWithoutFault.tsx';
import { Quotation } from '../../components/Quotation.tsx';
import { GivenAnswers, Questions } from '../../components/Questions.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useRuns } from '../../stores/runs-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { holdsFor } from '../../view-model/age.ts';
import { leadingFinding, marksMet, otherFindings, strongestEvidence } from '../../view-model/findings.ts';
import { bareHeadline } from '../../view-model/headline.ts';
import { worstBacklog } from '../../view-model/inbox-bars.ts';
import { counted } from '../../view-model/numbers.ts';
import { shortTitle } from '../../view-model/plans.ts';
import { findingVerdict, siteVerdict } from '../../view-model/verdict.ts';
import { Balance } from './Balance.tsx';
import { Conditions } from './Conditions.tsx';
import './diagnosis.css';

/** The marks that the verdict rests on: what tells this fault from the others. */
function Marks({ finding }: { readonly finding: Finding }): React.JSX.Element | null {
  const marks = marksMet(finding);
  if (marks.length === 0) return null;
  const word = finding.verdict === 'confirmed' ? 'What confirmed it' : 'What makes it likely';
  return (
    <p className="verdict-marks">
      <strong>{word}:</strong> {marks.map((mark) => mark.label).join('; ')}.
    </p>
  );
}

function Verdict({
  diagnosis,
  finding,
}: {
  readonly diagnosis: Diagnosis;
  readonly finding: Finding | null;
}) {
  const view = siteVerdict(diagnosis.verdict);
  // How old it is stands in the notice above.
  const headline = bareHeadline(diagnosis);
  return (
    <section className={`verdict tone-${view.tone}`}>
      <p className="verdict-top">
        <Badge tone={view.tone} word={view.word} title={view.meaning} />
        {finding !== null && (
          <span>
            <strong>{finding.id}</strong>
            {finding.fixedIn !== null && <span className="quiet"> · fixed in {finding.fixedIn}</span>}
          </span>
        )}
      </p>
      <h2 className="verdict-headline">{headline}</h2>
      <p className="prose">{finding?.summary ?? view.meaning}</p>
      {finding !== null && finding.title !== headline && (
        <p className="small quiet verdict-title">
          {finding.id}: {finding.title}
        </p>
      )}
      {finding !== null && <Marks finding={finding} />}
      <p className="small quiet">
        {holdsFor(diagnosis)}
        {finding !== null && ` ${view.meaning}`}
      </p>
    </section>
  );
}

function Strongest({ finding }: { readonly finding: Finding }): React.JSX.Element | null {
  const evidence = strongestEvidence(finding);
  if (evidence.length === 0) return null;
  return (
    <section className="page-section">
      <h2>The strongest evidence</h2>
      <ul className="quotations">
        {evidence.map((item) => (
          <li key={item.label}>
            <Quotation proof={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Other({ finding, open }: { readonly finding: Finding; readonly open: boolean }): React.JSX.Element {
  const view = findingVerdict(finding.verdict);
  return (
    <Fold
      open={open}
      title={finding.verdict === 'ruled-out' ? `Why not ${finding.id}?` : `What about ${finding.id}?`}
      aside={<Badge small plain tone={view.tone} word={view.word} />}
    >
      <p className="prose">
        <strong>{finding.title}</strong>
      </p>
      <p className="prose">{finding.whyNot ?? finding.summary}</p>
      {finding.history !== null && <p className="prose">{finding.history}</p>}
      <Conditions finding={finding} />
    </Fold>
  );
}

/** The primary button says what to do first. */
function usePrimary(): (diagnosis: Diagnosis) => PrimaryAction | undefined {
  const plans = useRuns((state) => state.plans);
  const go = useUi((state) => state.go);
  return (diagnosis) => {
    const first = plans?.find((plan) => plan.fit === 'advised');
    if (first !== undefined && leadingFinding(diagnosis) !== null) {
      return { label: `First: ${shortTitle(first)}`, act: () => go('fix') };
    }
    return undefined;
  };
}

/** Verdict, its evidence, what is missing, and why it is not the other article. */
export function DiagnosisPage(): React.JSX.Element {
  const primary = usePrimary();
  return (
    <WithDiagnosis id="diagnosis" primary={primary}>
      {(diagnosis) => {
        const finding = leadingFinding(diagnosis);
        const others = otherFindings(diagnosis);
        return (
          <>
            <div className="diagnosis-age">
              <AgeNotice diagnosis={diagnosis} />
            </div>
            <Verdict diagnosis={diagnosis} finding={finding} />
            {diagnosis.verdict === 'no-known-fault' && worstBacklog(diagnosis.inboxes) !== null && (
              <section className="page-section">
                <NextWithoutFault diagnosis={diagnosis} />
              </section>
            )}
            {finding !== null && <Strongest finding={finding} />}
            <Questions
              title={finding?.verdict === 'confirmed' ? 'What would round it off' : 'What would settle it'}
              intro="Ordered by how much each answer decides. The verdict follows at once."
              questions={diagnosis.nextQuestions}
              folded={finding?.verdict === 'confirmed'}
            />
            <GivenAnswers accept={() => true} />
            {finding !== null && <Balance finding={finding} />}
            {finding !== null && (
              <section className="page-section">
                <Fold
                  title="Every condition, and how it was judged"
                  aside={counted(finding.conditions.length, 'condition')}
                >
                  <Conditions finding={finding} />
                </Fold>
              </section>
            )}
            {others.length > 0 && (
              <section className={finding === null ? 'page-section' : 'diagnosis-others'}>
                {finding === null && <h2>What was looked at</h2>}
                {others.map((other) => (
                  <Other
                    key={other.id}
                    finding={other}
                    open={finding === null && other.verdict === 'possible'}
                  />
                ))}
              </section>
            )}
          </>
        );
      }}
    </WithDiagnosis>
  );
}
