import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { DiffLine } from '../../electron/engine/case/records.ts';
import { type DiffPart, diffParts, diffRows, diffSummary } from '../view-model/diff.ts';
import { counted } from '../view-model/numbers.ts';
import './diff.css';

const marks: Readonly<Record<DiffLine['kind'], string>> = {
  same: '',
  added: '+ added',
  removed: '− removed',
};

function Side({ line, side }: { readonly line: DiffLine | null; readonly side: 'before' | 'after' }) {
  if (line === null) return <td colSpan={2} className="diff-none" aria-label="no line" />;
  return (
    <>
      <td className={`diff-number ${line.kind}`}>{line[side]}</td>
      <td className={`diff-text ${line.kind}`}>
        {line.kind !== 'same' && <span className="diff-mark">{marks[line.kind]}</span>}
        <code>{line.text}</code>
      </td>
    </>
  );
}

interface ShapeProps {
  readonly parts: readonly DiffPart[];
  readonly unfolded: ReadonlySet<number>;
  readonly onUnfold: (part: number) => void;
}

function Gap({ part, span, onUnfold }: { part: DiffPart; span: number; onUnfold: () => void }) {
  return (
    <tr className="diff-gap">
      <td colSpan={span}>
        <Button size="small" appearance="transparent" onClick={onUnfold}>
          Show {counted(part.lines.length, 'unchanged line')}
        </Button>
      </td>
    </tr>
  );
}

/** Before on the left, after on the right. */
function SideBySide({ parts, unfolded, onUnfold }: ShapeProps): React.JSX.Element {
  return (
    <table className="diff-table wide">
      <colgroup>
        <col className="diff-col" />
        <col />
        <col className="diff-col" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            Before
          </th>
          <th scope="col" colSpan={2}>
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) =>
          part.kind === 'gap' && !unfolded.has(index) ? (
            <Gap key={index} part={part} span={4} onUnfold={() => onUnfold(index)} />
          ) : (
            diffRows(part.lines).map(({ before, after }) => (
              <tr key={`${before?.before ?? ''}/${after?.after ?? ''}`}>
                <Side line={before} side="before" />
                <Side line={after} side="after" />
              </tr>
            ))
          ),
        )}
      </tbody>
    </table>
  );
}

/** One below the other. */
function OneColumn({ parts, unfolded, onUnfold }: ShapeProps): React.JSX.Element {
  return (
    <table className="diff-table narrow">
      <colgroup>
        <col className="diff-col" />
        <col className="diff-col" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Line</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) =>
          part.kind === 'gap' && !unfolded.has(index) ? (
            <Gap key={index} part={part} span={3} onUnfold={() => onUnfold(index)} />
          ) : (
            part.lines.map((line) => (
              <tr key={`${line.before ?? ''}/${line.after ?? ''}`}>
                <td className={`diff-number ${line.kind}`}>{line.before}</td>
                <td className={`diff-number ${line.kind}`}>{line.after}</td>
                <td className={`diff-text ${line.kind}`}>
                  {line.kind !== 'same' && <span className="diff-mark">{marks[line.kind]}</span>}
                  <code>{line.text}</code>
                </td>
              </tr>
            ))
          ),
        )}
      </tbody>
    </table>
  );
}

interface DiffViewProps {
  readonly lines: readonly DiffLine[];
  /** The file that is changed; null when it has no name. */
  readonly file: string | null;
}

/** What an edit changes, line by line: two columns where there is room for them, one where there is not. */
export function DiffView({ lines, file }: DiffViewProps): React.JSX.Element {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const shape: ShapeProps = {
    parts: diffParts(lines),
    unfolded,
    onUnfold: (part) => setUnfolded(new Set([...unfolded, part])),
  };
  return (
    <figure className="diff" aria-label={`Changes to ${file ?? 'the file'}`}>
      <figcaption className="diff-head">
        {file !== null && <span className="mono small">{file}</span>}
        <span className="small quiet">{diffSummary(lines)}</span>
      </figcaption>
      <SideBySide {...shape} />
      <OneColumn {...shape} />
    </figure>
  );
}
