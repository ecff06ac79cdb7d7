import { Button } from '@fluentui/react-components';
import { useLogView } from '../../stores/log-view-store.ts';
import { disagreements, fileName } from '../../view-model/log-view-words.ts';
import { ToneIcon } from '../Badge.tsx';
import { Fold } from '../Fold.tsx';
import { ErrorNotice } from '../Notice.tsx';

/** Files that cannot be read, zone words that contradict the status messages, and what happened while following. */
export function ReaderNotices(): React.JSX.Element | null {
  const files = useLogView((state) => state.view?.files) ?? [];
  const notices = useLogView((state) => state.notices);
  const trouble = useLogView((state) => state.trouble);
  const { dismissNotices, retry } = useLogView.getState();
  const unread = files.filter((file) => file.problem !== null);
  const disputed = disagreements(files);
  if (unread.length + disputed.length + notices.length === 0 && trouble === null) return null;
  return (
    <div className="reader-notices">
      {trouble !== null && (
        <ErrorNotice error={trouble} actions={<Button onClick={retry}>Try again</Button>} />
      )}
      {unread.map((file) => (
        <p key={file.path} className="reader-notice tone-caution">
          <ToneIcon tone="caution" size={16} />
          <span>
            {fileName(file.path)} is left out: {file.problem}
          </span>
        </p>
      ))}
      {disputed.length === 1 && (
        <p className="reader-notice tone-caution">
          <ToneIcon tone="caution" size={16} />
          <span>{disputed[0]}</span>
        </p>
      )}
      {disputed.length > 1 && (
        <div className="reader-notice tone-caution">
          <ToneIcon tone="caution" size={16} />
          <Fold flush title="Zone words contradict the status messages" aside={`${disputed.length} logs`}>
            <ul>
              {disputed.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
      {notices.length > 0 && (
        <div className="reader-notice tone-info">
          <ToneIcon tone="info" size={16} />
          <span>{notices.join(' ')}</span>
          <Button size="small" appearance="subtle" onClick={dismissNotices}>
            Put away
          </Button>
        </div>
      )}
    </div>
  );
}
