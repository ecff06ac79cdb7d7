import { Button } from '@fluentui/react-components';
import type { RunView } from '../../../electron/engine/case/run-view.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { FolderOpen20Regular } from '../../components/icons.ts';
import { useRuns } from '../../stores/runs-store.ts';

/** Where what goes wrong with a kit's result is told. */
export const kitPlace = 'kit';

/** A run that goes on elsewhere: what to do with the kit, and the way back for its result. */
export function KitPanel({
  run,
  over,
}: {
  readonly run: RunView;
  readonly over: boolean;
}): React.JSX.Element {
  const summary = useRuns((state) => state.kitSummaries[run.id]) ?? null;
  const error = useRuns((state) => state.errors[kitPlace]) ?? null;
  const busy = useRuns((state) => state.busy !== null);
  const take = useRuns((state) => state.takeKitResult);
  return (
    <section className={over ? 'kit over' : 'kit'} aria-label="The fix kit">
      {run.kitFolder != null && (
        <p className="prose">
          It was written to <span className="mono">{run.kitFolder}</span>
        </p>
      )}
      <ol className="kit-steps">
        <li>Take the kit’s folder to the server and print or open the sheet in it.</li>
        <li>Run its scripts there, in the order on the sheet. Each one checks before it changes anything.</li>
        <li>
          Bring back <span className="mono">result.txt</span>: drop it on this page, or choose it.
        </li>
      </ol>
      <div className="plan-actions">
        <Button
          icon={<FolderOpen20Regular />}
          disabledFocusable={busy}
          onClick={() => void take(null, kitPlace)}
        >
          Choose result.txt
        </Button>
        {over && <strong>Let go to take the result over</strong>}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {summary !== null && (
        <Notice tone="info" title="The result was taken over">
          <p>{summary}</p>
        </Notice>
      )}
    </section>
  );
}
