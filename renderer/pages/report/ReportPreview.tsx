import { useEffect, useState } from 'react';
import type { Outcome, ReportRequest } from '../../../electron/contract/ipc.ts';
import { ErrorNotice } from '../../components/Notice.tsx';
import { styleNonce } from '../../app/style-nonce.ts';
import { call } from '../../ipc/doctor.ts';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { useRuns } from '../../stores/runs-store.ts';
import { previewDocument } from '../../view-model/report.ts';

interface Rendered {
  readonly request: ReportRequest;
  readonly outcome: Outcome<{ readonly content: string }>;
}

function useRendered(request: ReportRequest): Rendered | null {
  const diagnosis = useDiagnosis((state) => state.diagnosis);
  const runs = useRuns((state) => state.runs);
  const [rendered, setRendered] = useState<Rendered | null>(null);
  useEffect(() => {
    let wanted = true;
    void call('report:render', request).then((reply) => {
      if (wanted) setRendered({ request, outcome: reply.ok ? reply.value : reply });
    });
    return () => {
      wanted = false;
    };
  }, [request, diagnosis, runs]);
  return rendered;
}

/** The report as it would be saved. HTML is shown in a frame that may neither run scripts nor reach anything. */
export function ReportPreview({ request }: { readonly request: ReportRequest }): React.JSX.Element {
  const rendered = useRendered(request);
  return (
    <section className="page-section report-preview">
      <h2>Preview</h2>
      {rendered === null && <p className="quiet">Writing the preview.</p>}
      {rendered?.outcome.ok === false && <ErrorNotice error={rendered.outcome.error} />}
      {rendered?.outcome.ok === true &&
        (rendered.request.format === 'html' ? (
          <iframe
            className="report-page"
            title="Report preview"
            sandbox=""
            srcDoc={previewDocument(rendered.outcome.value.content, styleNonce)}
          />
        ) : (
          <pre className="report-page report-text" tabIndex={0} aria-label="Report preview" role="region">
            {rendered.outcome.value.content}
          </pre>
        ))}
    </section>
  );
}
