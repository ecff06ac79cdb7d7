import { useEffect } from 'react';
import { Button, ProgressBar } from '@fluentui/react-components';
import { useReading } from '../stores/reading-store.ts';
import { amountRead, shareRead } from '../view-model/reading.ts';
import { focusOn, focusPlaces, readingPlaces, useFocusSuccessor } from './focus.ts';
import './components.css';

/** How far the reading is, what it is doing, and the way out of it. */
export function ReadingPanel(): React.JSX.Element {
  const subject = useReading((state) => state.subject);
  const progress = useReading((state) => state.progress);
  const cancel = useReading((state) => state.cancel);
  const ended = useFocusSuccessor(...readingPlaces);
  useEffect(() => {
    // Whoever began the reading goes on with it; a field that is being filled in keeps the focus.
    if (!(document.activeElement instanceof HTMLInputElement)) focusOn(focusPlaces.cancelReading);
  }, []);
  const share = progress === null ? null : shareRead(progress);
  return (
    <div className="reading" ref={ended}>
      <div className="reading-top">
        <h2>Reading {subject?.name ?? 'the site'}</h2>
        {share !== null && <span className="quiet">{Math.floor(share * 100)} %</span>}
      </div>
      <ProgressBar
        aria-label={`Reading ${subject?.name ?? 'the site'}`}
        thickness="large"
        {...(share === null ? {} : { value: share })}
      />
      <div className="reading-bottom">
        <div className="small quiet" style={{ minWidth: 0 }}>
          <p className="reading-activity">{progress?.activity ?? 'Looking at what is there'}</p>
          <p>{progress === null ? ' ' : amountRead(progress)}</p>
        </div>
        <Button data-focus={focusPlaces.cancelReading} onClick={() => void cancel()}>
          Cancel reading
        </Button>
      </div>
    </div>
  );
}
