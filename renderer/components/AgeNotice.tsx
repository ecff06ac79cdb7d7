import { Button } from '@fluentui/react-components';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { useUi } from '../stores/ui-store.ts';
import { viewSource } from '../view-model/sources.ts';
import { useAge } from './AgeLine.tsx';
import { Notice } from './Notice.tsx';
import { SourceLink } from './SourceLink.tsx';

/** Says, before somebody acts, that the site may have changed since it was collected. Nothing while it is fresh. */
export function AgeNotice({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element | null {
  const view = useAge(diagnosis);
  const go = useUi((state) => state.go);
  if (!view.stale) return null;
  return (
    <Notice
      tone="caution"
      title={view.old === null ? 'What was read may no longer hold' : `What was read is ${view.old}`}
      actions={
        <Button size="small" onClick={() => go('case')}>
          Collect it anew
        </Button>
      }
    >
      {diagnosis.age.flags.map((flag) => (
        <p key={`${flag.kind}:${flag.source}`}>
          {flag.text} {viewSource(flag.source).opens && <SourceLink source={flag.source} />}
        </p>
      ))}
    </Notice>
  );
}
