import type { Plan } from '../../../electron/engine/knowledge/plan.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { useChecklist } from '../../stores/checklist-store.ts';
import { deskTime } from '../../view-model/time.ts';

/** What was ticked off so far, in the order in which it was done. */
export function Journal({ plans }: { readonly plans: readonly Plan[] }): React.JSX.Element | null {
  const marks = useChecklist((state) => state.marks);
  if (marks.length === 0) return null;
  const steps = new Map(
    plans.flatMap((plan) =>
      [...plan.steps, ...plan.verification].map((step) => [`${plan.id}/${step.id}`, { plan, step }] as const),
    ),
  );
  return (
    <section className="page-section">
      <h2>What you did so far</h2>
      <DataTable
        caption="Steps ticked off"
        rows={marks}
        rowKey={(mark) => `${mark.plan}/${mark.step}`}
        columns={[
          { title: 'When', kind: 'keep', cell: (mark) => deskTime(mark.at) },
          {
            title: 'Step',
            heads: true,
            cell: (mark) => steps.get(`${mark.plan}/${mark.step}`)?.step.title ?? mark.step,
          },
          {
            title: 'Who',
            cell: (mark) => (mark.by === '' ? <span className="quiet">no name</span> : mark.by),
          },
          {
            title: 'Outcome',
            cell: (mark) => (mark.state === 'done' ? 'Done' : `Skipped: ${mark.note}`),
          },
        ]}
      />
    </section>
  );
}
