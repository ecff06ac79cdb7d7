/** What is said of control files of all kinds (Q260366, Q275612). */
import { describe, expect, it } from 'vitest';
import { type ControlFileExam, examineControlFile } from '../../../electron/engine/control-file/examine.ts';
import { FIRST_START_LINE, LICENSE, MANAGER, bytesOf, controlFileWith } from './control-files.ts';

const inStart = (...lines: string[]): ControlFileExam => examineControlFile(controlFileWith(lines));
const ofText = (text: string): ControlFileExam => examineControlFile(bytesOf(text));
/** Line of [Start], counted from 1, as line of the file. */
const startLine = (number: number): number => FIRST_START_LINE + number - 1;

describe('the pauses', () => {
  it.each<[string, string[], ControlFileExam['state']]>([
    ['none', [MANAGER, LICENSE], 'untouched'],
    ['all', ['sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60'], 'staggered'],
    ['longer ones', ['sleep 90', MANAGER, 'sleep 120', LICENSE, 'sleep 600'], 'staggered'],
    ['none before the first', [MANAGER, 'sleep 60', LICENSE, 'sleep 60'], 'partly'],
    ['none between', ['sleep 60', MANAGER, LICENSE, 'sleep 60'], 'partly'],
    ['none at the end', ['sleep 60', MANAGER, 'sleep 60', LICENSE], 'partly'],
    ['shorter ones', ['sleep 30', MANAGER, 'sleep 30', LICENSE, 'sleep 30'], 'partly'],
    ['one shorter', ['sleep 60', MANAGER, 'sleep 59', LICENSE, 'sleep 60'], 'partly'],
    [
      'a short and a long one',
      ['sleep 5', 'sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60'],
      'staggered',
    ],
    [
      'any case, blanks, tabs',
      ['\tSLEEP\t60 ', ` ${MANAGER.toLowerCase()}\t`, 'Sleep  060', LICENSE, 'sleep 60'],
      'staggered',
    ],
    [
      'comments and blank lines between',
      ['sleep 60', '# wait', '', MANAGER, '', 'sleep 60', LICENSE, '#', 'sleep 60'],
      'staggered',
    ],
    ['as a comment', ['# sleep 60', MANAGER, '#sleep 60', LICENSE, '# sleep 60'], 'untouched'],
    ['somewhere else in the section', ['sleep 60', 'cmd `ver`', MANAGER, LICENSE], 'untouched'],
    [
      'of the program by its path',
      ['%SystemRoot%\\sleep.exe 60', MANAGER, 'sleep.exe 60', LICENSE, 'sleep 60'],
      'staggered',
    ],
    ['around the only service', ['sleep 60', MANAGER, 'sleep 60'], 'staggered'],
    ['none around the only service', [MANAGER], 'untouched'],
    ['none, with the other service commented out', [MANAGER, `# ${LICENSE}`], 'untouched'],
    [
      'none, with another service between',
      [MANAGER, 'service \\\\%SITE_SERVER%\\SMS_SQL_MONITOR', LICENSE],
      'untouched',
    ],
  ])('%s', (_, lines, state) => {
    expect(inStart(...lines).state).toBe(state);
  });

  it('are told with the line of each place', () => {
    expect(inStart('sleep 60', MANAGER, 'sleep 30', LICENSE).reasons).toEqual([
      { line: startLine(1), text: 'A pause of 60 seconds before SMS_SITE_COMPONENT_MANAGER.' },
      {
        line: startLine(3),
        text: 'The pause after SMS_SITE_COMPONENT_MANAGER is 30 seconds; Q260366 has 60.',
      },
      { line: startLine(4), text: 'There is no pause after SMS_LICENSE_SERVER.' },
    ]);
  });

  it('in a switched-off block do not count', () => {
    expect(inStart('#stop', 'sleep 60', '#start', MANAGER, 'sleep 60', LICENSE, 'sleep 60').state).toBe(
      'partly',
    );
  });
});

