import { useState } from 'react';
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';

const question = 'release-changed';

/** Whether a service pack was installed after the evidence was collected, which makes the evidence stale. */
export function ReleaseChanged(): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === question));
  const answer = useDiagnosis((state) => state.answer);
  const value = given === undefined ? '' : String(given.value);
  const dated = /^\d{4}-/.test(value);
  const [when, setWhen] = useState(dated ? value.slice(0, 10) : '');
  return (
    <section className="page-section release-changed">
      <h2>Has it changed since?</h2>
      <Field
        label="Was a service pack installed after this was collected?"
        hint="Then what was read no longer tells the release, and the site has to be collected anew."
      >
        <RadioGroup
          layout="horizontal"
          value={given === undefined ? '' : 'yes'}
          onChange={(_event, data) => {
            setWhen('');
            void answer(question, data.value === 'yes' ? 'yes' : null);
          }}
        >
          <Radio value="yes" label="Yes" />
          <Radio value="" label="No, or I don’t know" />
        </RadioGroup>
      </Field>
      {given !== undefined && (
        <div className="by-hand-line">
          <Field label="On which day, if you know it">
            <Input
              type="date"
              value={when}
              onChange={(_event, data) => {
                setWhen(data.value);
                void answer(question, data.value === '' ? 'yes' : `${data.value}T00:00:00`);
              }}
            />
          </Field>
          <AnsweredBy answer={given} />
        </div>
      )}
    </section>
  );
}
