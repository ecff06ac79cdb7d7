import type { UserError } from '../../electron/contract/ipc.ts';
import type { Tone } from '../view-model/verdict.ts';
import { ToneIcon } from './Badge.tsx';
import { useFocusSuccessor } from './focus.ts';
import './components.css';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: React.ReactNode;
  readonly actions?: React.ReactNode;
  /** Announced at once; for errors that follow from what was just done. */
  readonly alert?: boolean;
  /** Where the focus goes when the notice goes away with it; the page's title when none of them is there. */
  readonly successors?: readonly string[];
}

/** A message that stays: what happened, why it matters, what to do. */
export function Notice({
  tone,
  title,
  children,
  actions,
  alert = false,
  successors = [],
}: NoticeProps): React.JSX.Element {
  const leaving = useFocusSuccessor(...successors);
  return (
    <div ref={leaving} className={`notice tone-${tone}`} role={alert ? 'alert' : undefined}>
      <ToneIcon tone={tone} />
      <p className="notice-title">{title}</p>
      {children !== undefined && <div className="notice-body">{children}</div>}
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}

/** An error in words: cause first, then the next step. */
export function ErrorNotice({
  error,
  actions,
  more,
  successors = [],
}: {
  readonly error: UserError;
  /** Said beneath the next step. */
  readonly more?: React.ReactNode;
  readonly actions?: React.ReactNode;
  readonly successors?: readonly string[];
}): React.JSX.Element {
  return (
    <Notice tone="danger" title={error.message} alert actions={actions} successors={successors}>
      <p>{error.nextStep}</p>
      {more}
    </Notice>
  );
}
