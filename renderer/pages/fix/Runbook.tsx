import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { ReportFormat, SaveOutcome } from '../../../electron/contract/ipc.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { Fold } from '../../components/Fold.tsx';
import { ErrorNotice } from '../../components/Notice.tsx';
import { Save20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useUi } from '../../stores/ui-store.ts';

const formats: readonly { readonly format: ReportFormat; readonly label: string }[] = [
  { format: 'html', label: 'Save as HTML' },
  { format: 'markdown', label: 'Save as Markdown' },
  { format: 'text', label: 'Save as text' },
];

/** Saves the plan with its very commands for a change ticket, before anything is done. */
export function Runbook({ plan }: { readonly plan: TailoredPlan }): React.JSX.Element {
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const save = async (format: ReportFormat): Promise<void> => {
    setOutcome(null);
    const reply = await call('plan:runbook', { plan: plan.id, format });
    const result: SaveOutcome = reply.ok ? reply.value : { result: 'failed', error: reply.error };
    setOutcome(result);
    if (result.result === 'saved') useUi.getState().announce(`The runbook is saved as ${result.path}.`);
  };
  return (
    <Fold title="Runbook for a change ticket" aside="every step with its commands, on paper">
      <div className="plan-actions">
        {formats.map(({ format, label }) => (
          <Button
            key={format}
            size="small"
            {...(format === 'html' ? { icon: <Save20Regular /> } : {})}
            onClick={() => void save(format)}
          >
            {label}
          </Button>
        ))}
      </div>
      {outcome?.result === 'failed' && <ErrorNotice error={outcome.error} />}
      {outcome?.result === 'saved' && (
        <p className="small runbook-saved">
          Saved: <span className="mono">{outcome.path}</span>
        </p>
      )}
    </Fold>
  );
}
