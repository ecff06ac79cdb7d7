import { AgeLine } from '../components/AgeLine.tsx';
import { StateShape } from '../components/StateShape.tsx';
import { useCase } from '../stores/case-store.ts';
import { useCatalog } from '../stores/catalog-store.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { useReading } from '../stores/reading-store.ts';
import { useRuns } from '../stores/runs-store.ts';
import { useUi } from '../stores/ui-store.ts';
import { type RailStep, railSteps } from '../view-model/rail.ts';
import { Later } from './Later.tsx';
import { LaterPart } from './later-part.ts';

/** Dialogs and the menu's positioning are large and not needed for the first paint. */
const newCase = new LaterPart(() => import('./NewCase.tsx').then((part) => part.NewCase));
const themeMenu = new LaterPart(() => import('./ThemeMenu.tsx').then((part) => part.ThemeMenu));

function Step({ step }: { readonly step: RailStep }): React.JSX.Element {
  const go = useUi((state) => state.go);
  const current = step.state === 'now';
  return (
    <li>
      <button
        type="button"
        className="rail-step"
        aria-current={current ? 'step' : undefined}
        title={`${step.name}: ${step.line}`}
        onClick={() => go(step.page)}
      >
        <StateShape state={step.state} />
        <span className="rail-name">{step.name}</span>
        <span className={`rail-word ${step.state}`}>{step.word}</span>
        <span className="rail-line">{step.line}</span>
      </button>
    </li>
  );
}

function useRailSteps(): readonly RailStep[] {
  const current = useUi((state) => state.page);
  const reportSaved = useUi((state) => state.reportSaved) !== null;
  const reading = useReading((state) => state.phase) === 'running';
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const before = useDiagnosis((state) => state.before);
  const answers = useDiagnosis((state) => state.answers);
  const setAside = useDiagnosis((state) => state.setAside);
  const plans = useRuns((state) => state.plans);
  const runs = useRuns((state) => state.runs);
  const verified = useCase((state) => state.view?.verified ?? null);
  return railSteps({
    current,
    reading,
    diagnosis,
    answers,
    setAside,
    before,
    plans,
    runs,
    verified,
    reportSaved,
  });
}

/** Case on top, the nine steps with their results, theme and version at the foot. */
export function Rail(): React.JSX.Element {
  const name = useCase((state) => state.name);
  const ticket = useCase((state) => state.ticket);
  const app = useCatalog((state) => state.app);
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  return (
    <nav className="rail" aria-label="Steps">
      <div className="rail-head">
        <p className="rail-case" title={name}>
          {name.trim() === '' ? 'New case' : name}
        </p>
        <p className="rail-ticket">{ticket.trim() === '' ? 'No ticket yet' : ticket}</p>
        {diagnosis !== null && <AgeLine diagnosis={diagnosis} />}
      </div>
      <ol className="rail-steps">
        {useRailSteps().map((step) => (
          <Step key={step.page} step={step} />
        ))}
      </ol>
      <div className="rail-foot">
        <div className="rail-commands">
          {diagnosis !== null && <Later part={newCase} />}
          <Later part={themeMenu} />
        </div>
        {app !== null && (
          <p title={`Electron ${app.electron}, Chromium ${app.chromium}, ${app.platform}`}>
            SMS Site Doctor {app.version}
          </p>
        )}
        {app?.testRuntime && <p>{app.testRuntimeNote ?? 'Test runtime, not for use at work'}</p>}
      </div>
    </nav>
  );
}
