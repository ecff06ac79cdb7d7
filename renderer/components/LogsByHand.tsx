import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { HandFacts } from './HandFacts.tsx';
import { PasteLogLines } from './PasteLogLines.tsx';

/** Everything that can be told of the logs by hand: pasted lines, and what somebody saw in them. */
export function LogsByHand({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  return (
    <section className="page-section">
      <h2>Tell it by hand</h2>
      <p className="prose quiet">
        For what somebody reads out or mails to you. It is marked as pasted or answered, with your name and
        the time.
      </p>
      <PasteLogLines />
      <HandFacts diagnosis={diagnosis} page="logs" />
    </section>
  );
}
