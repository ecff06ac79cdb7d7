import type { Diagnosis, Stall } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { SourceLink } from '../../components/SourceLink.tsx';
import { isAnswersOnly } from '../../view-model/answers-only.ts';
import { shortLogText } from '../../view-model/logged-text.ts';
import { counted, duration } from '../../view-model/numbers.ts';
import { type StallGroup, stallGroups, stallView } from '../../view-model/stalls.ts';
import { clockTime, dateAndTime, minutesBetween, serverTime } from '../../view-model/time.ts';

/** More than so many threads of a kind are summed up in a sentence. */
const shownSingly = 3;

function Single({ stall, at }: { readonly stall: Stall; readonly at: string }): React.JSX.Element {
  const view = stallView(stall.kind);
  const minutes = stall.since === null ? null : minutesBetween(stall.since, at);
  return (
    <li className={`quotation tone-${view.tone}`}>
      <p className="stall-top">
        <strong>{stall.component}</strong>
        <Badge small plain tone={view.tone} word={view.word} />
        <span className="quiet">
          {stall.since === null ? 'since a time that is not known' : `since ${serverTime(stall.since)}`}
          {minutes !== null && minutes > 0 && `, for ${duration(minutes)}`}
        </span>
      </p>
      <p className="quotation-text">{shortLogText(stall.text)}</p>
      {stall.because !== '' && <p className="prose small">{stall.because}</p>}
      <SourceLink source={stall.lastLine} />
    </li>
  );
}

function groupSentence(group: StallGroup): string {
  const threads = counted(group.stalls.length, 'thread');
  if (group.kind === 'idle') return `${threads} wrote nothing for long, but nothing says that they had work.`;
  const verb = group.kind === 'waiting' ? 'do nothing but wait' : 'fell silent';
  if (group.from === null || group.to === null) return `${threads} ${verb}.`;
  const span =
    group.from.slice(0, 16) === group.to.slice(0, 16)
      ? `at ${serverTime(group.from)}`
      : group.from.slice(0, 10) === group.to.slice(0, 10)
        ? `between ${clockTime(group.from)} and ${clockTime(group.to)} on ${serverTime(group.to).replace(/, \d\d:\d\d/, '')}`
        : `between ${dateAndTime(group.from)} and ${serverTime(group.to)}`;
  return `${threads} ${verb} ${span}.`;
}

function Many({ group }: { readonly group: StallGroup }): React.JSX.Element {
  const view = stallView(group.kind);
  return (
    <div className={`quotation tone-${view.tone}`}>
      <p className="stall-top">
        <strong>{groupSentence(group)}</strong>
        <Badge small plain tone={view.tone} word={view.word} />
      </p>
      <Fold flush title="Each of them" aside={counted(group.stalls.length, 'thread')}>
        <DataTable
          caption={groupSentence(group)}
          rows={group.stalls}
          rowKey={(stall) => stall.component}
          columns={[
            { title: 'Thread', heads: true, cell: (stall) => stall.component },
            {
              title: 'Since (server time)',
              kind: 'keep',
              cell: (stall) =>
                stall.since === null ? <span className="quiet">not known</span> : dateAndTime(stall.since),
            },
            { title: 'How it was told', cell: (stall) => stall.because },
            { title: 'Last line', cell: (stall) => <SourceLink source={stall.lastLine} /> },
          ]}
        />
      </Fold>
    </div>
  );
}

/** True when only an answer says that a thread waits. */
export function isToldToWait(diagnosis: Diagnosis): boolean {
  const isTold = diagnosis.findings.some(({ conditions }) =>
    conditions.some(({ id, truth }) => id === 'despooler-waits' && truth === 'true'),
  );
  return diagnosis.stalls.length === 0 && isAnswersOnly(diagnosis) && isTold;
}

/** Threads that stand still: few of a kind one by one, many summed up. */
export function Stalls({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  if (isToldToWait(diagnosis)) {
    return (
      <p className="prose">
        SMS_DESPOOLER does nothing but wait, as was answered. The lines that were pasted do not show more.
      </p>
    );
  }
  if (diagnosis.stalls.length === 0) {
    return (
      <p className="prose">
        {isAnswersOnly(diagnosis)
          ? 'The lines that were pasted do not show a thread that stands still.'
          : 'No thread stands still: each one wrote as long as its neighbours did.'}
      </p>
    );
  }
  return (
    <div className="stalls">
      {stallGroups(diagnosis.stalls).map((group) =>
        group.stalls.length > shownSingly ? (
          <Many key={group.kind} group={group} />
        ) : (
          <ul key={group.kind}>
            {group.stalls.map((stall) => (
              <Single key={stall.component} stall={stall} at={diagnosis.at} />
            ))}
          </ul>
        ),
      )}
    </div>
  );
}
