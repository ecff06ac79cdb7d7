import { useEffect } from 'react';
import { Button, Spinner } from '@fluentui/react-components';
import { CaseTrouble } from '../../components/CaseTrouble.tsx';
import { EarlierAnswers } from '../../components/EarlierAnswers.tsx';
import { ErrorNotice } from '../../components/Notice.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import { useVerify } from '../../stores/verify-store.ts';
import { Changes } from './Changes.tsx';
import { Checks } from './Checks.tsx';
import { Outcome } from './Outcome.tsx';
import { ReadAgain } from './ReadAgain.tsx';
import './verify.css';

/** Compares again whenever what is known of the site changes. */
function useComparing(): void {
  const before = useDiagnosis((state) => state.before);
  const after = useDiagnosis((state) => state.diagnosis);
  const compare = useVerify((state) => state.compare);
  const clear = useVerify((state) => state.clear);
  useEffect(() => {
    if (before === null || after === null) clear();
    else void compare();
  }, [before, after, compare, clear]);
}

function Comparison(): React.JSX.Element | null {
  const { comparison, comparing, error, compare } = useVerify();
  if (error !== null) {
    return (
      <ErrorNotice error={error} actions={<Button onClick={() => void compare()}>Compare again</Button>} />
    );
  }
  if (comparison === null) {
    return comparing ? (
      <p className="quiet comparing">
        <Spinner size="extra-tiny" /> Comparing the two readings
      </p>
    ) : null;
  }
  return <Outcome comparison={comparison} />;
}

/** Another reading beside the first: whether it worked, what changed, and the checks of the plans that were begun. */
export function VerifyPage(): React.JSX.Element {
  useComparing();
  const comparison = useVerify((state) => state.comparison);
  const readTwice = useDiagnosis((state) => state.before !== null);
  const running = useReading((state) => state.phase === 'running');
  return (
    <WithDiagnosis id="verify">
      {() => (
        <>
          <CaseTrouble />
          {readTwice && !running && <Comparison />}
          {readTwice && <EarlierAnswers />}
          <ReadAgain title={readTwice ? 'Read it once more' : 'Read it again'} />
          <Checks />
          {comparison !== null && readTwice && !running && <Changes comparison={comparison} />}
        </>
      )}
    </WithDiagnosis>
  );
}
