import type { Shown } from '../../../electron/engine/case/records.ts';
import { deskTime } from '../../view-model/time.ts';
import { Commands } from '../Commands.tsx';
import { DiffView } from '../DiffView.tsx';
import { Notice } from '../Notice.tsx';
import { Warning16Filled } from '../icons.ts';

interface ShownPanelProps {
  readonly shown: Shown;
  /** Something on the server is changed by it, not only looked at. */
  readonly changes: boolean;
  /** It shows how the step is taken back. */
  readonly undo?: boolean;
  /** It was done; it only tells what. */
  readonly past?: boolean;
  /** What the step itself cautions of; it stands there and is not said again among the risks. */
  readonly caution?: string | undefined;
}

/** Exactly what will be run or changed, what could go wrong, and whether it can be taken back. */
export function ShownPanel({
  shown,
  changes,
  undo = false,
  past = false,
  caution,
}: ShownPanelProps): React.JSX.Element {
  const { seen } = shown;
  const risks = shown.risks.filter((risk) => risk !== caution);
  return (
    <div className={past ? 'shown past' : 'shown'}>
      {!past && <h4>{undo ? 'Exactly this takes it back' : 'Exactly this will be done'}</h4>}
      <p className="prose">{shown.what}</p>
      {shown.commands.length > 0 && <Commands lines={shown.commands} />}
      {shown.diff !== null && <DiffView lines={shown.diff} file={shown.file} />}
      {!past && (
        <>
          {risks.length > 0 && (
            <div className="step-caution prose">
              <Warning16Filled aria-hidden="true" />
              <div>
                <strong>What could go wrong</strong>
                <ul className="shown-risks">
                  {risks.map((risk) => (
                    <li key={risk}>{risk}</li>
                  ))}
                </ul>
              </div>
            </div>
          )}
          {changes && !undo && (
            <p className="prose">
              <strong>{shown.undo === null ? 'It cannot be taken back.' : 'It can be taken back:'}</strong>{' '}
              {shown.undo}
            </p>
          )}
          {seen.state === 'after' && (
            <Notice tone="info" title="This is there already">
              <p>{seen.text} There is nothing to do; go on.</p>
            </Notice>
          )}
          {seen.state === 'other' && (
            <Notice tone="caution" title="What is there is not what this step expects">
              <p>{seen.text}</p>
            </Notice>
          )}
          {(seen.state === 'before' || seen.state === 'unknown') && (
            <p className="small quiet">
              Seen {deskTime(seen.at)}: {seen.text}
            </p>
          )}
          {shown.agree === 'twice' && seen.state !== 'after' && (
            <Notice tone="danger" title="Dangerous: you are asked a second time">
              <p>The question names what is ended or changed. Nothing happens until you agree to it.</p>
            </Notice>
          )}
        </>
      )}
    </div>
  );
}
