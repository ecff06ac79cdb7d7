import type { UserError } from '../../electron/contract/ipc.ts';
import type { Tone } from '../view-model/verdict.ts';
import { ToneIcon } from './Badge.tsx';
import './components.css';

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: React.ReactNode;
  readonly actions?: React.ReactNode;
  /** Announced at once; for errors that follow from what was just done. */
  readonly alert?: boolean;
}

/** A message that stays: what happened, why it matters, what to do. */
export function Notice({ tone, title, children, actions, alert = false }: NoticeProps): React.JSX.Element {
  return (
    <div className={`notice tone-${tone}`} role={alert ? 'alert' : undefined}>
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
}: {
  readonly error: UserError;
  readonly actions?: React.ReactNode;
}): React.JSX.Element {
  return (
    <Notice tone="danger" title={error.message} alert actions={actions}>
      <p>{error.nextStep}</p>
    </Notice>
  );
}
