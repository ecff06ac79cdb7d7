import { Page, type PrimaryAction } from '../app/Page.tsx';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import type { PageId } from '../view-model/pages.ts';
import { AnswerError } from './AnswerError.tsx';
import { EmptyPage } from './EmptyPage.tsx';

interface WithDiagnosisProps {
  readonly id: PageId;
  readonly primary?: ((diagnosis: Diagnosis) => PrimaryAction | undefined) | undefined;
  readonly secondary?: React.ReactNode;
  readonly status?: React.ReactNode;
  readonly children: (diagnosis: Diagnosis) => React.ReactNode;
}

/** A page that speaks about the site that was read; before that, it says what to do first. */
export function WithDiagnosis({
  id,
  primary,
  secondary,
  status,
  children,
}: WithDiagnosisProps): React.JSX.Element {
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  if (diagnosis === null) {
    return (
      <Page id={id}>
        <EmptyPage />
      </Page>
    );
  }
  return (
    <Page id={id} primary={primary?.(diagnosis)} secondary={secondary} status={status}>
      <AnswerError />
      {children(diagnosis)}
    </Page>
  );
}
