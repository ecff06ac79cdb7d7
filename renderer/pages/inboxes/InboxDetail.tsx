import type { InboxAssessment, SuspicionAssessment } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { inboxName } from '../../view-model/inbox-bars.ts';
import { bytes, count } from '../../view-model/numbers.ts';
import { sourcesText } from '../../view-model/plans.ts';
import { extensionName, suspicionText } from '../../view-model/suspicion.ts';
import { dateAndTime } from '../../view-model/time.ts';
import { RuleControl } from './RuleControl.tsx';

const moment = (time: string | null): React.ReactNode =>
  time === null ? <span className="quiet">–</span> : dateAndTime(time);

function ByExtension({ inbox }: { readonly inbox: InboxAssessment }): React.JSX.Element | null {
  if (inbox.byExtension.length === 0) return null;
  return (
    <DataTable
      caption={`Files in ${inboxName(inbox.path)} by extension`}
      rows={inbox.byExtension}
      rowKey={(row) => row.extension}
      columns={[
        { title: 'Extension', heads: true, cell: (row) => extensionName(row.extension) },
        { title: 'Files', kind: 'number', cell: (row) => count(row.files) },
        { title: 'Size', kind: 'number', cell: (row) => bytes(row.bytes) },
        { title: 'Oldest (server time)', cell: (row) => moment(row.oldest) },
        { title: 'Newest', cell: (row) => moment(row.newest) },
      ]}
    />
  );
}

function Suspicion({ suspicion }: { readonly suspicion: SuspicionAssessment }): React.JSX.Element {
  return (
    <li className="suspicion">
      <Badge small plain tone="caution" word={suspicionText(suspicion)} />
      <p>{suspicion.why}</p>
      {suspicion.examples.length > 0 && (
        <ul className="suspicion-examples small" aria-label="Examples">
          {suspicion.examples.map((file) => (
            <li key={file.name}>
              <span className="mono">{file.name}</span>{' '}
              <span className="quiet">
                {bytes(file.bytes)}
                {file.time !== null && `, ${dateAndTime(file.time)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">{sourcesText(suspicion.sources)}</p>
    </li>
  );
}

/** All that is known of one inbox: what it is for, its files by extension, its rule, and files that are worth a look. */
export function InboxDetail({ inbox }: { readonly inbox: InboxAssessment }): React.JSX.Element {
  return (
    <div className="inbox-detail">
      <dl className="inbox-facts">
        <div>
          <dt>For</dt>
          <dd>{inbox.purpose ?? <span className="quiet">Not known to the wizard</span>}</dd>
        </div>
        <div>
          <dt>Emptied by</dt>
          <dd>{inbox.reader ?? <span className="quiet">No thread, or not known</span>}</dd>
        </div>
        <div>
          <dt>Holds</dt>
          <dd>
            {bytes(inbox.bytes)}, oldest {moment(inbox.oldest)}, newest {moment(inbox.newest)}
          </dd>
        </div>
      </dl>
      <ByExtension inbox={inbox} />
      {inbox.rule !== null && <RuleControl inbox={inbox} rule={inbox.rule} />}
      {inbox.suspicious.length > 0 && (
        <div>
          <h3>Worth a look</h3>
          <ul>
            {inbox.suspicious.map((suspicion) => (
              <Suspicion key={suspicion.kind} suspicion={suspicion} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
