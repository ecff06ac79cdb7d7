import type { Explanation } from '../../electron/engine/reasoning/diagnosis.ts';
import { SourceLink } from './SourceLink.tsx';
import { Tick } from './Tick.tsx';
import './components.css';

/** Conditions with their truth, why, and where that was read; with what they are made of beneath. */
export function ExplanationTree({ nodes }: { readonly nodes: readonly Explanation[] }): React.JSX.Element {
  return (
    <ul className="tree">
      {nodes.map((node, index) => (
        <li key={`${index}:${node.label}`} className="tree-node">
          <Tick truth={node.truth} />
          <div>
            <p className="tree-label">{node.label}</p>
            {node.because !== '' && <p className="tree-because">{node.because}</p>}
            {node.evidence.length > 0 && (
              <div className="tree-sources">
                {[...new Set(node.evidence.map((item) => item.source))].map((source) => (
                  <SourceLink key={source} source={source} />
                ))}
              </div>
            )}
            {node.truth === 'unknown' &&
              node.missing.map((item) => (
                <p key={item.fact} className="tree-missing small">
                  <strong>How to find out:</strong> {item.howToCollect}
                </p>
              ))}
            {node.children.length > 0 && <ExplanationTree nodes={node.children} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
