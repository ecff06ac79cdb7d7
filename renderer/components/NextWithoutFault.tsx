import { Button } from '@fluentui/react-components';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { Notice } from './Notice.tsx';
import { useUi } from '../stores/ui-store.ts';
import { inboxName, worstBacklog } from '../view-model/inbox-bars.ts';
import { counted, duration } from '../view-model/numbers.ts';
import './components.css';

/** No known fault was found: what to do next, all the more when work piles up. */
export function NextWithoutFault({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const go = useUi((state) => state.go);
  const worst = worstBacklog(diagnosis.inboxes);
  if (worst === null) {
    return (
      <Notice tone="info" title="Nothing to fix here">
        <p>No fault that this wizard knows was found, so there is no plan to follow.</p>
        <p>
          If packages still do not arrive, look at what was not collected on the Case page and read it too, or
          collect the site again in an hour.
        </p>
      </Notice>
    );
  }
  const name = inboxName(worst.path);
  const reader = worst.reader;
  const age = worst.oldestAgeMinutes === null ? '' : `, the oldest ${duration(worst.oldestAgeMinutes)} old`;
  return (
    <section>
      <Notice tone="caution" title="No known fault, but work piles up">
        <p>
          {counted(worst.files, 'file')} wait in {name}
          {age}. None of the faults that this wizard knows explains it, so there is no plan to follow. A
          backlog alone may also be a busy day.
        </p>
      </Notice>
      <h2 className="next-title">What to do next</h2>
      <ol className="next-steps">
        <li>
          <p>
            <strong>Collect the site again in an hour, and compare.</strong> A backlog that shrinks needs no
            repair; the page Inboxes says how fast it goes and when it will be empty.
          </p>
          <Button size="small" onClick={() => go('inboxes')}>
            Compare on Inboxes
          </Button>
        </li>
        <li>
          <p>
            <strong>
              {reader === null ? 'Read the logs.' : `Read the log of ${reader}, the thread that empties it.`}
            </strong>{' '}
            Look at its last lines: whether it still writes, what it waits for, and which errors it names.
          </p>
          <Button size="small" onClick={() => go('logs')}>
            Go to the logs
          </Button>
        </li>
        <li>
          <p>
            <strong>Hand over the report.</strong> It carries the counts, the last lines of the threads and
            what was not collected, for whoever knows this site.
          </p>
          <Button size="small" onClick={() => go('report')}>
            Write the report
          </Button>
        </li>
      </ol>
    </section>
  );
}
