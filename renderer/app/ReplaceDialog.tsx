import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { focusOn, focusPlaces } from '../components/focus.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useCase } from '../stores/case-store.ts';
import { useReading } from '../stores/reading-store.ts';
import { useRuns } from '../stores/runs-store.ts';
import { enteredText } from '../view-model/entered.ts';

/** Asks what becomes of answers and begun plans before something else is read. */
export function ReplaceDialog(): React.JSX.Element | null {
  const waiting = useReading((state) => state.waiting);
  const decide = useReading((state) => state.decide);
  const { answers, earlierAnswers, setAside } = useDiagnosis();
  const runs = useRuns((state) => state.runs);
  const kept = useCase((state) => state.view !== null);
  if (waiting === null) return null;
  const entered = enteredText(answers.length + earlierAnswers.length, setAside.length, runs.length);
  return (
    <ConfirmDialog
      title="Is this the same case?"
      choices={[
        { label: 'Keep what you entered', act: () => void decide('keep') },
        { label: 'Start a new case', act: () => void decide('new-case') },
      ]}
      cancel="Do not read"
      onCancel={() => {
        void decide(null);
        queueMicrotask(() => focusOn(focusPlaces.chooseSource));
      }}
    >
      <p>
        You want to read <strong>{waiting.name}</strong>. So far you entered {entered}.
      </p>
      <p>
        Keep it when this is more of the same site: the answers are weighed with what is read. Start a new
        case when it is another site
        {kept
          ? '. This one is kept, and you can open it again on the Case page.'
          : ': answers, case name and ticket go, since this case is not kept.'}
      </p>
    </ConfirmDialog>
  );
}
