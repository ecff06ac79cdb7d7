import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { useReading } from '../stores/reading-store.ts';
import { type AgeView, ageView } from '../view-model/age.ts';
import { InfoRegular, Warning16Filled } from './icons.ts';
import './components.css';

/** How old the evidence of this diagnosis is. */
export function useAge(diagnosis: Diagnosis): AgeView {
  const opened = useReading((state) => state.opened);
  return ageView(diagnosis, opened?.request ?? null);
}

/** When the evidence was collected and how old it is; in amber, with a mark and a word, when it may no longer hold. */
export function AgeLine({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const view = useAge(diagnosis);
  return (
    <p className={view.stale ? 'age-line stale' : 'age-line'}>
      <span className="age-when">{view.when}</span>
      {(view.old !== null || view.stale) && (
        <span className="age-old">
          {view.stale ? <Warning16Filled /> : <InfoRegular />}
          {[view.old, view.stale ? 'stale' : null].filter((part) => part !== null).join(' · ')}
        </span>
      )}
    </p>
  );
}
