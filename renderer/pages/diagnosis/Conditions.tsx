import type { Finding } from '../../../electron/engine/reasoning/diagnosis.ts';
import { ExplanationTree } from '../../components/ExplanationTree.tsx';
import { conditionGroups } from '../../view-model/findings.ts';

/** The explanation tree of a finding, by the part that each condition plays. */
export function Conditions({ finding }: { readonly finding: Finding }): React.JSX.Element {
  return (
    <div className="conditions">
      {conditionGroups(finding).map((group) => (
        <section key={group.role}>
          <h3>
            {group.title} <span className="quiet conditions-meaning">{group.meaning}</span>
          </h3>
          {group.role === 'required' && group.conditions.some((condition) => condition.distinguishing) && (
            <p className="small conditions-marks">
              {group.conditions
                .filter((condition) => condition.distinguishing)
                .map((condition) => `“${condition.label}” tells it apart as well.`)
                .join(' ')}
            </p>
          )}
          <ExplanationTree nodes={group.conditions} />
        </section>
      ))}
    </div>
  );
}
