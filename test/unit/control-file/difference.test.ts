/** What is shown of an edit. */
import { describe, expect, it } from 'vitest';
import { changedPart, differenceOf } from '../../../electron/engine/control-file/difference.ts';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { LICENSE, MANAGER, bytesOf, controlFileWith } from './control-files.ts';

const shown = (before: Uint8Array, after: Uint8Array): readonly string[] =>
  differenceOf(before, after).map(
    ({ kind, before: old, after: fresh, text }) => `${kind} ${old ?? '-'} ${fresh ?? '-'} ${text}`,
  );

describe('the difference', () => {
  it('of an edit is the inserted lines only', () => {
    const before = controlFileWith([MANAGER, LICENSE]);
    const after = staggerControlFile(before).result;
    const changed = shown(before, after).filter((line) => !line.startsWith('same'));
    expect(changed).toEqual(['added - 17 sleep 60', 'added - 19 sleep 60', 'added - 21 sleep 60']);
  });

  it('of a file without a last line end is the inserted lines only', () => {
    const before = bytesOf(`[Start]\r\n${MANAGER}`);
    expect(shown(before, staggerControlFile(before).result)).toEqual([
      'same 1 1 [Start]',
      'added - 2 sleep 60',
      `same 2 3 ${MANAGER}`,
      'added - 4 sleep 60',
    ]);
  });

  it('shows lines that differ in their line end', () => {
    expect(shown(bytesOf('a\r\nb\r\n'), bytesOf('a\r\nb\n'))).toEqual([
      'same 1 1 a',
      'removed 2 - b',
      'added - 2 b',
    ]);
  });

  it('of nothing is nothing', () => {
    expect(shown(new Uint8Array(), new Uint8Array())).toEqual([]);
  });

  it('of files that have little in common ends soon', () => {
    const many = (letter: string): Uint8Array =>
      bytesOf(Array.from({ length: 30_000 }, (_, index) => `${letter}${index}\n`).join(''));
    const kinds = differenceOf(many('a'), many('b')).map(({ kind }) => kind);
    expect(kinds).toEqual([...Array<string>(30_000).fill('removed'), ...Array<string>(30_000).fill('added')]);
  });

  it('is cut to the changed lines and some around', () => {
    const before = controlFileWith([MANAGER, LICENSE]);
    const part = changedPart(differenceOf(before, staggerControlFile(before).result), 1);
    expect(part.map(({ text }) => text)).toEqual([
      '[Start]',
      'sleep 60',
      MANAGER,
      'sleep 60',
      LICENSE,
      'sleep 60',
    ]);
    expect(changedPart(differenceOf(before, before))).toEqual([]);
  });
});
