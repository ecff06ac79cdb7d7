import { useEffect, useId, useRef, useState } from 'react';
import { Button, Checkbox, Input } from '@fluentui/react-components';
import type { LogViewFilter } from '../../../electron/contract/log-view.ts';
import { useLogView } from '../../stores/log-view-store.ts';
import { noFilter } from '../../view-model/log-view-filter.ts';
import { parseMoment } from '../../view-model/log-view-place.ts';
import { textSearch } from '../../view-model/log-view-pieces.ts';
import { fileName } from '../../view-model/log-view-words.ts';
import { CheckMenu } from './CheckMenu.tsx';

/** What is typed, before it is used. */
interface Draft {
  readonly text: string;
  readonly isExpression: boolean;
  readonly from: string;
  readonly to: string;
}

const draftOf = (filter: LogViewFilter): Draft => ({
  text: filter.text,
  isExpression: filter.isExpression,
  from: filter.from?.replace('T', ' ') ?? '',
  to: filter.to?.replace('T', ' ') ?? '',
});

/** The day of the row at the cursor, to which a time of day alone belongs. */
function currentDay(): string | null {
  const { rowAt, selection } = useLogView.getState();
  return rowAt(selection.cursor)?.time?.slice(0, 10) ?? null;
}

type Parsed = { readonly ok: true; readonly moment: string | null } | { readonly ok: false };

function parsed(typed: string): Parsed {
  if (typed.trim() === '') return { ok: true, moment: null };
  const moment = parseMoment(typed, currentDay());
  return moment === null ? { ok: false } : { ok: true, moment };
}

/** The text is used when nothing was typed for so many milliseconds. */
const typingRest = 300;

/** Chooses which lines are shown. Ticks count at once, the text while it is typed, times with Enter or when left. */
export function FilterPanel({ filter }: { readonly filter: LogViewFilter }): React.JSX.Element {
  const view = useLogView((state) => state.view);
  const setFilter = useLogView((state) => state.setFilter);
  const [draft, setDraft] = useState<Draft>(() => draftOf(filter));
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(typing.current), []);
  // The filter may have become another one since this was drawn.
  const change = (part: Partial<LogViewFilter>): void =>
    void setFilter({ ...useLogView.getState().filter, ...part });
  /** `unfinished`: it is still typed, so what cannot be used yet is no problem. */
  const apply = (next: Draft, unfinished = false): void => {
    clearTimeout(typing.current);
    const now = useLogView.getState().filter;
    const search = next.isExpression ? textSearch(next.text, true) : null;
    const [from, to] = [parsed(next.from), parsed(next.to)];
    if (search !== null && 'problem' in search) {
      if (!unfinished) setProblem(search.problem);
    } else if (!from.ok || !to.ok) {
      if (!unfinished)
        setProblem(`“${from.ok ? next.to : next.from}” is not a time. Write it as 2001-05-17 02:23.`);
    } else {
      setProblem(null);
      const part = { text: next.text, isExpression: next.isExpression, from: from.moment, to: to.moment };
      const same =
        part.text === now.text &&
        part.isExpression === now.isExpression &&
        part.from === now.from &&
        part.to === now.to;
      if (!same) change(part);
    }
  };
  const field = (name: 'text' | 'from' | 'to', label: string, hint: string): React.JSX.Element => (
    <Input
      size="small"
      className={`filter-${name}`}
      aria-label={label}
      aria-describedby={problem === null ? undefined : problemId}
      placeholder={hint}
      value={draft[name]}
      onChange={(_event, { value }) => {
        const next = { ...draft, [name]: value };
        setDraft(next);
        clearTimeout(typing.current);
        if (name === 'text') typing.current = setTimeout(() => apply(next, true), typingRest);
      }}
      onBlur={() => apply(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply(draft);
      }}
    />
  );
  const told = problem ?? view?.filterProblem ?? null;
  return (
    <section className="filter-panel" aria-label="Which lines are shown">
      <div className="filter-row">
        {field('text', 'Text that the lines hold', 'Lines that hold')}
        <Checkbox
          label="Expression"
          checked={draft.isExpression}
          onChange={(_event, { checked }) => {
            const next = { ...draft, isExpression: checked === true };
            setDraft(next);
            if (next.text !== '') apply(next);
          }}
        />
        <Checkbox
          label="Errors and warnings only"
          checked={filter.problemsOnly}
          onChange={(_event, { checked }) => change({ problemsOnly: checked === true })}
        />
      </div>
      <div className="filter-row">
        <CheckMenu
          label="Components"
          items={(view?.components ?? []).map(({ name, lines }) => ({ value: name, name, lines }))}
          checked={filter.components}
          onChange={(components) => change({ components })}
        />
        <CheckMenu
          label="Threads"
          items={(view?.threads ?? []).map(({ thread, lines }) => ({
            value: String(thread),
            name: String(thread),
            lines,
          }))}
          checked={filter.threads.map(String)}
          onChange={(threads) => change({ threads: threads.map(Number) })}
        />
        {(view?.files.length ?? 0) > 1 && (
          <CheckMenu
            label="Files"
            items={(view?.files ?? []).map(({ path }) => ({
              value: path,
              name: fileName(path),
              lines: null,
            }))}
            checked={filter.files}
            onChange={(files) => change({ files })}
          />
        )}
        {field('from', 'From this server time', 'From 2001-05-17 02:00')}
        {field('to', 'To this server time', 'To 2001-05-17 03:00')}
        <Button
          size="small"
          appearance="subtle"
          onClick={() => {
            clearTimeout(typing.current);
            setDraft(draftOf(noFilter));
            setProblem(null);
            void setFilter(noFilter);
          }}
        >
          Show all lines
        </Button>
      </div>
      {told !== null && (
        <p id={problemId} className="filter-problem" role="alert">
          {told}
        </p>
      )}
    </section>
  );
}
