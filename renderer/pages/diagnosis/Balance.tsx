import type { Finding } from '../../../electron/engine/reasoning/diagnosis.ts';
import { SourceLink } from '../../components/SourceLink.tsx';
import { Tick } from '../../components/Tick.tsx';
import { type Weighed, balanceOf } from '../../view-model/findings.ts';

/** Chips beyond this many are counted; the tree of conditions has them all. */
const chipsShown = 3;

function Items({
  items,
  empty,
}: {
  readonly items: readonly Weighed[];
  readonly empty: string;
}): React.JSX.Element {
  if (items.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <ul>
      {items.map((item) => (
        <li key={`${item.label}:${item.sources.join()}`}>
          <p>{item.label}</p>
          <div className="tree-sources">
            {item.sources.slice(0, chipsShown).map((source) => (
              <SourceLink key={source} source={source} />
            ))}
            {item.sources.length > chipsShown && (
              <span className="source" title={item.sources.slice(chipsShown).join('\n')}>
                {item.sources.length - chipsShown} more
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** For, against and missing, side by side. */
export function Balance({ finding }: { readonly finding: Finding }): React.JSX.Element {
  const balance = balanceOf(finding);
  return (
    <section className="page-section">
      <h2>For, against, missing</h2>
      <div className="balance-place">
        <div className="balance">
          <section>
            <h3>
              <Tick truth="true" /> For
            </h3>
            <Items items={balance.for} empty="Nothing that was read speaks for it." />
          </section>
          <section>
            <h3>
              <Tick truth="false" /> Against
            </h3>
            <Items items={balance.against} empty="Nothing that was read speaks against it." />
          </section>
          <section>
            <h3>
              <Tick truth="unknown" /> Missing
            </h3>
            {balance.missing.length === 0 ? (
              <p className="quiet">Nothing that would change the verdict.</p>
            ) : (
              <ul>
                {balance.missing.map((item) => (
                  <li key={item.fact}>
                    <p>{item.fact}</p>
                    <p className="small quiet">{item.howToCollect}</p>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
    </section>
  );
}
