import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { BacklogRule, InboxAssessment } from '../../../electron/engine/reasoning/diagnosis.ts';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { focusOn } from '../../components/focus.ts';
import { QuantityForm } from '../../components/QuantityForm.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { ruleOrigin, ruleQuestion, ruleSentence } from '../../view-model/backlog-rules.ts';
import { inboxName } from '../../view-model/inbox-bars.ts';
import { writeQuantity } from '../../view-model/quantities.ts';

interface RuleControlProps {
  readonly inbox: InboxAssessment;
  readonly rule: BacklogRule;
}

/** The rule an inbox is judged by, where it comes from, and a form to set another for this case. */
export function RuleControl({ inbox, rule }: RuleControlProps): React.JSX.Element {
  const id = ruleQuestion(inbox.path);
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === id));
  const answer = useDiagnosis((state) => state.answer);
  const [adjusting, setAdjusting] = useState(false);
  const name = inboxName(inbox.path);
  const place = `adjust/${inbox.path}`;
  const close = (): void => {
    setAdjusting(false);
    queueMicrotask(() => focusOn(place));
  };
  return (
    <div className="rule">
      <h3>Judged by</h3>
      <p>{ruleSentence(rule)}</p>
      <p className="small quiet">
        {ruleOrigin(rule)} {given !== undefined && <AnsweredBy answer={given} />}
      </p>
      <div className="rule-actions">
        <Button
          size="small"
          data-focus={place}
          aria-expanded={adjusting}
          onClick={() => setAdjusting(!adjusting)}
        >
          Adjust the rule<span className="unseen"> of {name}</span>
        </Button>
        {given !== undefined && (
          <Button size="small" appearance="subtle" onClick={() => void answer(id, null).then(close)}>
            Use the wizard’s rule again<span className="unseen"> for {name}</span>
          </Button>
        )}
      </div>
      {adjusting && (
        <QuantityForm
          initial={{ files: rule.files, ageMinutes: rule.ageMinutes }}
          filesLabel="Files at least"
          ageLabel="The oldest at least"
          ageOptional={false}
          submit="Use this rule"
          onSubmit={(quantity) => void answer(id, writeQuantity(quantity)).then(close)}
        />
      )}
    </div>
  );
}
