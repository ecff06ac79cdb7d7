import { useState } from 'react';
import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { Add16Regular } from '../components/icons.ts';
import { ErrorNotice } from '../components/Notice.tsx';
import type { UserError } from '../../electron/contract/ipc.ts';
import { useCase } from '../stores/case-store.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useReading } from '../stores/reading-store.ts';
import { useRuns } from '../stores/runs-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { enteredText } from '../view-model/entered.ts';

/** Says what becomes of the case that is open: it is kept, or what was read and entered is lost. */
function WhatHappens(): React.JSX.Element {
  const name = useCase((state) => state.name.trim());
  const kept = useCase((state) => state.view !== null);
  const { answers, earlierAnswers, setAside } = useDiagnosis();
  const runs = useRuns((state) => state.runs.length);
  const saved = useUi((state) => state.reportSaved) !== null;
  const told = answers.length + earlierAnswers.length;
  if (kept) {
    return (
      <p>
        {name === '' ? 'This case' : `“${name}”`} is closed and kept with everything in it. You can open it
        again under “Your cases” on the Case page. The new case begins empty; your own name stays.
      </p>
    );
  }
  return (
    <>
      <p>
        This case is not kept yet: the site that was read, the case name and the ticket are removed from the
        window
        {told + setAside.length + runs > 0 && `, and with them ${enteredText(told, setAside.length, runs)}`}.
        The site itself is not changed. Your own name stays.
      </p>
      {!saved && <p>No report of it was saved. Save one on the Report page first if you need it.</p>}
    </>
  );
}

/** Closes the case and begins another one, after asking. */
export function NewCase(): React.JSX.Element {
  const restoreFocus = useRestoreFocusTarget();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<UserError | null>(null);
  const kept = useCase((state) => state.view !== null);
  const begin = async (): Promise<void> => {
    const failed = await useReading.getState().startNewCase();
    setError(failed);
    if (failed !== null) return;
    setAsking(false);
    const { go, announce } = useUi.getState();
    go('case');
    announce('A new case has begun.');
    await useCase.getState().load();
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
          cancel="Stay with this case"
          // What cannot be got back is never the button that Enter presses.
          cancelFirst={!kept}
          onCancel={() => setAsking(false)}
        >
          {error !== null && <ErrorNotice error={error} />}
          <WhatHappens />
        </ConfirmDialog>
      )}
    </>
  );
}
