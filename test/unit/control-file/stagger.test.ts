/** The edit of Q260366, byte by byte. */
import { describe, expect, it } from 'vitest';
import { controlFile } from '../../../build/sample-sites/control-file.ts';
import { ControlFileError } from '../../../electron/engine/control-file/control-file-error.ts';
import { assertOnlyStartDiffers, staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { LICENSE, MANAGER, bytesOf, controlFileWith, startLinesOf, textOf } from './control-files.ts';

const staggered = (text: string): string => textOf(staggerControlFile(bytesOf(text)).result);
const startAfter = (...lines: string[]): readonly string[] =>
  startLinesOf(staggerControlFile(controlFileWith(lines)).result);

describe('putting the pauses in', () => {
  it('gives the five lines of the article', () => {
    expect(startAfter(MANAGER, LICENSE)).toEqual(['sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60']);
  });

  it('works for the control file of the samples', () => {
    const before = controlFile();
    const { changed, result, exam } = staggerControlFile(before);
    expect([changed, exam.state, result.length]).toEqual([true, 'untouched', before.length + 3 * 10]);
  });

  it('puts one before and one after the only service', () => {
    expect(startAfter(MANAGER)).toEqual(['sleep 60', MANAGER, 'sleep 60']);
  });

  it('keeps all that stands between, in its order', () => {
    const other = 'service \\\\%SITE_SERVER%\\SMS_SQL_MONITOR';
    expect(startAfter('# first', '', other, MANAGER, '', '# then', other, LICENSE, 'cmd `ver`')).toEqual([
      '# first',
      '',
      other,
      'sleep 60',
      MANAGER,
      'sleep 60',
      '',
      '# then',
      other,
      LICENSE,
      'sleep 60',
      'cmd `ver`',
    ]);
  });

  it('completes what is there partly', () => {
    expect(startAfter('sleep 60', MANAGER, LICENSE, 'sleep 30')).toEqual([
      'sleep 60',
      MANAGER,
      'sleep 60',
      LICENSE,
      'sleep 60',
      'sleep 30',
    ]);
  });

  it('changes nothing that is complete', () => {
    const bytes = controlFileWith(['sleep 60', MANAGER, 'sleep 61', LICENSE, 'sleep 3600']);
    const { changed, result } = staggerControlFile(bytes);
    expect(changed).toBe(false);
    expect(result).toEqual(bytes);
  });

  it.each(['\n', '\r\n', '\r\r\n'])('ends its lines with %j as the others', (end) => {
    expect(staggered(`[Start]${end}${MANAGER}${end}${LICENSE}${end}`)).toBe(
      ['[Start]', 'sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60'].map((line) => line + end).join(''),
    );
  });

  it('takes line end and indentation of the line it stands beside', () => {
    expect(staggered(`[Start]\r\n\t${MANAGER}\n  ${LICENSE}\r\r\n[Stop]\r\n`)).toBe(
      `[Start]\r\n\tsleep 60\n\t${MANAGER}\n\tsleep 60\n  ${LICENSE}\r\r\n  sleep 60\r\r\n[Stop]\r\n`,
    );
  });

  it('leaves a file without a last line end without one', () => {
    expect(staggered(`[Start]\r\n${MANAGER}\r\n\t${LICENSE}`)).toBe(
      `[Start]\r\nsleep 60\r\n${MANAGER}\r\nsleep 60\r\n\t${LICENSE}\r\n\tsleep 60`,
    );
    expect(staggered(`[Start]\n${MANAGER}`)).toBe(`[Start]\nsleep 60\n${MANAGER}\nsleep 60`);
    expect(staggered(`[Start]\n# x\r\n${MANAGER}`)).toBe(
      `[Start]\n# x\r\nsleep 60\r\n${MANAGER}\r\nsleep 60`,
    );
  });

  it('stays in front of an end-of-file mark', () => {
    expect(staggered(`[Start]\r\n${MANAGER}\u001a\u001a`)).toBe(
      `[Start]\r\nsleep 60\r\n${MANAGER}\r\nsleep 60\u001a\u001a`,
    );
  });

  it('keeps the bytes of any code page', () => {
    const comment = `# ${String.fromCharCode(...Array.from({ length: 128 }, (_, index) => 128 + index))}`;
    expect(startAfter(comment, MANAGER, LICENSE)[0]).toBe(comment);
  });

  it('does not change the bytes it is given', () => {
    const bytes = controlFileWith([MANAGER, LICENSE]);
    const copy = Uint8Array.from(bytes);
    staggerControlFile(bytes);
    expect(bytes).toEqual(copy);
  });
});

describe('what is refused', () => {
  const refusal = (bytes: Uint8Array): ControlFileError => {
    try {
      staggerControlFile(bytes);
    } catch (error) {
      if (error instanceof ControlFileError) return error;
      throw error;
    }
    throw new Error('It was not refused.');
  };

  it('names the line', () => {
    const error = refusal(controlFileWith([LICENSE, MANAGER]));
    expect([error.code, error.exam?.state]).toEqual(['unexpected', 'unexpected']);
    expect(error.message).toContain('Line 17: SMS_LICENSE_SERVER is started before');
  });

  it('names the line of what is no control file', () => {
    const error = refusal(bytesOf('a\nb\0'));
    expect(error.code).toBe('not-a-control-file');
    expect(error.message).toContain('Line 2: It holds a NUL byte');
  });
});

describe('the comparison before every write', () => {
  const before = controlFileWith([MANAGER, LICENSE]);
  const replaced = (from: string, to: string): Uint8Array => bytesOf(textOf(before).replace(from, to));

  it('lets a change in [Start] pass', () => {
    expect(() => assertOnlyStartDiffers(before, controlFileWith([MANAGER]))).not.toThrow();
  });

  it.each([
    ['a blank in [Tokens]', replaced('\tSITE_SERVER_DEST', '\t SITE_SERVER_DEST'), /\[Tokens\]/],
    ['a comment in [Tokens]', replaced('# Set', '# set'), /\[Tokens\]/],
    ['a line end in [Tokens]', replaced('[Tokens]\r\n', '[Tokens]\n'), /\[Tokens\]/],
    ['[Stop]', replaced('[Stop]', '[STOP]'), /outside of \[Start\]/],
    ['the heading of [Start]', replaced('[Start]', '[start]'), /outside of \[Start\]/],
    ['the header', replaced('# Backup', '# backup'), /outside of \[Start\]/],
    ['nothing left', new Uint8Array(), /\[Tokens\]/],
  ])('refuses a change of %s', (_, after, message) => {
    expect(() => assertOnlyStartDiffers(before, after)).toThrow(message);
  });
});
