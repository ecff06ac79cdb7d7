import { Button } from '@fluentui/react-components';
import { focusPlaces, readingPlaces, useFocusSuccessor } from '../../components/focus.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { ReadingPanel } from '../../components/ReadingPanel.tsx';
import { SiteChoice } from '../../components/SiteChoice.tsx';
import { StepTrack } from '../../components/StepTrack.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { ArrowSync20Regular } from '../../components/icons.ts';
import { useCatalog } from '../../stores/catalog-store.ts';
import { useChecklist } from '../../stores/checklist-store.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import { countsText, plansInWork, stepCounts } from '../../view-model/plans.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import './verify.css';

function ReadAgainButton({ onClick }: { readonly onClick: () => void }): React.JSX.Element {
  const leaving = useFocusSuccessor(...readingPlaces);
  return (
    <div ref={leaving}>
      <Button data-focus={focusPlaces.readingOutcome} icon={<ArrowSync20Regular />} onClick={onClick}>
        Read the site again
      </Button>
    </div>
  );
}

function ReadAgain(): React.JSX.Element {
  const { phase, manner, opened, error, startAgain, dismiss } = useReading();
  const again = manner === 'again';
  const before = useDiagnosis((state) => state.before);
  const after = useDiagnosis((state) => state.diagnosis);
  const running = phase === 'running';
  return (
    <section className="read-again">
      <h2>Read it again</h2>
      {opened === null ? (
        <p className="prose">
          Nothing was read, so there is nothing to read again. Change your answers instead.
        </p>
      ) : (
        <p className="prose quiet">
          Reads the same source ({opened.name}) once more and puts both readings side by side. For a copy or a
          zip, collect it anew under the same name first: the wizard can only see what is there.
        </p>
      )}
      {phase === 'failed' && again && error !== null && (
        <ErrorNotice
          error={error}
          successors={readingPlaces}
          actions={<Button onClick={dismiss}>Put away</Button>}
        />
      )}
      {phase === 'cancelled' && again && (
        <Notice tone="info" title="Reading cancelled">
          <p>The first reading is still shown everywhere.</p>
        </Notice>
      )}
      {phase === 'choosing' && again && <SiteChoice />}
      {running ? (
        <ReadingPanel />
      ) : opened === null ? null : (
        <ReadAgainButton onClick={() => void startAgain()} />
      )}
      {before !== null && after !== null && !running && <BeforeAfter before={before} after={after} />}
    </section>
  );
}

function Checks(): React.JSX.Element | null {
  const all = useCatalog((state) => state.plans);
  const marks = useChecklist((state) => state.marks);
  const { diagnosis, before } = useDiagnosis();
  if (diagnosis === null) return null;
  const plans = plansInWork(diagnosis, before, all).filter((plan) => plan.verification.length > 0);
  if (plans.length === 0) return null;
  const begun = plans.filter((plan) => marks.some((mark) => mark.plan === plan.id));
  const shown = begun.length > 0 ? begun : plans.slice(0, 1);
  return (
    <section className="page-section">
      <h2>Check by hand</h2>
      <p className="prose quiet">
        You look at the server and tick off what you see. The wizard does not check these itself in this
        version.
      </p>
      {shown.map((plan) => (
        <section key={plan.id} className="verify-plan">
          <h3>
            After “{plan.title}”{' '}
            <span className="quiet verify-count">
              {countsText(stepCounts(marks, plan.id, plan.verification))}
            </span>
          </h3>
          <StepTrack plan={plan.id} steps={plan.verification} />
        </section>
      ))}
    </section>
  );
}

/** Another reading beside the first, and the checks that only a person at the server can make. */
export function VerifyPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="verify">
      {() => (
        <>
          <ReadAgain />
          <Checks />
        </>
      )}
    </WithDiagnosis>
  );
}
