/** Whatever a program prints: the parsers give an answer or say that there is none, and never more than the text holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failureOf, sentenceOf } from '../../../electron/host/failure.ts';
import { parseClockLead } from '../../../electron/host/parse/net-time.ts';
import { parseRegQuery } from '../../../electron/host/parse/reg-query.ts';
import { parseServiceStatus } from '../../../electron/host/parse/service-state.ts';
import { parseSmsShares } from '../../../electron/host/parse/shares.ts';
import { targetOf } from '../../../electron/host/server-name.ts';
import { exited, recorded } from './recorded.ts';

const SEEDS = [
  'sc-queryex-windows-10',
  'reg-query-deep-windows-10',
  'reg-query-windows-xp',
  'net-share-english',
  'net-time-german',
  'sc-no-rpc-english',
].map(recorded);

/** A recording of which a piece was taken out, doubled or replaced. */
const damaged = fc
  .record({
    text: fc.constantFrom(...SEEDS),
    from: fc.nat(1000),
    length: fc.nat(80),
    instead: fc.oneof(
      fc.constant(''),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n', '    ', '\t', '\0', ':'),
    ),
  })
  .map(({ text, from, length, instead }) => text.slice(0, from) + instead + text.slice(from + length));

const anyText = fc.oneof(damaged, fc.string({ unit: 'binary' }), fc.constant(''));

it('a registry answer has values only of keys it named, each on a line of the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const answer = parseRegQuery(text);
      if (answer === null) return;
      const lines = text.split('\n').length;
      for (const { key, line } of answer.values) {
        expect(answer.keys).toContain(key);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
      }
    }),
  );
});

it('a service has a state only where the text names it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      if (parseServiceStatus(text, 'SMS_EXECUTIVE') !== null)
        expect(text.toUpperCase()).toContain('SMS_EXECUTIVE');
    }),
  );
});

it('a share is called as the text says, and a clock is off by less than a day', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 4e12 }), (text, expected) => {
      for (const { share } of parseSmsShares(text)) expect(text).toContain(share);
      expect(Math.abs(parseClockLead(text, expected) ?? 0)).toBeLessThan(24 * 3_600_000);
    }),
  );
});

it('a failure can always be said in a sentence', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 0, max: 2000 }), (text, code) => {
      const sentence = sentenceOf('reg', failureOf('reg', exited(code, text)), targetOf('A'));
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence.length).toBeLessThan(400);
    }),
  );
});

it('a long line is read in a moment', () => {
  for (const piece of ['    ', '\t', 'REG_', ' C:\\', '1.', ':', '[SC] ']) {
    const text = `HKEY_A\n    ${piece.repeat(200_000)}`;
    expect(parseRegQuery(text)).not.toBeNull();
    expect(parseServiceStatus(text, 'A')).toBeNull();
    expect(parseSmsShares(`SMS_CEN${text}`)).toEqual([]);
    expect(parseClockLead(text, 0)).toBeNull();
    expect(failureOf('net', exited(1, text)).kind).toBe('strange');
  }
}, 10_000);
