/** The change of the control file, line by line. */
import { createHash } from 'node:crypto';
import { changedPart, differenceOf } from '../../engine/control-file/difference.ts';
import type { DiffLine } from '../../engine/case/records.ts';
import type { Row, Section } from '../document.ts';
import { count } from '../words.ts';

export interface RunbookControlFile {
  /** Its name, or its path in the SMS directory. */
  readonly name: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What is said of one version of the file. */
export interface FileIdentity {
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

const marks: Readonly<Record<DiffLine['kind'], string>> = { same: '', added: '+', removed: '−' };

/**
 * @param path of the file as the server calls it, null when not known
 * @param why why there is no file, when there is none
 */
export function controlFileSection(
  file: RunbookControlFile | null,
  {
    path,
    why,
    prefix,
  }: { readonly path: string | null; readonly why: string | null; readonly prefix: string },
): Section {
  const id = `${prefix}control-file`;
  const title = 'The change of the control file';
  if (file === null) {
    const words = `${why ?? 'The control file was not in what was read.'} So the lines that change cannot be shown here; the step above says how they must look.`;
    return { id, title, blocks: [{ kind: 'paragraph', words }] };
  }
  const before = identityOf(file.before);
  const after = identityOf(file.after);
  const facts = [
    { label: 'File', words: { code: path ?? file.name } },
    { label: 'As it was read', words: sizeAndHash(before) },
  ];
  if (before.sha256 === after.sha256) {
    return {
      id,
      title,
      blocks: [
        { kind: 'facts', pairs: facts },
        { kind: 'paragraph', words: 'Nothing changes: the pauses are in place.' },
      ],
    };
  }
  const lines = differenceOf(file.before, file.after);
  const added = lines.filter(({ kind }) => kind === 'added').length;
  return {
    id,
    title,
    blocks: [
      { kind: 'facts', pairs: [...facts, { label: 'As it shall be', words: sizeAndHash(after) }] },
      {
        kind: 'paragraph',
        words: `${count(added, 'line')} added in [Start]; every other byte stays, [Tokens] above all (Q275612). If the file on the server is not the one that was read, look at it again before you edit.`,
      },
      {
        kind: 'table',
        caption: 'Lines that change, with the lines around them; a tab is shown as ⇥',
        columns: [
          { label: 'Line before', numeric: true },
          { label: 'Line after', numeric: true },
          { label: 'Change' },
          { label: 'Text' },
        ],
        rows: changedPart(lines).map(rowOf),
      },
    ],
  };
}

/** Size and SHA-256 of a version of the file. */
export function identityOf(bytes: Uint8Array): FileIdentity {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function sizeAndHash({ bytes, sha256 }: FileIdentity): string {
  return `${count(bytes, 'byte')}, SHA-256 ${sha256}`;
}

function rowOf({ kind, before, after, text }: DiffLine): Row {
  const number = (line: number | null): string => (line === null ? '' : String(line));
  const shown = text.replaceAll('\t', '⇥');
  return {
    cells: [
      number(before),
      number(after),
      kind === 'same' ? '' : `${marks[kind]} ${kind}`,
      shown.trim() === '' ? '' : { code: shown },
    ],
  };
}
