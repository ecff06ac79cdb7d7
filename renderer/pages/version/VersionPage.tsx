import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { counted } from '../../view-model/numbers.ts';
import { explainVersion } from '../../view-model/version.ts';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { ReleaseByHand } from './ReleaseByHand.tsx';
import { ReleaseChanged } from './ReleaseChanged.tsx';
import './version.css';

function Headline({ site }: { readonly site: Diagnosis['site'] }): React.JSX.Element {
  return (
    <div className="release">
      <p className="release-name">
        {site.release !== null
          ? `SMS ${site.release}`
          : site.laterRelease == null
            ? 'Not known'
            : 'Later than SMS 2.0 SP4'}
      </p>
      <p className="quiet">
        {site.build !== null && (
          <>
            Version <span className="mono">{site.build}</span>
          </>
        )}
        {site.type !== null &&
          site.type !== 'other' &&
          `${site.build === null ? '' : ' · '}${site.type} site`}
      </p>
      {site.releaseDispute === null && site.releaseSources.length > 1 && (
        <Badge plain tone="info" word={`${counted(site.releaseSources.length, 'source')} agree`} />
      )}
    </div>
  );
}

function NoSource({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  if (isAnswersOnly(diagnosis)) {
    return (
      <p className="prose">
        Nobody has said it yet. Ask what the console shows in the properties of the site, and say it below.
      </p>
    );
  }
  return (
    <p className="prose">
      Not collected: no compver.ini below Inboxes\clicomp.src and no registry export was in what was read.
    </p>
  );
}

/** Release, where it was read, and the answer by hand. */
export function VersionPage(): React.JSX.Element {
  return (
    <WithDiagnosis id="version">
      {(diagnosis) => (
        <>
          <Headline site={diagnosis.site} />
          {diagnosis.site.releaseDispute !== null && (
            <Notice tone="caution" title="The sources do not agree">
              <p>{diagnosis.site.releaseDispute}</p>
            </Notice>
          )}
          <section className="page-section">
            <h2>{isAnswersOnly(diagnosis) ? 'Who said so' : 'Where it was read'}</h2>
            {diagnosis.site.releaseSources.length === 0 ? (
              <NoSource diagnosis={diagnosis} />
            ) : (
              <DataTable
                caption="Sources of the release"
                rows={diagnosis.site.releaseSources}
                rowKey={(row) => `${row.source}:${row.value}`}
                columns={[
                  {
                    title: 'Value',
                    heads: true,
                    kind: 'keep',
                    cell: (row) => <span className="mono">{row.value}</span>,
                  },
                  { title: 'What it means', cell: (row) => explainVersion(row.value) },
                  {
                    title: isAnswersOnly(diagnosis) ? 'Told by' : 'Read in',
                    cell: (row) => <SourceLink source={row.source} />,
                  },
                ]}
              />
            )}
          </section>
          <ReleaseByHand diagnosis={diagnosis} />
          {!isAnswersOnly(diagnosis) && <ReleaseChanged />}
        </>
      )}
    </WithDiagnosis>
  );
}
