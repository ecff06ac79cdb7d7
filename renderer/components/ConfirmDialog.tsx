import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';

import './components.css';

export interface ConfirmChoice {
  readonly label: string;
  readonly act: () => void;
}

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: React.ReactNode;
  /** The safe choice first: it is the primary button. */
  readonly choices: readonly ConfirmChoice[];
  /** Label of the button that changes nothing; Escape does the same. */
  readonly cancel: string;
  /** True when the choices lose something: then the button that changes nothing is the primary one and comes first. */
  readonly cancelFirst?: boolean;
  readonly onCancel: () => void;
}

/** Asks before something goes away or is changed. */
export function ConfirmDialog({
  title,
  children,
  choices,
  cancel,
  cancelFirst = false,
  onCancel,
}: ConfirmDialogProps): React.JSX.Element {
  return (
    <Dialog open modalType="alert" onOpenChange={(_event, data) => !data.open && onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle as="h2">{title}</DialogTitle>
          <DialogContent className="confirm">{children}</DialogContent>
          <DialogActions fluid>
            {cancelFirst && (
              <Button appearance="primary" onClick={onCancel}>
                {cancel}
              </Button>
            )}
            {choices.map((choice, index) => (
              <Button
                key={choice.label}
                appearance={index === 0 && !cancelFirst ? 'primary' : 'secondary'}
                onClick={choice.act}
              >
                {choice.label}
              </Button>
            ))}
            {!cancelFirst && (
              <Button appearance="subtle" onClick={onCancel}>
                {cancel}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
