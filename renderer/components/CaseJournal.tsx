import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { CaseView } from '../../electron/contract/remedy.ts';
import { counted } from '../view-model/numbers.ts';
import { deskTime } from '../view-model/time.ts';
import './case-journal.css';

/** How many entries are in sight at first: the last ones, to which new ones are added. */
const recent = 12;

/** What happened in the case, newest last: when, who, what. Nothing is ever removed from it. */
export function CaseJournal({
  entries,
}: {
  readonly entries: CaseView['journal'];
}): React.JSX.Element | null {
  const [first, setFirst] = useState(() => Math.max(0, entries.length - recent));
  if (entries.length === 0) return null;
  const from = Math.min(first, entries.length - 1);
  return (
    <section className="page-section">
      <h2>Journal</h2>
      <p className="prose quiet">
        Everything that was done and seen in this case, the newest last. It is kept on this computer and goes
        into the report.
      </p>
      {from > 0 && (
        <Button size="small" appearance="subtle" onClick={() => setFirst(0)}>
          Show {counted(from, 'earlier entry', 'earlier entries')}
        </Button>
      )}
      <ol className="journal" aria-label="Journal of the case" start={from + 1}>
        {entries.slice(from).map((entry) => (
          <li key={entry.seq}>
            <span className="journal-when">{deskTime(entry.at)}</span>
            <span className="journal-who">{entry.by === '' ? 'no name' : entry.by}</span>
            <span className="journal-what">{entry.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
