import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { counted } from '../../view-model/numbers.ts';
import { noAnswerLabel, optionOfAnswer, releaseChoices } from '../../view-model/questions.ts';
import { explainVersion } from '../../view-model/version.ts';
import { deskTime } from '../../view-model/time.ts';
import './version.css';

function Headline({ site }: { readonly site: Diagnosis['site'] }): React.JSX.Element {
  return (
    <div className="release">
      <p className="release-name">{site.release === null ? 'Not known' : `SMS ${site.release}`}</p>
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

function ByHand({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === 'release'));
  const answer = useDiagnosis((state) => state.answer);
  const asked = diagnosis.nextQuestions.find((question) => question.id === 'release');
  const noAnswer = noAnswerLabel(diagnosis.site.releaseSources.length > 0);
  return (
    <section className="page-section">
      <h2>Say it by hand</h2>
      <p className="prose quiet">
        {asked?.howToFindOut ??
          'For when you know better than the files: the console shows version and build in the properties of the site.'}
      </p>
      <Field label="The release of this site server">
        <RadioGroup
          layout="horizontal"
          className="release-choices"
          value={optionOfAnswer(given)}
          onChange={(_event, data) => void answer('release', data.value === '' ? null : data.value)}
        >
          {releaseChoices(diagnosis).map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} />
          ))}
          <Radio value="" label={noAnswer} />
        </RadioGroup>
      </Field>
      <p className="small quiet release-who" aria-live="polite">
        {given === undefined
          ? 'Nothing answered by hand.'
          : `Answered by ${given.by ?? 'a technician without a name'}, ${deskTime(given.at ?? '')}. Choose “${noAnswer}” to take it back.`}
      </p>
    </section>
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
            <h2>Where it was read</h2>
            {diagnosis.site.releaseSources.length === 0 ? (
              <p className="prose">
                Not collected: no compver.ini below Inboxes\clicomp.src and no registry export was in what was
                read.
              </p>
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
                  { title: 'Read in', cell: (row) => <SourceLink source={row.source} /> },
                ]}
              />
            )}
          </section>
          <ByHand diagnosis={diagnosis} />
        </>
      )}
    </WithDiagnosis>
  );
}
