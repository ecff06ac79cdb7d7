import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { Badge } from '../../components/Badge.tsx';
import { Fold } from '../../components/Fold.tsx';
import { planPlace } from '../../components/focus.ts';
import { Notice } from '../../components/Notice.tsx';
import { ChevronRight16Regular } from '../../components/icons.ts';
import { counted } from '../../view-model/numbers.ts';
import {
  type PlanInWork,
  firstNeeded,
  fitView,
  planAfter,
  purposeView,
  sourcesText,
  stepKindWord,
} from '../../view-model/plans.ts';
import { runStateText } from '../../view-model/runs.ts';
import { ChooseWay } from './ChooseWay.tsx';
import { RunEnded } from './RunEnd.tsx';
import { RunPanel } from './RunPanel.tsx';
import { Runbook } from './Runbook.tsx';
import { UpgradePlan } from './UpgradePlan.tsx';

function Outline({ plan }: { readonly plan: TailoredPlan }): React.JSX.Element {
  const needed = plan.steps.filter((step) => step.applies).length;
  return (
    <Fold title={`The ${counted(needed, 'step')}`} aside="what it will take">
      <ol className="outline">
        {plan.steps.map((step) => (
          <li key={step.id} className={step.applies ? undefined : 'quiet'}>
            <span className="outline-kind small">{stepKindWord(step.kind)}</span>
            <span>
              {step.title}
              {!step.applies && ' (not needed here)'}
              {step.hereBecause !== null && <span className="quiet small"> {step.hereBecause}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Fold>
  );
}

interface PlanSectionProps {
  readonly entry: PlanInWork;
  readonly all: readonly PlanInWork[];
  /** Its place in the order, from 1. */
  readonly number: number;
  readonly open: boolean;
  /** A file is being held over the page. */
  readonly over: boolean;
  readonly onToggle: () => void;
  readonly onOpen: (plan: string) => void;
}

/** Why a plan fits, what it takes, and the ways to begin it. */
function About({
  entry: { plan, ended },
  all,
  onOpen,
}: Pick<PlanSectionProps, 'entry' | 'all' | 'onOpen'>): React.JSX.Element {
  const fit = fitView(plan.fit);
  const first = firstNeeded(plan, all);
  return (
    <div className="plan-about">
      <p className="plan-fit">
        <Badge small tone={fit.tone} word={fit.word} /> <span>{plan.fitBecause}</span>
      </p>
      <p className="prose">
        {purposeView(plan.purpose).meaning} {plan.summary}
      </p>
      {first.length > 0 && (
        <Notice tone="caution" title="First">
          {first.map((needed) => (
            <p key={needed.id}>
              <button type="button" className="link-button" onClick={() => onOpen(needed.id)}>
                {needed.title}
              </button>
              : {needed.because}
            </p>
          ))}
        </Notice>
      )}
      {plan.upgrade !== null && <UpgradePlan upgrade={plan.upgrade} />}
      <ChooseWay plan={plan} again={ended !== null} />
      <Outline plan={plan} />
      <Runbook plan={plan} />
    </div>
  );
}

/** One plan: why it fits, what it takes, and its run when it was begun. */
export function PlanSection({ entry, all, number, open, over, onToggle, onOpen }: PlanSectionProps) {
  const { plan, run, ended, earlier } = entry;
  const purpose = purposeView(plan.purpose);
  const fit = fitView(plan.fit);
  const shown = run ?? ended;
  return (
    <section className={open ? 'plan is-open' : 'plan'}>
      <h2>
        <button
          type="button"
          className="plan-head"
          aria-expanded={open}
          data-focus={planPlace(plan.id)}
          onClick={onToggle}
        >
          <ChevronRight16Regular className="plan-chevron" />
          <span className="plan-purpose">
            {number}. {purpose.word}
          </span>
          <span className="plan-title">{plan.title}</span>
          <span className="plan-count">{shown === null ? fit.word : runStateText(shown)}</span>
        </button>
      </h2>
      {open && (
        <div className="plan-body">
          {run !== null ? (
            <RunPanel run={run} over={over} />
          ) : (
            <>
              {ended !== null && <RunEnded run={ended} next={planAfter(plan.id, all)} onNext={onOpen} />}
              {ended === null ? (
                <About entry={entry} all={all} onOpen={onOpen} />
              ) : (
                <Fold title="Do this plan again" aside={fit.word.toLowerCase()}>
                  <About entry={entry} all={all} onOpen={onOpen} />
                </Fold>
              )}
            </>
          )}
          {earlier.length > 0 && (
            <Fold title="Earlier runs" aside={counted(earlier.length, 'run')}>
              <ul>
                {earlier.map((old) => (
                  <li key={old.id}>{runStateText(old)}</li>
                ))}
              </ul>
            </Fold>
          )}
          <p className="small quiet">{sourcesText(plan.sources)}</p>
        </div>
      )}
    </section>
  );
}
