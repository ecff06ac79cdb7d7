import { useRestoreFocusTarget } from '@fluentui/react-components';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { pastedName } from '../view-model/pasted-logs.ts';
import { viewSource } from '../view-model/sources.ts';
import { Person16Regular } from './icons.ts';
import './components.css';

/** A chip that says where a fact was read; opens the lines around it where there are any. */
export function SourceLink({ source }: { readonly source: string }): React.JSX.Element {
  const showEvidence = useUi((state) => state.showEvidence);
  const restoreFocus = useRestoreFocusTarget();
  const pasted = useDiagnosis((state) => pastedName(source, state.answers));
  const view = viewSource(source);
  if (!view.opens) {
    return (
      <span className={view.inWords ? 'source words' : 'source'} title={view.full}>
        {view.answered && <Person16Regular />}
        {pasted ?? view.short}
      </span>
    );
  }
  return (
    <button
      type="button"
      {...restoreFocus}
      className="source"
      title={view.full}
      onClick={() => showEvidence(source)}
    >
      <span className="unseen">Show </span>
      {view.short}
    </button>
  );
}
