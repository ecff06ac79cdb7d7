import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WatchedText } from '../../../electron/engine/evidence/model.ts';
import type { LogFile } from '../../../electron/engine/evidence/model.ts';
import { LogScanner, type ScanResult } from '../../../electron/engine/log/scanner.ts';
import { encodingOf } from '../../../electron/site/text/code-page.ts';
import { mutatedLog, WATCHED } from './mutated-logs.ts';

interface Scanned extends ScanResult {
  readonly files: readonly LogFile[];
}

type Feed = (scanner: LogScanner, log: string) => void;

const asText =
  (chunk = Infinity): Feed =>
  (scanner, log) => {
    for (let at = 0; at < log.length; at += chunk) scanner.push(log.slice(at, at + chunk));
  };

const asBytes =
  (chunk = Infinity): Feed =>
  (scanner, log) => {
    const bytes = Buffer.from(log, 'latin1');
    for (let at = 0; at < bytes.length; at += chunk) scanner.pushBytes(bytes.subarray(at, at + chunk));
  };

function scan(
  logs: readonly string[],
  feed: Feed,
  watched: readonly WatchedText[] = WATCHED,
  codePage = 'windows-1252',
): Scanned {
  const scanner = new LogScanner({ watched });
  const files = logs.map((log, index) => {
    const rolledOver = index === 0 && logs.length > 1;
    scanner.beginFile(rolledOver ? 'Logs/Despool.lo_' : 'Logs/Despool.log', {
      family: 'despool',
      rolledOver,
      codePage,
      decode: encodingOf(Buffer.from('text'), codePage).decode,
    });
    feed(scanner, log);
    return scanner.endFile(log.length);
  });
  return { ...scanner.finish(), files };
}

const tail = (time: string): string =>
  `  $$<SMS_DESPOOLER><Thu May 17 ${time}.000 2001 Eastern Daylight Time><thread=281 (0x119)>\r\n`;

describe('the byte reader', () => {
  it(
    'finds what the text reader finds, in any code page and split into any chunks',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(
          fc.array(mutatedLog, { minLength: 1, maxLength: 2 }),
          fc.integer({ min: 1, max: 200 }),
          fc.constantFrom('windows-1252', 'utf-8', 'cp932', 'windows-1251'),
          (logs, chunk, codePage) => {
            const expected = scan(logs, asText(), WATCHED, codePage);
            expect(scan(logs, asBytes(), WATCHED, codePage)).toEqual(expected);
            expect(scan(logs, asBytes(chunk), WATCHED, codePage)).toEqual(expected);
          },
        ),
        { numRuns: 400 },
      );
    },
  );

  it('finds what the text reader finds in arbitrary bytes', { timeout: 120_000 }, () => {
    const bytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(10, 13, 36, 60, 62)), {
      maxLength: 500,
    });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 64 }), (all, chunk) => {
        const log = String.fromCharCode(...all);
        expect(scan([log], asBytes(chunk))).toEqual(scan([log], asText()));
      }),
      { numRuns: 400 },
    );
  });

  it(
    'finds each of many texts wherever it stands, in any case and width of blanks',
    { timeout: 120_000 },
    () => {
      const word = fc.stringMatching(/^[a-z#0-9(.]{2,9}$/);
      const phrase = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => words.join(' '));
      fc.assert(
        fc.property(
          fc.uniqueArray(phrase, { minLength: 1, maxLength: 40 }),
          fc.array(fc.tuple(fc.nat(), fc.nat(9), fc.boolean(), fc.boolean()), {
            minLength: 1,
            maxLength: 20,
          }),
          (phrases, uses) => {
            const watched = phrases.map((text) => ({
              id: text,
              text,
              components: [],
              files: [],
              neutral: [],
            }));
            const log = uses
              .map(([which, before, wide, upper]) => {
                let text = phrases[which % phrases.length]!;
                if (wide) text = text.replaceAll(' ', ' \t ');
                if (upper) text = text.toUpperCase();
                return `${'#'.repeat(before)}${text}!${tail('01:00:00')}`;
              })
              .join('');
            const found = scan([log], asBytes(), watched);
            expect(found).toEqual(scan([log], asText(), watched));
            for (const [which] of uses) {
              const text = phrases[which % phrases.length]!;
              expect(found.evidence.hits.map((hits) => hits.watchId)).toContain(text);
            }
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('finds texts shorter than a piece', () => {
    const watched = [{ id: 'short', text: 'RAS', components: [], files: [], neutral: ['no'] }];
    const log = `a ras b${tail('01:00:00')}none${tail('01:00:01')}c${tail('01:00:02')}`;
    const found = scan([log], asBytes(), watched);
    expect(found.evidence.hits[0]).toMatchObject({ count: 1, runs: [{ endedBy: { line: 3 } }] });
    expect(found).toEqual(scan([log], asText(), watched));
  });

  it('reads lines longer than its memory by their heads, the same for any chunks', () => {
    const long = `Waiting for an available despooling thread ${'x'.repeat(1_300_000)}`;
    const log = `${long}${tail('01:00:00')}${tail('01:00:01')}${'\x00'.repeat(2_500_000)}\nwork${tail('01:00:02')}`;
    const expected = scan([log], asText());
    expect(expected.files[0]?.lines).toBe(4);
    for (const chunk of [Infinity, 1 << 20, 300_001]) {
      expect(scan([log], asBytes(chunk))).toEqual(expected);
      expect(scan([log], asText(chunk))).toEqual(expected);
    }
  });

  it('keeps count of more lines, components and hits than its tables hold at a time', () => {
    const lines: string[] = [];
    for (let index = 0; index < 20_000; index += 1) {
      const message = index % 3 === 0 ? 'work' : 'Waiting for an available despooling thread';
      lines.push(`${message}  $$<C${index % 700}><Thu May 17 01:00:00.000 2001><thread=1 (0x1)>\r\n`);
    }
    const log = lines.join('');
    const found = scan([log], asBytes());
    expect(found.files[0]).toMatchObject({ lines: 20_000, stamped: 20_000 });
    expect(found.evidence.components.reduce((sum, one) => sum + one.lines, 0)).toBe(20_000);
    expect(found).toEqual(scan([log], asText(4096)));
  });

  it('reads the text of a log in UTF-8 as it is written', () => {
    const log = `\xc3\xa0 la fin${tail('01:00:00')}\xc3\xa0 $$<SMS_DESPOOLER>\r\n`;
    for (const feed of [asBytes(), asText()]) {
      const { evidence } = scan([log], feed, WATCHED, 'utf-8');
      expect(evidence.components[0]).toMatchObject({ first: { text: 'à la fin' }, last: { text: 'à' } });
    }
  });
});