describe('a control file that a person must look at', () => {
  it.each<[string, string[], number]>([
    ['the services the other way round', [LICENSE, MANAGER], 1],
    ['the first service twice', [MANAGER, LICENSE, MANAGER], 3],
    ['the second service twice', [MANAGER, LICENSE, LICENSE], 3],
    ['no service lines', [], 0],
    ['only the second service', [LICENSE], 0],
    ['the first service commented out', [`#${MANAGER}`, LICENSE], 0],
    ['a service without a server', ['service SMS_SITE_COMPONENT_MANAGER', LICENSE], 1],
    ['a service with something behind it', [MANAGER, `${LICENSE} /wait`], 2],
    ['a service started in another way', [MANAGER, 'cmd `net start SMS_LICENSE_SERVER`'], 2],
    ['a pause in a command', ['cmd `sleep 60`', MANAGER, LICENSE], 1],
    ['a pause without seconds', ['sleep', MANAGER, LICENSE], 1],
    ['a pause with words', ['sleep 60 seconds', MANAGER, LICENSE], 1],
    ['a negative pause', ['sleep -60', MANAGER, LICENSE], 1],
    ['a service that is switched off', ['#stop', MANAGER, '#start', LICENSE], 0],
    ['a block that is not ended', ['#stop', MANAGER, LICENSE], 1],
    ['two #start in a row', ['#stop', '#start', '#start', MANAGER, LICENSE], 3],
    ['another [Start]', [MANAGER, LICENSE, '[start]', MANAGER], 3],
    ['another [Tokens]', [MANAGER, LICENSE, '[Tokens]'], 3],
    ['a section that is not known', [MANAGER, LICENSE, '[Restart]'], 3],
    ['something behind a heading', [MANAGER, LICENSE, '[Stop] now'], 3],
    ['an end mark inside', [MANAGER, '\u001a', LICENSE], 2],
  ])('%s', (_, lines, line) => {
    const exam = inStart(...lines);
    expect(exam.state).toBe('unexpected');
    expect(exam.reasons.map((reason) => reason.line)).toContain(startLine(line));
  });

  it.each([
    ['no [Start]', '[Tokens]\r\n[Stop]\r\n[Tasks]\r\n', null],
    ['a service among the tasks', `[Tasks]\n${MANAGER}\n[Start]\n${MANAGER}\n`, 2],
    ['a service above all sections', `${MANAGER}\n[Start]\n${MANAGER}\n`, 1],
    ['text above all sections', `Hello\n[Start]\n${MANAGER}\n`, 1],
    ['a UTF-8 mark', `\u00ef\u00bb\u00bf# Backup\n[Start]\n${MANAGER}\n`, 1],
    ['a block that holds a heading', `[Start]\n${MANAGER}\n#stop\n[Tasks]\n#start\n`, 4],
  ])('%s', (_, text, line) => {
    const exam = ofText(text);
    expect(exam.state).toBe('unexpected');
    expect(exam.reasons[0]?.line).toBe(line);
  });

  it('says where a service stands that does nothing', () => {
    expect(inStart(`# ${MANAGER}`, LICENSE).reasons[0]?.text).toBe(
      `[Start] has no line that starts SMS_SITE_COMPONENT_MANAGER. Line ${startLine(1)} names it, but it is commented out.`,
    );
    expect(inStart('#stop', MANAGER, '#start', LICENSE).reasons[0]?.text).toContain(
      'but it is switched off.',
    );
  });
});

describe('blocks between #stop and #start', () => {
  it('elsewhere do not matter', () => {
    const text = `[Tasks]\n#stop\nmeteringdbdump X\n#start\n[Start]\n${MANAGER}\n${LICENSE}\n#STOP x\nfoo\n #Start x\n`;
    expect(ofText(text).state).toBe('untouched');
  });

  it('are not begun by a comment', () => {
    expect(inStart('# stop all', '#starting services', MANAGER, LICENSE).state).toBe('untouched');
  });
});

describe('sections', () => {
  it.each([['[START]'], ['[start]'], ['\t[Start] '], ['[ Start ]']])('%j is found', (heading) => {
    expect(ofText(`[Tokens]\n${heading}\n${MANAGER}\n`).state).toBe('untouched');
  });

  it('[Start] need not be the last', () => {
    expect(ofText(`[Start]\n${MANAGER}\n${LICENSE}\n[Stop]\n${MANAGER}\n${LICENSE}\n`).state).toBe(
      'untouched',
    );
  });

  it('that are commented out are none', () => {
    expect(ofText(`[Stop]\n# [Start]\n${MANAGER}\n`).reasons).toEqual([
      { line: null, text: 'There is no section [Start], so no line that starts services.' },
    ]);
  });
});

describe('what is not a control file', () => {
  it.each<[string, Uint8Array, number | null]>([
    ['nothing', new Uint8Array(), null],
    ['only an end mark', bytesOf('\u001a'), null],
    ['only blank lines and comments', bytesOf('\r\n# x\r\n'), null],
    ['a letter', bytesOf('\r\nDear Sir,\r\n'), 2],
    ['another INI file', bytesOf('[Settings]\r\nA=1\r\n'), 1],
    ['UTF-16', Buffer.from('\ufeff[Start]\r\n', 'utf16le'), 1],
    ['UTF-16 without a mark', Buffer.from('[Start]\r\n', 'utf16le'), 1],
    ['UTF-16, the other byte first', Buffer.from('\ufeff[Start]\r\n', 'utf16le').swap16(), 1],
    ['a NUL', bytesOf(`[Start]\r\n${MANAGER}\r\n\0`), 3],
    ['a NUL in the middle', bytesOf('[Start]\r\r\n\n\0\n'), 3],
    ['a megabyte and more', new Uint8Array((1 << 20) + 1).fill(10), null],
  ])('%s', (_, bytes, line) => {
    const { state, reasons } = examineControlFile(bytes);
    expect(state).toBe('not-a-control-file');
    expect(reasons[0]?.line).toBe(line);
  });
});

describe('a carriage return alone', () => {
  it.each([
    ['in a comment, which may go on behind it', `[Start]\r\n#old\r${MANAGER}\r\n${LICENSE}\r\n`, 2],
    ['before a heading', `[Stop]\r\n[Tasks]\r\n#\r[Start]\r\n${MANAGER}\r\n`, 3],
    ['everywhere', `[Tokens]\r[Start]\r${MANAGER}\r`, 1],
    ['at the very end', `[Start]\r\n${MANAGER}\r`, 2],
  ])('%s leaves the file to a person', (_, text, line) => {
    const { state, reasons } = ofText(text);
    expect(state).toBe('unexpected');
    expect(reasons).toContainEqual({
      line,
      text: expect.stringContaining('carriage return alone') as string,
    });
  });
});

describe('line numbers', () => {
  it.each(['\n', '\r\n', '\r\r\n'])('count lines that end with %j', (lineEnd) => {
    const exam = examineControlFile(controlFileWith([MANAGER, 'sleep', LICENSE], lineEnd));
    expect(exam.reasons.map(({ line }) => line)).toEqual([startLine(2)]);
  });

  it('count mixed line ends', () => {
    expect(ofText(`[Stop]\n\r\r\n[Start]\n\r\nsleep\n${MANAGER}`).reasons[0]?.line).toBe(5);
  });
});
