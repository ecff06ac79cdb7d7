import { Button } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { Call20Regular } from '../../components/icons.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { Way } from './Way.tsx';

/** Nobody can bring anything: questions to be answered over the telephone, alone or beside what was read. */
export function AskWay({ onError }: { readonly onError: (error: UserError | null) => void }) {
  const read = useDiagnosis((state) => state.diagnosis) !== null;
  const startFromAnswers = useReading((state) => state.startFromAnswers);
  const go = useUi((state) => state.go);
  const ask = async (): Promise<void> => {
    onError(null);
    const error = read ? null : await startFromAnswers();
    if (error === null) go('version');
    else onError(error);
  };
  return (
    <Way title="Ask" when="There is only a telephone.">
      <div className="way-buttons">
        <Button icon={<Call20Regular />} onClick={() => void ask()}>
          {read ? 'Add answers by hand' : 'Answer questions instead'}
        </Button>
      </div>
      <p className="small quiet way-note">
        {read
          ? 'Each page takes what you are told beside what was read: release, log lines, file counts, services.'
          : 'Page by page: release, log lines that are read out, file counts, services. The verdict follows at once.'}
      </p>
    </Way>
  );
}
