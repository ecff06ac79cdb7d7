import { Button } from '@fluentui/react-components';
import { useCase } from '../stores/case-store.ts';
import { ErrorNotice } from './Notice.tsx';

/** What went wrong with the case itself, such as a journal that could not be written; told at once. */
export function CaseTrouble(): React.JSX.Element | null {
  const trouble = useCase((state) => state.trouble);
  const dismiss = useCase((state) => state.dismissTrouble);
  if (trouble === null) return null;
  return (
    <div className="case-trouble">
      <ErrorNotice
        error={trouble}
        actions={
          <Button size="small" onClick={dismiss}>
            I have read it
          </Button>
        }
      />
    </div>
  );
}
