import { Button } from '@fluentui/react-components';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { ErrorNotice } from './Notice.tsx';
import './components.css';

/** Why the last answer could not be weighed; once per page, in sight wherever the page was scrolled to. */
export function AnswerError(): React.JSX.Element | null {
  const error = useDiagnosis((state) => state.error);
  const dismiss = useDiagnosis((state) => state.dismissError);
  if (error === null) return null;
  return (
    <div className="answer-error">
      <ErrorNotice
        error={error}
        actions={
          <Button size="small" onClick={dismiss}>
            Put away
          </Button>
        }
      />
    </div>
  );
}
