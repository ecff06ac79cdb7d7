import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { Diagnosis, NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { type HandFact, handFacts } from '../view-model/hand-facts.ts';
import { optionOfAnswer } from '../view-model/questions.ts';
import { AnsweredBy } from './AnsweredBy.tsx';
import './components.css';

/** A fact as the technician knows it: yes, no, or not known, which takes the answer back. */
function HandFactField({ fact }: { readonly fact: HandFact }): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === fact.id));
  const answer = useDiagnosis((state) => state.answer);
  return (
    <div className="hand-fact">
      <Field label={fact.text} hint={fact.howToFindOut}>
        <RadioGroup
          layout="horizontal"
          value={optionOfAnswer(given)}
          onChange={(_event, data) => void answer(fact.id, data.value === '' ? null : data.value === 'yes')}
        >
          <Radio value="yes" label="Yes" />
          <Radio value="no" label="No" />
          <Radio value="" label="I don’t know" />
        </RadioGroup>
      </Field>
      {given !== undefined && <AnsweredBy answer={given} />}
    </div>
  );
}

interface HandFactsProps {
  readonly diagnosis: Diagnosis;
  readonly page: NextQuestion['page'];
}

/** All that can be told of a page with yes or no, whether or not it is asked for; what is asked for stands above. */
export function HandFacts({ diagnosis, page }: HandFactsProps): React.JSX.Element | null {
  const facts = handFacts(page, diagnosis.nextQuestions);
  if (facts.length === 0) return null;
  return (
    <div className="hand-facts">
      {facts.map((fact) => (
        <HandFactField key={fact.id} fact={fact} />
      ))}
    </div>
  );
}
