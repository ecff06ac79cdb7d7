import { useEffect, useState } from 'react';
import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import type { WaysForPlan } from '../../../electron/contract/remedy.ts';
import type { PlanWay } from '../../../electron/engine/case/records.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { focusOn, nowPlace } from '../../components/focus.ts';
import { ErrorNotice } from '../../components/Notice.tsx';
import { useRuns } from '../../stores/runs-store.ts';
import { planName } from '../../view-model/plans.ts';
import { isOpenRun, wayView } from '../../view-model/runs.ts';
import { kitPlace } from './KitPanel.tsx';

const order: readonly PlanWay[] = ['live', 'by-hand', 'kit'];

const begins: Readonly<Record<PlanWay, string>> = {
  live: 'Begin, live',
  'by-hand': 'Begin, by hand',
  kit: 'Write the fix kit',
};

function WayLabel({ way }: { readonly way: WaysForPlan }): React.JSX.Element {
  const view = wayView(way.way);
  return (
    <span className="way-choice">
      <span className="way-choice-name">
        {view.name}
        <span className="quiet"> {way.possible ? view.when : 'Not possible here.'}</span>
      </span>
      <span className="way-choice-text">{way.text}</span>
    </span>
  );
}

/** The three ways to do a plan, with who does what in each, and the button that begins it. */
export function ChooseWay({ plan, again }: { readonly plan: TailoredPlan; readonly again: boolean }) {
  const outcome = useRuns((state) => state.ways[plan.id]);
  const error = useRuns((state) => state.errors[plan.id]) ?? null;
  const busy = useRuns((state) => state.busy !== null);
  const { loadWays, begin, takeKitResult } = useRuns.getState();
  const [chosen, setChosen] = useState<PlanWay | null>(null);
  const asked = outcome !== undefined;
  useEffect(() => {
    if (!asked) void loadWays(plan.id);
  }, [asked, plan.id, loadWays]);
  if (outcome === undefined) return <p className="quiet">Looking which ways are open here.</p>;
  if (!outcome.ok) return <ErrorNotice error={outcome.error} />;
  const ways = order.flatMap((way) => outcome.value.find((entry) => entry.way === way) ?? []);
  const first = ways.find((way) => way.possible)?.way ?? null;
  const way = chosen ?? first;
  const start = async (): Promise<void> => {
    if (way === null || !(await begin(plan.id, way))) return;
    const run = useRuns.getState().runs.findLast((entry) => entry.plan.id === plan.id && isOpenRun(entry));
    // After the run has taken the place of the choice.
    if (run !== undefined) setTimeout(() => focusOn(nowPlace(run.id)));
  };
  return (
    <div className="choose-way">
      <h3 id={`ways-${plan.id}`}>{again ? 'Do it again' : 'How do you want to do it?'}</h3>
      <RadioGroup
        aria-labelledby={`ways-${plan.id}`}
        value={way ?? ''}
        onChange={(_event, data) => {
          const wanted = ways.find((entry) => entry.way === data.value && entry.possible);
          if (wanted !== undefined) setChosen(wanted.way);
        }}
      >
        {ways.map((entry) => (
          <Radio
            key={entry.way}
            value={entry.way}
            disabled={!entry.possible}
            label={<WayLabel way={entry} />}
          />
        ))}
      </RadioGroup>
      {error !== null && <ErrorNotice error={error} />}
      <div className="plan-actions">
        <Button
          appearance={again ? 'secondary' : 'primary'}
          disabledFocusable={busy || way === null}
          onClick={() => void start()}
        >
          {begins[way ?? 'by-hand']}
          <span className="unseen">: {planName(plan)}</span>
        </Button>
        <span className="small quiet">
          {way === 'kit'
            ? 'Asks for a folder. Nothing on the server is changed by writing it.'
            : 'Nothing is changed by beginning. Each step is shown first and done only when you say so.'}
        </span>
      </div>
      {way === 'kit' && (
        <div className="plan-actions">
          <Button
            appearance="subtle"
            className="flush-button"
            disabledFocusable={busy}
            onClick={() => void takeKitResult(null, kitPlace)}
          >
            Choose result.txt
          </Button>
          <span className="small quiet">
            When a kit that was written on the command line comes back. It can be dropped here, too.
          </span>
        </div>
      )}
    </div>
  );
}
