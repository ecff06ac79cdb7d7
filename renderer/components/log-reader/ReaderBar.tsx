import { useState } from 'react';
import { Button, Input, ToggleButton } from '@fluentui/react-components';
import { useLogView } from '../../stores/log-view-store.ts';
import { useUi } from '../../stores/ui-store.ts';
import { parsePlace } from '../../view-model/log-view-place.ts';
import { ChevronDown16Regular, ChevronUp16Regular, Filter16Regular, Search16Regular } from './icons.ts';

interface StepsProps {
  /** Shown before the two buttons; null when what stands before them says it. */
  readonly title: string | null;
  /** What is stepped through: `error`. */
  readonly what: string;
  readonly keys: string;
  readonly onStep: (direction: 'next' | 'previous') => void;
}

function Steps({ title, what, keys, onStep }: StepsProps): React.JSX.Element {
  return (
    <span className="bar-group" role="group" aria-label={title ?? what}>
      {title !== null && <span className="bar-title">{title}</span>}
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronUp16Regular />}
        aria-label={`Previous ${what}`}
        aria-keyshortcuts={`Shift+${keys}`}
        title={`Previous ${what} (Shift+${keys})`}
        onClick={() => onStep('previous')}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ChevronDown16Regular />}
        aria-label={`Next ${what}`}
        aria-keyshortcuts={keys}
        title={`Next ${what} (${keys})`}
        onClick={() => onStep('next')}
      />
    </span>
  );
}

interface GoToProps {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  /** Called when the line is reached and nobody has gone on to something else. */
  readonly onArrived: () => void;
}

/** Goes to a line or a moment that is typed. What cannot be understood is told in the state line. */
function GoTo({ inputRef, onArrived }: GoToProps): React.JSX.Element {
  const [typed, setTyped] = useState('');
  const go = async (): Promise<void> => {
    const { rowAt, selection, view, goTo, reveal } = useLogView.getState();
    const row = rowAt(selection.cursor);
    const files = view?.files.map((file) => file.path) ?? [];
    const place = parsePlace(typed, {
      files,
      file: row === undefined ? null : (files[row.file] ?? null),
      time: row?.time ?? null,
    });
    if ('problem' in place) {
      useLogView.setState({ message: place.problem });
      useUi.getState().announce(place.problem);
      return;
    }
    useLogView.setState({ message: null });
    await goTo(place.place);
    const arrived = useLogView.getState().reveal.number !== reveal.number;
    if (arrived && inputRef.current === document.activeElement) onArrived();
  };
  return (
    <span className="bar-group bar-goto">
      <Input
        input={{ ref: inputRef }}
        size="small"
        aria-label="Go to a line or a time"
        aria-keyshortcuts="Control+G"
        title="Go to a line number or a server time, then Enter (Ctrl+G)"
        placeholder="Go to line or time"
        value={typed}
        onChange={(_event, { value }) => setTyped(value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void go();
        }}
      />
    </span>
  );
}

export interface FindText {
  readonly text: string;
  readonly isExpression: boolean;
}

interface ReaderBarProps {
  readonly find: FindText;
  readonly setFind: (find: FindText) => void;
  /** Why the expression cannot be used; null when it can. */
  readonly findProblem: string | null;
  readonly onFind: (direction: 'next' | 'previous') => void;
  readonly findRef: React.RefObject<HTMLInputElement | null>;
  readonly goToRef: React.RefObject<HTMLInputElement | null>;
  /** Called when the line or time that was typed is reached. */
  readonly onArrived: () => void;
  readonly filterOpen: boolean;
  readonly setFilterOpen: (open: boolean) => void;
}

/** Finding, stepping through errors and cited lines, going to a place, and the way to the filter. */
export function ReaderBar(props: ReaderBarProps): React.JSX.Element {
  const { find, setFind, findProblem, onFind, findRef, goToRef, onArrived, filterOpen, setFilterOpen } =
    props;
  const step = useLogView((state) => state.find);
  const citedLines = useLogView((state) => state.cited.size);
  return (
    <div className="reader-bar" role="search" aria-label="Find in the logs">
      <span className="bar-group">
        <Input
          input={{ ref: findRef }}
          size="small"
          className="bar-find"
          contentBefore={<Search16Regular />}
          aria-label="Find in the lines"
          aria-keyshortcuts="Control+F"
          title="Find, then Enter or F3 (Ctrl+F)"
          placeholder="Find"
          value={find.text}
          onChange={(_event, { value }) => setFind({ ...find, text: value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onFind(event.shiftKey ? 'previous' : 'next');
          }}
        />
        <ToggleButton
          size="small"
          appearance="subtle"
          className="bar-expression"
          checked={find.isExpression}
          aria-label="The text is an expression"
          title="The text is a regular expression"
          onClick={() => setFind({ ...find, isExpression: !find.isExpression })}
        >
          .*
        </ToggleButton>
        <Steps title={null} what="line found" keys="F3" onStep={onFind} />
      </span>
      <Steps
        title="Errors"
        what="error or warning"
        keys="F8"
        onStep={(direction) => void step({ kind: 'error' }, direction)}
      />
      {citedLines > 0 && (
        <Steps
          title="Cited"
          what="cited line"
          keys="F2"
          onStep={(direction) => void step({ kind: 'cited' }, direction)}
        />
      )}
      <GoTo inputRef={goToRef} onArrived={onArrived} />
      <ToggleButton
        size="small"
        icon={<Filter16Regular />}
        checked={filterOpen}
        aria-expanded={filterOpen}
        onClick={() => setFilterOpen(!filterOpen)}
      >
        Filter
      </ToggleButton>
      {findProblem !== null && (
        <span className="bar-problem" role="alert">
          {findProblem}
        </span>
      )}
    </div>
  );
}
