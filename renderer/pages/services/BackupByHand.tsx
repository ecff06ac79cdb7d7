import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { backupQuestionId, noAnswerLabel, optionOfAnswer } from '../../view-model/questions.ts';

/** Whether a backup ended before it stalled, as the technician knows it. */
export function BackupByHand({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === backupQuestionId));
  const answer = useDiagnosis((state) => state.answer);
  const ended = diagnosis.events.some((event) => event.kind === 'backup-completed');
  const asked = diagnosis.nextQuestions.find((question) => question.id === backupQuestionId);
  return (
    <div className="backup-by-hand">
      <Field
        label={asked?.text ?? 'Did a site backup end shortly before it stalled?'}
        hint={
          asked?.howToFindOut ??
          'Read the end of Smsbkup.log in the destination folder of the backup, or ask when the task runs.'
        }
      >
        <RadioGroup
          layout="horizontal"
          value={optionOfAnswer(given)}
          onChange={(_event, data) =>
            void answer(backupQuestionId, data.value === '' ? null : data.value === 'yes')
          }
        >
          <Radio value="yes" label="Yes" />
          <Radio value="no" label="No" />
          <Radio value="" label={noAnswerLabel(ended)} />
        </RadioGroup>
      </Field>
      {given !== undefined && <AnsweredBy answer={given} />}
    </div>
  );
}
