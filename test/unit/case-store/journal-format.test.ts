import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LINE_BEFORE, journalLine, readJournal } from '../../../electron/case-store/journal-format.ts';

/** A journal of notes, as the writer makes it. */
function journalOf(notes: readonly string[]): Buffer {
  let prev = NO_LINE_BEFORE;
  return Buffer.concat(
    notes.map((note, index) => {
      const line = journalLine(
        { kind: 'step-noted', run: 'r', step: 's', note },
        { seq: index + 1, at: '2001-05-17T06:23:00.000Z', by: 'A. Meyer', prev },
      );
      prev = line.sum;
      return line.bytes;
    }),
  );
}

const notesOf = (bytes: Buffer): readonly string[] =>
  readJournal(bytes).records.map((record) => (record.kind === 'step-noted' ? record.note : ''));

describe('the journal', () => {
  it('is read as it was written, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (notes) => {
        const read = readJournal(journalOf(notes));
        expect(read.damaged).toEqual([]);
        expect(read.torn).toBeNull();
        expect(notesOf(journalOf(notes))).toEqual(notes);
      }),
    );
  });

  it('drops a torn tail, cut at any byte, and nothing else', () => {
    const notes = ['one', 'two “quoted”', 'three'];
    const whole = journalOf(notes);
    for (let bytes = 0; bytes <= whole.length; bytes += 1) {
      const read = readJournal(whole.subarray(0, bytes));
      const lines = whole.subarray(0, bytes).filter((byte) => byte === 10).length;
      expect(read.records).toHaveLength(lines);
      expect(read.damaged).toEqual([]);
      expect(read.torn === null).toBe(bytes === read.wholeBytes);
    }
  });

  it('takes zero bytes at the end for a torn tail, as a power cut leaves them', () => {
    const whole = journalOf(['one', 'two']);
    const read = readJournal(Buffer.concat([whole, Buffer.alloc(300), Buffer.from('\n')]));
    expect(read.records).toHaveLength(2);
    expect(read.damaged).toEqual([]);
    expect(read.wholeBytes).toBe(whole.length);
  });

  it('takes a last line for a torn one whose first piece was not written, or a whole piece of it', () => {
    const whole = journalOf(['one', 'two', 'x'.repeat(2000)]);
    const start = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const [from, to] of [
      [start, start + 100],
      [start + 300, start + 300 + 512],
    ]) {
      const read = readJournal(Buffer.from(whole).fill(0, from, to));
      expect([read.records.length, read.damaged, read.wholeBytes]).toEqual([2, [], start]);
    }
  });

  it('shows zero bytes elsewhere as damage, also in the last line', () => {
    const whole = journalOf(['one', 'two', 'three']);
    const starts = [0, ...[...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1)].slice(0, 3);
    const holed = Buffer.from(whole);
    for (const start of starts) holed[start + 20] = 0;
    const read = readJournal(holed);
    expect([read.records, read.damaged.map(({ line }) => line), read.torn]).toEqual([[], [1, 2, 3], null]);
  });

  it.each([
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf8')],
  ])('is read, and shown as damaged, when an editor saved it as %s', (_, saved) => {
    const notes = ['one', 'two “quoted”', 'three'];
    for (const text of [journalOf(notes).toString(), journalOf(notes).toString().replaceAll('\n', '\r\n')]) {
      expect(notesOf(saved(text))).toEqual(notes);
      expect(readJournal(saved(text)).damaged).toHaveLength(1);
      expect(readJournal(saved(text)).torn).toBeNull();
    }
  });

  it('never gives a record that was not written, whatever happened to its bytes', () => {
    const notes = ['one', 'two', 'three', 'four'];
    const whole = journalOf(notes);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(whole.length),
        (flips, cut) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of flips) bytes[at] = value;
          const read = notesOf(bytes.subarray(0, cut));
          expect(notes.filter((note) => read.includes(note))).toEqual(read);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('shows a line that was changed, taken out, doubled or moved', () => {
    const lines = journalOf(['one', 'two', 'three', 'four'])
      .toString('utf8')
      .split(/(?<=\n)/);
    const of = (...order: readonly number[]) =>
      readJournal(Buffer.from(order.map((at) => lines[at]).join('')));
    expect(of(0, 1, 2, 3).damaged).toEqual([]);
    expect(of(0, 2, 3).damaged.map(({ line }) => line)).toEqual([2]);
    expect(of(0, 1, 1, 2).damaged.map(({ line }) => line)).toEqual([3]);
    expect(of(0, 2, 1, 3).damaged.map(({ line }) => line)).toEqual([2, 3]);
    const changed = readJournal(Buffer.from(lines.join('').replace('two', 'twa')));
    expect(changed.damaged.map(({ line }) => line)).toEqual([2]);
    expect(changed.records.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    const alsoCut = readJournal(Buffer.from([lines[0], 'x\n', lines[3]].join('')));
    expect(alsoCut.damaged.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('shows all of a journal whose line ends were changed, and says so', () => {
    const text = journalOf(['one', 'two', 'three']).toString('utf8');
    const converted = readJournal(Buffer.from(text.replaceAll('\n', '\r\n')));
    expect(converted.records.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(converted.damaged).toEqual([{ line: 1, why: 'The ends of its lines were changed.' }]);
  });

  it('reads bytes of any kind without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readJournal(Buffer.from(bytes)).records).toEqual([]);
      }),
    );
  });
});
