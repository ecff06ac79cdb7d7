import { useState } from 'react';
import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { Add16Regular } from '../components/icons.ts';
import { ErrorNotice } from '../components/Notice.tsx';
import type { UserError } from '../../electron/contract/ipc.ts';
import { useChecklist } from '../stores/checklist-store.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useReading } from '../stores/reading-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { enteredText } from '../view-model/entered.ts';

/** Puts the case away and begins another one, after asking. */
export function NewCase(): React.JSX.Element {
  const restoreFocus = useRestoreFocusTarget();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<UserError | null>(null);
  const { answers, earlierAnswers, setAside } = useDiagnosis();
  const marks = useChecklist((state) => state.marks);
  const saved = useUi((state) => state.reportSaved) !== null;
  const told = answers.length + earlierAnswers.length;
  const entered = told + setAside.length + marks.length;
  const begin = async (): Promise<void> => {
    const failed = await useReading.getState().startNewCase();
    setError(failed);
    if (failed !== null) return;
    setAsking(false);
    const { go, announce } = useUi.getState();
    go('case');
    announce('A new case has begun.');
  };
  return (
    <>
      <Button
        {...restoreFocus}
        size="small"
        appearance="subtle"
        icon={<Add16Regular />}
        onClick={() => {
          setError(null);
          setAsking(true);
        }}
      >
        New case
      </Button>
      {asking && (
        <ConfirmDialog
          title="Start a new case?"
          choices={[{ label: 'Start a new case', act: () => void begin() }]}
          cancel="Keep this case"
          onCancel={() => setAsking(false)}
        >
          {error !== null && <ErrorNotice error={error} />}
          <p>
            The site that was read, the case name and the ticket are put away
            {entered > 0 && `, and with them ${enteredText(told, setAside.length, marks.length)}`}. Your own
            name stays.
          </p>
          {!saved && (
            <p>No report of this case was saved. Save one on the Report page first if you need it.</p>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
