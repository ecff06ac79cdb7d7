import { useEffect, useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { AgeNotice } from '../../components/AgeNotice.tsx';
import { CaseJournal } from '../../components/CaseJournal.tsx';
import { CaseTrouble } from '../../components/CaseTrouble.tsx';
import { focusOn, nowPlace, planPlace } from '../../components/focus.ts';
import { Fold } from '../../components/Fold.tsx';
import { NextWithoutFault } from '../../components/NextWithoutFault.tsx';
import { ErrorNotice } from '../../components/Notice.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useCase } from '../../stores/case-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useRuns } from '../../stores/runs-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { leadingFinding } from '../../view-model/findings.ts';
import { pages } from '../../view-model/pages.ts';
import { type SitePlans, planToOpen, sitePlans } from '../../view-model/plans.ts';
import { kitPlace } from './KitPanel.tsx';
import { PlanSection } from './PlanSection.tsx';
import './fix.css';

function NameHint(): React.JSX.Element | null {
  const technician = useCase((state) => state.technician);
  const go = useUi((state) => state.go);
  if (technician.trim() !== '') return null;
  return (
    <p className="small quiet fix-name">
      The journal carries no name yet.{' '}
      <Button size="small" appearance="transparent" onClick={() => go('case')}>
        Enter yours on the Case page
      </Button>
    </p>
  );
}

function Plans({ plans, over }: { readonly plans: SitePlans; readonly over: boolean }): React.JSX.Element {
  const { work, aside } = plans;
  // Chosen once: a plan that ends stays in sight with what came of it.
  const [open, setOpen] = useState(() => planToOpen(work));
  const lead = useRuns((state) => state.lead);
  const target = work.find(({ run }) => run?.state === 'interrupted')?.run?.id ?? lead;
  useEffect(() => {
    if (target === null) return undefined;
    // After the page's title took the focus: whoever comes back is led to where it stopped.
    const timer = setTimeout(() => {
      focusOn(nowPlace(target));
      useRuns.getState().leadTo(null);
    });
    return () => clearTimeout(timer);
  }, [target]);
  return (
    <>
      <div className="plans">
        {work.map((entry, index) => (
          <PlanSection
            key={entry.plan.id}
            entry={entry}
            all={work}
            number={index + 1}
            open={open === entry.plan.id}
            over={over}
            onToggle={() => setOpen(open === entry.plan.id ? null : entry.plan.id)}
            onOpen={(plan) => {
              setOpen(plan);
              setTimeout(() => focusOn(planPlace(plan)));
            }}
          />
        ))}
      </div>
      {aside.length > 0 && (
        <Fold title="Not for this site" aside={aside.map((plan) => plan.title).join(', ')}>
          <dl className="plans-aside">
            {aside.map((plan) => (
              <div key={plan.id}>
                <dt>{plan.title}</dt>
                <dd className="quiet">{plan.fitBecause}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
    </>
  );
}

function Remedies({ diagnosis, over }: { readonly diagnosis: Diagnosis; readonly over: boolean }) {
  const plans = useRuns((state) => state.plans);
  const error = useRuns((state) => state.plansError);
  const runs = useRuns((state) => state.runs);
  const before = useDiagnosis((state) => state.before);
  const journal = useCase((state) => state.view?.journal) ?? [];
  if (error !== null && runs.length === 0) return <ErrorNotice error={error} />;
  if (plans === null) return <p className="quiet">Working out which plans fit this site.</p>;
  const site = sitePlans(plans, runs);
  return (
    <>
      <div className="fix-age">
        <AgeNotice diagnosis={diagnosis} />
      </div>
      {site.work.length === 0 ? (
        <NextWithoutFault diagnosis={diagnosis} />
      ) : (
        <>
          {leadingFinding(before ?? diagnosis) === null && (
            <p className="prose fix-unsure">
              The diagnosis is not certain. Answer the open questions on the Diagnosis page before you change
              anything.
            </p>
          )}
          <NameHint />
        </>
      )}
      <Plans plans={site} over={over} />
      <CaseJournal entries={journal} />
    </>
  );
}

/** The plans for the site in their order, and the run of the one that is being done. */
export function FixPage(): React.JSX.Element {
  const go = useUi((state) => state.go);
  const takeKitResult = useRuns((state) => state.takeKitResult);
  const kitError = useRuns((state) => state.errors[kitPlace]) ?? null;
  const awaited = useRuns((state) => state.runs.some((run) => run.way === 'kit'));
  const [dropError, setDropError] = useState<UserError | null>(null);
  const atWork = useRuns((state) => (state.plans ?? []).length > 0);
  const over = useDrop((paths) => {
    setDropError(null);
    void takeKitResult(paths, kitPlace);
  }, setDropError);
  return (
    <WithDiagnosis
      id="fix"
      primary={() => ({ label: pages.verify.go, act: () => go('verify'), subdued: atWork })}
    >
      {(diagnosis) => (
        <>
          <CaseTrouble />
          {dropError !== null && <ErrorNotice error={dropError} />}
          {kitError !== null && !awaited && <ErrorNotice error={kitError} />}
          <Remedies diagnosis={diagnosis} over={over} />
        </>
      )}
    </WithDiagnosis>
  );
}
