import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Fold } from '../../components/Fold.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { LoggedText } from '../../components/LoggedText.tsx';
import { HandFacts } from '../../components/HandFacts.tsx';
import { Questions } from '../../components/Questions.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { eventLabel, eventsInOrder } from '../../view-model/events.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { serviceGroups } from '../../view-model/services.ts';
import { dateAndTime } from '../../view-model/time.ts';
import { ServiceTable } from './ServiceTable.tsx';
import './services.css';

function Services({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const groups = serviceGroups(diagnosis.services);
  return (
    <>
      <ServiceTable caption="Services of the site server" services={groups.main} />
      {groups.other.length > 0 && (
        <Fold
          flush
          title="Services that are there only at times"
          aside={`${groups.other.length} without a state`}
        >
          <ServiceTable caption="Services that are there only at times" services={groups.other} />
        </Fold>
      )}
    </>
  );
}

function Events({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  if (diagnosis.events.length === 0) {
    return (
      <p className="prose">
        {isAnswersOnly(diagnosis)
          ? 'Nothing is known of it yet. Ask below, or paste lines of Smsexec.log on the page Logs.'
          : 'Not collected: no log that was read says that a service was started or stopped, or that a backup ran.'}
      </p>
    );
  }
  return (
    <DataTable
      caption="What happened to the services"
      rows={eventsInOrder(diagnosis.events)}
      rowKey={(row) => `${row.source}:${row.kind}`}
      columns={[
        {
          title: 'When (server time)',
          heads: true,
          kind: 'keep',
          cell: (row) =>
            row.time === null ? <span className="quiet">no stamp</span> : dateAndTime(row.time),
        },
        { title: 'What', cell: (row) => eventLabel(row.kind, row.service) },
        {
          title: 'What was logged, and where',
          kind: 'logged',
          cell: (row) => (
            <>
              <LoggedText text={row.text} />
              <SourceLink source={row.source} />
            </>
          ),
        },
      ]}
    />
  );
}

function ControlFiles({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  if (diagnosis.controlFiles.length === 0) {
    return <p className="prose">Not collected: no control file of the backup was in what was read.</p>;
  }
  return (
    <DataTable
      caption="Control files of the backup"
      rows={diagnosis.controlFiles}
      rowKey={(row) => row.path}
      columns={[
        { title: 'File', heads: true, cell: (row) => <SourceLink source={row.path} /> },
        { title: 'What it is', cell: (row) => row.note },
      ]}
    />
  );
}

/** Service states by evidence or by hand, what happened to them, and the backup's control file. */
export function ServicesPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="services">
      {(diagnosis) => (
        <>
          <Questions
            title="What would settle it"
            questions={otherQuestions(diagnosis.nextQuestions, 'services')}
          />
          <section className="page-section">
            <h2>Services</h2>
            <Services diagnosis={diagnosis} />
          </section>
          <section className="page-section">
            <h2>What happened to them</h2>
            <Events diagnosis={diagnosis} />
          </section>
          <section className="page-section">
            <h2>Tell it by hand</h2>
            <p className="prose quiet">
              What you were told or saw on the server
              {isAnswersOnly(diagnosis) ? '' : ', whether or not it was read'}.
            </p>
            <HandFacts diagnosis={diagnosis} page="services" />
          </section>
          {!isAnswersOnly(diagnosis) && (
            <section className="page-section">
              <h2>Control file of the backup</h2>
              <ControlFiles diagnosis={diagnosis} />
            </section>
          )}
        </>
      )}
    </WithDiagnosis>
  );
}
