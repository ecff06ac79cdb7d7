import { useState } from 'react';
import { Button, Field, Select } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { HandFacts } from '../../components/HandFacts.tsx';
import { QuantityForm } from '../../components/QuantityForm.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { inboxQuestion } from '../../view-model/backlog-rules.ts';
import { inboxKey, inboxName, sortInboxes } from '../../view-model/inbox-bars.ts';
import { knownInboxes } from '../../view-model/known-inboxes.ts';
import { parseQuantity, writeQuantity } from '../../view-model/quantities.ts';

/** Paths of the inboxes that can be counted, those that were read first. */
function countable(diagnosis: Diagnosis): readonly string[] {
  const queues = diagnosis.inboxes.filter((inbox) => inbox.kind === 'queue' || inbox.kind === 'unknown');
  const read = sortInboxes(queues).map((inbox) => inboxKey(inbox.path));
  return [...new Set([...read, ...knownInboxes])];
}

/** Files and age of one inbox, as the technician was told them. */
export function InboxByHand({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const answers = useDiagnosis((state) => state.answers);
  const answer = useDiagnosis((state) => state.answer);
  const paths = countable(diagnosis);
  const [path, setPath] = useState<string>(knownInboxes[0] ?? '');
  const id = inboxQuestion(path);
  const given = answers.find((entry) => entry.question === id);
  return (
    <section className="page-section">
      <h2>Count by hand</h2>
      <p className="prose quiet">
        Open the folder below SMS\Inboxes on the server, sort by date, count the files and look at the oldest.
        Enter 0 for an empty folder.
      </p>
      <QuantityForm
        key={`${path}:${given?.at ?? ''}`}
        initial={given === undefined ? null : parseQuantity(String(given.value))}
        filesLabel="Files"
        ageLabel="Age of the oldest"
        ageOptional
        submit="Use this count"
        onSubmit={(quantity) => void answer(id, writeQuantity(quantity))}
        before={
          <Field label="Inbox">
            <Select value={path} onChange={(_event, data) => setPath(data.value)}>
              {paths.map((entry) => (
                <option key={entry} value={entry}>
                  {inboxName(entry)}
                </option>
              ))}
            </Select>
          </Field>
        }
        after={
          given !== undefined && (
            <Button appearance="subtle" onClick={() => void answer(id, null)}>
              I don’t know
            </Button>
          )
        }
      />
      <HandFacts diagnosis={diagnosis} page="inboxes" />
    </section>
  );
}
