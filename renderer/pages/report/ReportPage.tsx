import { useState } from 'react';
import { Button, Field, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import type { ReportFormat, SaveOutcome } from '../../../electron/contract/ipc.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useReportChoice } from '../../stores/report-store.ts';
import { ArrowDownload20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useUi } from '../../stores/ui-store.ts';
import { formatView, formats, otherFormat, saveLabel } from '../../view-model/report.ts';
import { ReportPreview } from './ReportPreview.tsx';
import { reportRequest, useReportRequest } from './request.ts';
import './report.css';

interface Saving {
  readonly outcome: SaveOutcome | null;
  readonly save: (format: ReportFormat) => Promise<void>;
}

function useSaving(redact: boolean): Saving {
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const save = async (format: ReportFormat): Promise<void> => {
    setOutcome(null);
    const reply = await call('report:save', reportRequest(format, redact));
    const result: SaveOutcome = reply.ok ? reply.value : { result: 'failed', error: reply.error };
    setOutcome(result);
    if (result.result === 'saved') {
      const { setReportSaved, announce } = useUi.getState();
      setReportSaved(result.path);
      announce(`Saved as ${result.path}.`);
    }
  };
  return { outcome, save };
}

function SaveResult({ outcome }: { readonly outcome: SaveOutcome | null }): React.JSX.Element | null {
  if (outcome === null || outcome.result === 'cancelled') return null;
  if (outcome.result === 'failed') return <ErrorNotice error={outcome.error} />;
  return (
    <Notice tone="info" title="Saved">
      <p className="mono small report-path">{outcome.path}</p>
    </Notice>
  );
}

/** Format, redaction, preview, and the buttons that save. */
export function ReportPage(): React.JSX.Element {
  const { format, redact, setFormat, setRedact } = useReportChoice();
  const { outcome, save } = useSaving(redact);
  const request = useReportRequest(format, redact);
  const other = otherFormat(format);
  const chosen = formatView(format);
  return (
    <WithDiagnosis
      id="report"
      primary={() => ({ label: saveLabel(format, redact), act: () => void save(format) })}
      secondary={
        <Button icon={<ArrowDownload20Regular />} onClick={() => void save(other)}>
          {saveLabel(other, redact)}
        </Button>
      }
      status={outcome?.result === 'cancelled' ? 'Not saved' : undefined}
    >
      {() => (
        <>
          <div className="report-options">
            <Field label="Format" hint={chosen.use}>
              <RadioGroup
                layout="horizontal"
                value={format}
                onChange={(_event, data) => {
                  const wanted = formats.find((entry) => entry.format === data.value);
                  if (wanted !== undefined) setFormat(wanted.format);
                }}
              >
                {formats.map((entry) => (
                  <Radio key={entry.format} value={entry.format} label={entry.name} />
                ))}
              </RadioGroup>
            </Field>
            <Switch
              checked={redact}
              label="Redact names of servers, sites and people"
              onChange={(_event, data) => setRedact(data.checked)}
            />
          </div>
          <SaveResult outcome={outcome} />
          <ReportPreview request={request} />
        </>
      )}
    </WithDiagnosis>
  );
}
