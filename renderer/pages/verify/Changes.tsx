import type { FactChange, FindingChange, SiteComparison } from '../../../electron/engine/case/comparison.ts';
import { Badge } from '../../components/Badge.tsx';
import { ChangeBars } from '../../components/ChangeBars.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { withoutNoise } from '../../view-model/inbox-changes.ts';
import { counted } from '../../view-model/numbers.ts';
import {
  conditionParts,
  factChangeView,
  factParts,
  findingChangeView,
  findingParts,
} from '../../view-model/verification.ts';

/** Condition by condition where several turned. */
function Because({ text }: { readonly text: string }): React.JSX.Element {
  const parts = conditionParts(text);
  if (parts.length < 2) return <p className="prose">{text}</p>;
  return (
    <ul className="finding-because prose">
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}

function FindingList({ findings }: { readonly findings: readonly FindingChange[] }): React.JSX.Element {
  return (
    <ul className="finding-changes">
      {findings.map((finding) => {
        const view = findingChangeView(finding);
        return (
          <li key={finding.id}>
            <p className="finding-change-top">
              <strong>{finding.id}</strong>
              <Badge small tone={view.tone} word={view.word} />
              <span className="quiet">
                {finding.before} → {finding.after}
              </span>
            </p>
            <Because text={finding.because} />
          </li>
        );
      })}
    </ul>
  );
}

function Findings({ findings }: { readonly findings: readonly FindingChange[] }): React.JSX.Element {
  const { telling, same } = findingParts(findings);
  return (
    <section className="page-section">
      <h2>Findings</h2>
      {telling.length === 0 ? (
        <p className="prose">No finding changed between the two readings.</p>
      ) : (
        <FindingList findings={telling} />
      )}
      {same.length > 0 && (
        <Fold flush title="The same in both" aside={same.map((finding) => finding.id).join(', ')}>
          <FindingList findings={same} />
        </Fold>
      )}
    </section>
  );
}

function FactTable({
  caption,
  facts,
}: {
  readonly caption: string;
  readonly facts: readonly FactChange[];
}): React.JSX.Element {
  return (
    <DataTable
      caption={caption}
      rows={facts}
      rowKey={(fact) => fact.id}
      columns={[
        {
          title: 'Fact',
          heads: true,
          kind: 'anywhere',
          cell: (fact) => {
            const view = factChangeView(fact.change);
            return (
              <span className="fact-name">
                {fact.label}
                <Badge small plain signed tone={view.tone} word={view.word} />
              </span>
            );
          },
        },
        {
          title: 'Before',
          cell: (fact) => (
            <span className="fact-side" title={fact.beforeSource}>
              {fact.before}
            </span>
          ),
        },
        {
          title: 'After, and why it counts so',
          cell: (fact) => (
            <div className="fact-side">
              {fact.after} {fact.afterSource !== '' && <SourceLink source={fact.afterSource} />}
              <p className="small fact-because">{withoutNoise(fact.because)}</p>
            </div>
          ),
        },
      ]}
    />
  );
}

function Facts({ facts }: { readonly facts: readonly FactChange[] }): React.JSX.Element {
  const { changed, unknown, same } = factParts(facts);
  return (
    <section className="page-section">
      <h2>Fact by fact</h2>
      {changed.length === 0 ? (
        <p className="prose">No fact changed between the two readings.</p>
      ) : (
        <FactTable caption="Facts that changed" facts={changed} />
      )}
      {unknown.length > 0 && (
        <Fold flush title="Read only once, so nothing can be told" aside={counted(unknown.length, 'fact')}>
          <FactTable caption="Facts that were read only once" facts={unknown} />
        </Fold>
      )}
      {same.length > 0 && (
        <Fold flush title="The same in both" aside={counted(same.length, 'fact')}>
          <FactTable caption="Facts that are the same in both readings" facts={same} />
        </Fold>
      )}
    </section>
  );
}

/** What became of each finding, each fact and each inbox between the two readings. */
export function Changes({ comparison }: { readonly comparison: SiteComparison }): React.JSX.Element {
  const { findings, facts, inboxes } = comparison;
  return (
    <>
      {findings.length > 0 && <Findings findings={findings} />}
      {inboxes !== null && inboxes.changes.length > 0 && (
        <section className="page-section">
          <h2>Inboxes</h2>
          {inboxes.problem !== null && <p className="prose quiet">{inboxes.problem}</p>}
          <ChangeBars comparison={inboxes} />
        </section>
      )}
      {facts.length > 0 && <Facts facts={facts} />}
    </>
  );
}
