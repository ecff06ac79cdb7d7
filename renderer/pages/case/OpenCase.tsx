import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { SaveOutcome } from '../../../electron/contract/ipc.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { Save20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useCase } from '../../stores/case-store.ts';
import { useCatalog } from '../../stores/catalog-store.ts';
import { useRuns } from '../../stores/runs-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { caseName, planTitle, unfinishedCase } from '../../view-model/cases.ts';
import { isOpenRun } from '../../view-model/runs.ts';
import type { CaseOpening } from './use-opening.ts';

/** The case that is open: where it is kept, what is wrong with it, and how to carry it. */
export function OpenCase(): React.JSX.Element | null {
  const view = useCase((state) => state.view);
  const source = useCase((state) => state.source);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  if (view === null) return null;
  const pack = async (): Promise<void> => {
    setOutcome(null);
    await useCase.getState().settle();
    const reply = await call('case:pack', null);
    const result: SaveOutcome = reply.ok ? reply.value : { result: 'failed', error: reply.error };
    setOutcome(result);
    if (result.result === 'saved') useUi.getState().announce(`The case is saved as ${result.path}.`);
  };
  return (
    <div className="open-case">
      {view.notices.map((notice) => (
        <Notice
          key={`${notice.kind}:${notice.text}`}
          tone={notice.kind === 'torn-tail' ? 'info' : 'caution'}
          title={notice.text}
        >
          <p>{notice.nextStep}</p>
        </Notice>
      ))}
      {source === 'kept' && (
        <Notice tone="info" title="Shown from what the case kept">
          <p>
            The place it was read from cannot be reached from here. To read the site again, choose it below.
          </p>
        </Notice>
      )}
      <div className="way-buttons open-case-line">
        <Button size="small" icon={<Save20Regular />} onClick={() => void pack()}>
          Save the case as one file
        </Button>
        <span className="small quiet open-case-place">Kept in {view.place}</span>
      </div>
      {outcome?.result === 'failed' && <ErrorNotice error={outcome.error} />}
      {outcome?.result === 'saved' && (
        <p className="small open-case-place">
          Saved: <span className="mono">{outcome.path}</span>
        </p>
      )}
    </div>
  );
}

/** The newest case stopped in the middle of a plan: one click leads back to where it stopped. */
export function GoOn({ opening }: { readonly opening: CaseOpening }): React.JSX.Element | null {
  const list = useCase((state) => state.list);
  const view = useCase((state) => state.view);
  const go = useUi((state) => state.go);
  const plans = useCatalog((state) => state.plans);
  const unfinished = unfinishedCase(list ?? []);
  const goOn = async (id: string): Promise<void> => {
    if (!(await opening.open(id))) return;
    const { runs, leadTo } = useRuns.getState();
    leadTo(runs.findLast(isOpenRun)?.id ?? null);
    go('fix');
  };
  if (unfinished === null || view !== null) return null;
  return (
    <div className="go-on">
      <Notice
        tone="caution"
        title={`“${caseName(unfinished.name, unfinished.label)}” stopped in the middle of a plan: ${planTitle(unfinished.unfinishedPlan, plans)}`}
        actions={
          <Button
            appearance="primary"
            disabledFocusable={opening.busy}
            onClick={() => void goOn(unfinished.id)}
          >
            Go on where you stopped
          </Button>
        }
      >
        <p>The wizard looks first what is really there on the server. It does nothing by itself.</p>
      </Notice>
    </div>
  );
}
