import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { Plan } from '../../../electron/engine/knowledge/plan.ts';
import { AgeNotice } from '../../components/AgeNotice.tsx';
import { NextWithoutFault } from '../../components/NextWithoutFault.tsx';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { ChevronRight16Regular } from '../../components/icons.ts';
import { StepTrack } from '../../components/StepTrack.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useCase } from '../../stores/case-store.ts';
import { useCatalog } from '../../stores/catalog-store.ts';
import { useChecklist } from '../../stores/checklist-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { leadingFinding } from '../../view-model/findings.ts';
import { countsText, plansInWork, purposeView, sourcesText, stepCounts } from '../../view-model/plans.ts';
import { Journal } from './Journal.tsx';
import './fix.css';

function PlanSection({
  plan,
  open,
  onToggle,
}: {
  readonly plan: Plan;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const marks = useChecklist((state) => state.marks);
  const counts = stepCounts(marks, plan.id, plan.steps);
  const purpose = purposeView(plan.purpose);
  return (
    <section className={open ? 'plan is-open' : 'plan'}>
      <h2>
        <button type="button" className="plan-head" aria-expanded={open} onClick={onToggle}>
          <ChevronRight16Regular className="plan-chevron" />
          <span className="plan-purpose">{purpose.word}</span>
          <span className="plan-title">{plan.title}</span>
          <span className="plan-count">{countsText(counts)}</span>
        </button>
      </h2>
      {open && (
        <div className="plan-body">
          <p className="prose">
            {purpose.meaning} {plan.summary}
          </p>
          <StepTrack plan={plan.id} steps={plan.steps} />
          <p className="small quiet">{sourcesText(plan.sources)}</p>
        </div>
      )}
    </section>
  );
}

function Plans({ plans }: { readonly plans: readonly Plan[] }): React.JSX.Element {
  const [open, setOpen] = useState<string | null>(plans[0]?.id ?? null);
  return (
    <>
      {plans.map((plan) => (
        <PlanSection
          key={plan.id}
          plan={plan}
          open={open === plan.id}
          onToggle={() => setOpen(open === plan.id ? null : plan.id)}
        />
      ))}
    </>
  );
}

function NameHint(): React.JSX.Element | null {
  const technician = useCase((state) => state.technician);
  const go = useUi((state) => state.go);
  if (technician.trim() !== '') return null;
  return (
    <p className="small quiet fix-name">
      The ticks carry no name yet.{' '}
      <Button size="small" appearance="transparent" onClick={() => go('case')}>
        Enter yours on the Case page
      </Button>
    </p>
  );
}

/** The plans that the finding names, as checklists by hand. */
export function FixPage(): React.JSX.Element {
  const all = useCatalog((state) => state.plans);
  const error = useCatalog((state) => state.plansError);
  const before = useDiagnosis((state) => state.before);
  return (
    <WithDiagnosis id="fix">
      {(diagnosis) => {
        const plans = plansInWork(diagnosis, before, all);
        if (error !== null) return <ErrorNotice error={error} />;
        if (plans.length === 0) {
          return <NextWithoutFault diagnosis={diagnosis} />;
        }
        return (
          <>
            <div className="fix-age">
              <AgeNotice diagnosis={diagnosis} />
            </div>
            <Notice tone="info" title="You do these steps yourself; the wizard changes nothing">
              <p>
                In this version the wizard is the checklist: do each step on the site server, then tick it
                off. The report says who did what and when.
              </p>
            </Notice>
            {leadingFinding(before ?? diagnosis) === null && (
              <p className="prose fix-unsure">
                The diagnosis is not certain. Answer the open questions on the Diagnosis page before you
                change anything.
              </p>
            )}
            <NameHint />
            <div className="plans">
              <Plans plans={plans} />
            </div>
            <Journal plans={plans} />
          </>
        );
      }}
    </WithDiagnosis>
  );
}
