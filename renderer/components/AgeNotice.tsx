import { Button } from '@fluentui/react-components';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { useUi } from '../stores/ui-store.ts';
import type { AgeView } from '../view-model/age.ts';
import { viewSource } from '../view-model/sources.ts';
import { useAge } from './AgeLine.tsx';
import { Notice } from './Notice.tsx';
import { SourceLink } from './SourceLink.tsx';

/** Where only the age of the newest file is known, the flags below tell it. */
function staleTitle({ kind, old }: AgeView, { collectedAt }: Diagnosis['age']): string {
  if (old === null) return 'What was read may no longer hold';
  if (kind === 'evidence' && collectedAt === null) return 'When this was collected is not known';
  return `What was read is ${old}`;
}

/** Says, before somebody acts, that the site may have changed since it was collected. Nothing while it is fresh. */
export function AgeNotice({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element | null {
  const view = useAge(diagnosis);
  const go = useUi((state) => state.go);
  if (!view.stale) return null;
  return (
    <Notice
      tone="caution"
      title={staleTitle(view, diagnosis.age)}
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
