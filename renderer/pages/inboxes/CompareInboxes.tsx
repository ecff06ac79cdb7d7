import { Button } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { useState } from 'react';
import { ErrorNotice } from '../../components/Notice.tsx';
import { FolderOpen20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useComparison } from '../../stores/comparison-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { ComparisonView } from './ComparisonView.tsx';

/** The open site beside an earlier collection of it: whether the queues grow or drain, and for how long. */
export function CompareInboxes(): React.JSX.Element {
  const readTwice = useDiagnosis((state) => state.before !== null);
  const { comparison, comparing, error, compareWith, compareReadings, clear } = useComparison();
  const [chooseError, setChooseError] = useState<UserError | null>(null);
  const choose = async (kind: 'folder' | 'files'): Promise<void> => {
    setChooseError(null);
    const reply = await call('source:choose', { kind });
    if (!reply.ok) setChooseError(reply.error);
    else if (reply.value.length > 0) await compareWith(reply.value.map((source) => source.path));
  };
  const failed = chooseError ?? error;
  return (
    <section className="page-section compare" aria-busy={comparing}>
      <h2>Does it grow or drain?</h2>
      <p className="prose quiet">
        One collection is a photograph. Put an earlier one of the same site beside it, an hour or a day old,
        and you see where it goes.
      </p>
      <div className="way-buttons compare-buttons">
        <Button icon={<FolderOpen20Regular />} onClick={() => void choose('folder')}>
          Compare with a folder
        </Button>
        <Button onClick={() => void choose('files')}>Compare with a zip</Button>
        {readTwice && <Button onClick={() => void compareReadings()}>Compare with the first reading</Button>}
        {comparison !== null && (
          <Button appearance="subtle" onClick={clear}>
            Put the comparison away
          </Button>
        )}
      </div>
      {comparing && <p className="quiet">Reading the inboxes of the other collection.</p>}
      {failed !== null && <ErrorNotice error={failed} />}
      {comparison !== null && !comparing && <ComparisonView comparison={comparison} />}
    </section>
  );
}
