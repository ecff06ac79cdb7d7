import { Select } from '@fluentui/react-components';
import type { ServiceFact } from '../../../electron/engine/reasoning/diagnosis.ts';
import { AnsweredBy } from '../../components/AnsweredBy.tsx';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import {
  noAnswerLabel,
  optionOfAnswer,
  serviceOptions,
  serviceQuestionId,
} from '../../view-model/questions.ts';
import { isStateKnown, serviceView } from '../../view-model/services.ts';

interface AnswerProps {
  readonly service: string;
  /** True when its state was read. */
  readonly known: boolean;
}

/** What the technician sees on the server; "I don't know" takes the answer back. */
function StateByHand({ service, known }: AnswerProps): React.JSX.Element {
  const id = serviceQuestionId(service);
  const given = useDiagnosis((state) => state.answers.find((answer) => answer.question === id));
  const answer = useDiagnosis((state) => state.answer);
  return (
    <div className="service-by-hand">
      <Select
        size="small"
        aria-label={`State of ${service} by hand`}
        value={optionOfAnswer(given)}
        onChange={(_event, data) => void answer(id, data.value === '' ? null : data.value)}
      >
        <option value="">{noAnswerLabel(known)}</option>
        {serviceOptions.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      {given !== undefined && <AnsweredBy answer={given} />}
    </div>
  );
}

interface ServiceTableProps {
  readonly caption: string;
  readonly services: readonly ServiceFact[];
}

/** Services with their state, its source, and what was answered by hand. */
export function ServiceTable({ caption, services }: ServiceTableProps): React.JSX.Element {
  return (
    <DataTable
      caption={caption}
      rows={services}
      rowKey={(row) => row.service}
      columns={[
        {
          title: 'Service',
          heads: true,
          cell: (row) => (
            <>
              <span className="service-name">{row.service}</span>
              <p className="small quiet service-role">
                {row.role} {row.expected ? 'Should always run.' : 'Need not always run.'}
              </p>
            </>
          ),
        },
        {
          title: 'State',
          cell: (row) => {
            const view = serviceView(row);
            return (
              <div className="service-state">
                <Badge small plain tone={view.tone} word={view.word} />
                {row.source !== '' && <SourceLink source={row.source} />}
              </div>
            );
          },
        },
        {
          title: 'What you see',
          cell: (row) => <StateByHand service={row.service} known={isStateKnown(row)} />,
        },
      ]}
    />
  );
}
