import { Button } from '@fluentui/react-components';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { counted } from '../view-model/numbers.ts';
import { Notice } from './Notice.tsx';

/** Answers to an earlier reading that do not count now, to be given again. */
export function EarlierAnswers(): React.JSX.Element | null {
  const earlier = useDiagnosis((state) => state.earlierAnswers);
  const answerAsBefore = useDiagnosis((state) => state.answerAsBefore);
  if (earlier.length === 0) return null;
  return (
    <Notice
      tone="caution"
      title={`${counted(earlier.length, 'answer')} to an earlier reading ${earlier.length === 1 ? 'was' : 'were'} not carried over`}
      actions={
        <Button size="small" onClick={() => void answerAsBefore()}>
          They still hold: use them again
        </Button>
      }
    >
      <p>You described the site as it was then. Answer anew where it has changed.</p>
    </Notice>
  );
}
