import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { serverTime } from '../../view-model/time.ts';

const question = 'collected-at';

/** When the evidence was collected, by hand: for evidence that carries no time of its own. */
export function CollectedAt({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === question));
  const answer = useDiagnosis((state) => state.answer);
  const [text, setText] = useState(given === undefined ? '' : String(given.value).slice(0, 16));
  return (
    <div>
      <p className="prose quiet">
        {diagnosis.age.collectedAt === null
          ? 'Nothing that was read says when it was collected.'
          : `Taken so far: ${serverTime(diagnosis.age.collectedAt)} (${diagnosis.age.basis}).`}{' '}
        Say it when you know better, by the clock of the server.
      </p>
      <form
        className="by-hand-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (text !== '') void answer(question, `${text}:00`);
        }}
      >
        <Field label="Collected (server time)">
          <Input type="datetime-local" value={text} onChange={(_event, data) => setText(data.value)} />
        </Field>
        <Button type="submit" disabledFocusable={text === ''}>
          Use this time
        </Button>
        {given !== undefined && (
          <Button
            appearance="subtle"
            onClick={() => {
              setText('');
              void answer(question, null);
            }}
          >
            I don’t know
          </Button>
        )}
      </form>
      {given !== undefined && <AnsweredBy answer={given} />}
    </div>
  );
}
