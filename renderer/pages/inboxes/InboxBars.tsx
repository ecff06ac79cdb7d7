import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { Fold } from '../../components/Fold.tsx';
import { momentText } from '../../view-model/age.ts';
import { type InboxBar, backlogHeading, inboxBars } from '../../view-model/inbox-bars.ts';
import { counted } from '../../view-model/numbers.ts';
import { InboxDetail } from './InboxDetail.tsx';

function barClass(bar: InboxBar): string {
  if (bar.judgement === 'true') return 'backlog';
  if (bar.kind === 'store' || bar.kind === 'rejects') return 'kept';
  return bar.judgement === 'unknown' || bar.readerStalled ? 'unknown' : 'moving';
}

/** A backlog is a caution by itself: it may have many causes, and never confirms a fault alone. */
export function JudgementBadge({
  bar,
}: {
  readonly bar: Pick<InboxBar, 'judgement' | 'judgementWord' | 'readerStalled'>;
}): React.JSX.Element {
  return (
    <Badge
      small
      plain
      tone={bar.judgement === 'true' || bar.readerStalled ? 'caution' : 'quiet'}
      word={bar.judgementWord}
    />
  );
}

function Bar({ bar }: { readonly bar: InboxBar }): React.JSX.Element {
  // A short bar cannot hold its age; then the age stands behind it.
  const inside = bar.length > 0.16;
  const suspicious = bar.inbox.suspicious.reduce((sum, entry) => sum + entry.files, 0);
  return (
    <li className="inbox">
      <div className="inbox-top">
        <span className="inbox-name">{bar.name}</span>
        <JudgementBadge bar={bar} />
        <span className="inbox-count">{bar.countText}</span>
      </div>
      <div className="inbox-track">
        <span
          className={`inbox-bar ${barClass(bar)}`}
          style={{ width: `${Math.max(0.4, bar.length * 100)}%` }}
        >
          {inside && <span className="inbox-age">{bar.ageLabel}</span>}
        </span>
        {!inside && <span className="inbox-age outside">{bar.ageLabel}</span>}
      </div>
      <p className="inbox-why small">
        {bar.why}
        {bar.readerStalled && bar.reader !== null && (
          <>
            {' '}
            <strong>{bar.reader}</strong>, which empties it, stands still.
          </>
        )}
      </p>
      <Fold
        title={
          <>
            Details<span className="unseen"> of {bar.name}</span>
          </>
        }
        aside={suspicious > 0 ? `${counted(suspicious, 'file')} worth a look` : undefined}
      >
        <InboxDetail inbox={bar.inbox} />
      </Fold>
    </li>
  );
}

/** The inboxes that hold files as sorted bars, each with its details; folders that keep their files behind a fold. */
export function InboxBars({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const bars = inboxBars(diagnosis.inboxes, diagnosis.stalls);
  const kept = bars.filter((bar) => bar.kind === 'store' || bar.kind === 'rejects');
  const queues = bars.filter((bar) => !kept.includes(bar));
  const empty = diagnosis.inboxes.length - bars.length;
  return (
    <>
      <section className="page-section">
        <h2>{backlogHeading(diagnosis.inboxes)}</h2>
        <p className="prose quiet">
          Files that wait, as of {momentText(diagnosis)}.
          {empty > 0 && ` ${counted(empty, 'further folder is', 'further folders are')} empty.`}
        </p>
        <ul className="inbox-bars">
          {queues.map((bar) => (
            <Bar key={bar.path} bar={bar} />
          ))}
        </ul>
      </section>
      {kept.length > 0 && (
        <section className="page-section">
          <Fold flush title="Folders whose files stay by design" aside={counted(kept.length, 'folder')}>
            <ul className="inbox-bars">
              {kept.map((bar) => (
                <Bar key={bar.path} bar={bar} />
              ))}
            </ul>
          </Fold>
        </section>
      )}
    </>
  );
}
