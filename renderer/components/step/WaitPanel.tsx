import { useEffect, useEffectEvent, useState } from 'react';
import { Button, ProgressBar } from '@fluentui/react-components';
import type { StepProgress } from '../../../electron/engine/case/run-view.ts';
import { useUi } from '../../stores/ui-store.ts';
import { waitView } from '../../view-model/waiting.ts';

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

interface WaitPanelProps {
  readonly progress: StepProgress;
  readonly busy: boolean;
  readonly onStop: () => void;
}

/** The clock of a step that waits: how long, of how much, for what, and what was seen last. */
export function WaitPanel({ progress, busy, onStop }: WaitPanelProps): React.JSX.Element {
  const view = waitView(progress, useNow());
  const quarter = view.share === null ? 0 : Math.floor(view.share * 4);
  const announce = useUi((state) => state.announce);
  // The clock itself is silent; a screen reader hears each quarter of the time.
  const say = useEffectEvent(() => announce(`${progress.what}: ${view.spoken}. ${progress.now}`));
  useEffect(() => {
    if (quarter > 0) say();
  }, [quarter]);
  return (
    <div className="wait">
      <div className="wait-clock" role="timer" aria-label={`${progress.what}: ${view.spoken}`}>
        <span className="wait-elapsed">{view.elapsed}</span>
        {view.limit !== null && <span className="quiet">{view.limit}</span>}
      </div>
      <p className="wait-what">{progress.what}</p>
      <ProgressBar
        className="wait-bar"
        thickness="large"
        aria-label={`Time used: ${progress.what}`}
        {...(view.share === null ? {} : { value: view.share })}
      />
      <p className="wait-now">
        <span className="quiet">Seen last:</span> {progress.now === '' ? 'nothing yet' : progress.now}
      </p>
      <div className="wait-actions">
        <Button disabledFocusable={busy} onClick={onStop}>
          Stop waiting
        </Button>
        <span className="small quiet">What was begun on the server goes on by itself.</span>
      </div>
    </div>
  );
}
