import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { styleNonce } from '../../app/style-nonce.ts';
import { previewDocument } from '../../view-model/report.ts';

interface CollectorInstructionsProps {
  readonly html: string;
  readonly onPrint: () => void;
  readonly onClose: () => void;
}

/** The printable page that goes with the collector, in a frame that may neither run scripts nor reach anything. */
export function CollectorInstructions({ html, onPrint, onClose }: CollectorInstructionsProps) {
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && onClose()}>
      <DialogSurface className="instructions">
        <DialogBody>
          <DialogTitle as="h2">How to collect on the server</DialogTitle>
          <DialogContent>
            <iframe
              className="instructions-page"
              title="Instructions for the collector"
              sandbox=""
              srcDoc={previewDocument(html, styleNonce)}
            />
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
            <Button onClick={onPrint}>Print</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
