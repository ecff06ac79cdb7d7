/** Logs as arbitrary as they come: lines of every variant, cut, wrapped, damaged, with any line ends. */
import fc from 'fast-check';
import type { WatchedText } from '../../../electron/engine/evidence/model.ts';

const watch = (id: string, text: string, components: string[], files: string[], neutral: string[] = []) =>
  ({ id, text, components, files, neutral }) satisfies WatchedText;

export const WATCHED: readonly WatchedText[] = [
  watch(
    'waiting',
    'Waiting for an available despooling thread',
    ['SMS_DESPOOLER'],
    ['despool'],
    ['despooling threads', 'Memory usage:'],
  ),
  watch('anywhere', 'General SQL Server error', [], []),
  watch('scheduler', 'job is not mandatory', ['sms_scheduler'], ['sched']),
  watch('same-text', 'Waiting for an available despooling thread', [], ['sched'], ['no work']),
  watch('accents', 'Größe überschritten', [], []),
  watch('blank', ' ', [], []),
];

const COMPONENTS = [
  'SMS_DESPOOLER',
  'SMS_SCHEDULER',
  'sms_despooler ',
  'SMS_EXECUTIVE',
  'SMS_SITE_BACKUP',
  'C:\\Program Files (x86)\\a.exe',
  'Stra\xdfe',
  'X'.repeat(130),
  ' ',
  '',
];

const MESSAGES = [
  'Waiting for an available despooling thread',
  '~Waiting for an  available\tdespooling THREAD~',
  'Waiting for an\xa0available despooling thread',
  'xWaiting for an available despooling threads out of 3',
  'Used 1 out of 3 despooling threads',
  'Memory usage: 1',
  'no work',
  'no work waiting for an available despooling thread, job is not mandatory',
  'General SQL Server error: Check messages from the SQL Server.',
  'Gr\xf6\xdfe \xfcberschritten',
  'Gr\xc3\xb6\xc3\x9fe \xc3\xbcberschritten, General SQL Server error',
  'Initializing the status message reporting system...',
  '05/17/01 02:20:12 - backup completed.',
  'costs $5 <b> (x) $$ or $<',
  '',
  '~ ~',
  'x',
  'Despooler successfully executed one instruction.',
  'long '.repeat(500),
];

const status = fc
  .record({
    id: fc.constantFrom(500, 502, 679),
    component: fc.constantFrom('SMS_EXECUTIVE', 'SMS_SITE_BACKUP', 'SMS_SCHEDULER'),
    system: fc.constantFrom('SRV1', 'srv2'),
    pid: fc.nat(3),
    gmt: fc.constantFrom(
      'Thu May 17 06:00:00.000 2001',
      'Thu May 17 05:30:00.000 2001',
      'Xyz 17',
      'Mon Jan  1 01:00:00.000 1990',
    ),
  })
  .map(
    ({ id, component, system, pid, gmt }) =>
      `STATMSG: ID=${id} SEV=I LEV=M SOURCE="SMS Server" COMP="${component}" SYS=${system} SITE=OFF PID=${pid} TID=1 GMTDATE=${gmt} ISTR0=""`,
  );

const STAMPS = [
  'Thu May 17 01:00:00.000 2001',
  'Thu May 17 01:30:59.999 2001',
  'Thu May 17 03:00:00.000 2001',
  'Fri May 18 23:59:60.000 2001',
  'Thu May  7  9:00:00.000 2001',
  'Thu May 7 9:00:00.000 2001',
  'Sat Feb 30 01:00:00.000 2001',
  'Thu,May 17 01:00:00.000 2001',
  'thu mAY 17 01:00: 5.000 2001',
  'Wed May 21 17:09:02 1997~',
  'Mon Jan 01 00:00:00.000 0099',
];
const ZONES = [
  ' Eastern Daylight Time',
  ' W. Europe Standard Time',
  '',
  ' Westeurop\xe4ische Normalzeit',
  ' \r',
  ' $',
];
const THREADS = ['281 (0x119)', 'DB', '1', '', 'x'];

const usual = fc
  .record({
    message: fc.oneof(fc.constantFrom(...MESSAGES), status),
    component: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('SMS_DESPOOLER', 'SMS_SCHEDULER') },
      fc.constantFrom(...COMPONENTS),
    ),
    stamp: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(STAMPS[0]!, STAMPS[1]!, STAMPS[2]!) },
      fc.constantFrom(...STAMPS),
    ),
    zone: fc.oneof({ weight: 4, arbitrary: fc.constant(ZONES[0]!) }, fc.constantFrom(...ZONES)),
    thread: fc.oneof({ weight: 6, arbitrary: fc.constant(THREADS[0]!) }, fc.constantFrom(...THREADS)),
    blanks: fc.constantFrom('  ', '', ' <'),
  })
  .map(
    ({ message, component, stamp, zone, thread, blanks }) =>
      `${message}${blanks}$$<${component}><${stamp}${zone}><thread=${thread}>`,
  );

const other = fc.constantFrom(
  ...MESSAGES,
  'message\tSMS_DESPOOLER\t5/17/01 1:20:00 AM\t281 (0x119)\t',
  'General SQL Server error |SMS_SITE_BACKUP |8/23/2001 1:53:55 AM |1180 (0x049C)',
  '~Waiting for an available despooling thread $$(SMS_DESPOOLER)(Mon Jun 26 16:18:55 2000~)(thread=326)',
  'text $$<SMS_DESPOOLER>',
  'Waiting for an available',
  'despooling thread  $$<SMS_DESPOOLER><Thu May 17',
  '01:00:00.000 2001 Eastern Daylight Time><thread=281',
  '(0x119)>',
  '  $$<SMS_DESPOOLER><Thu May 17 01:10:00.000 2001 Eastern Daylight Time><thread=281 (0x119)>',
  '\x00\x01\x02\xff\xfe',
  '\x00\x00Waiting for an available despooling thread',
  ' ',
);

/** Puts a byte in, takes one out, or doubles a part. */
const damage = fc.record({
  line: fc.oneof({ weight: 3, arbitrary: usual }, other),
  at: fc.nat(400),
  how: fc.constantFrom('keep', 'keep', 'keep', 'insert', 'remove', 'double', 'swap'),
  byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(9, 13, 32, 36, 60, 62)),
});

const line = damage.map(({ line: text, at, how, byte }) => {
  const place = text.length === 0 ? 0 : at % text.length;
  const one = byte === 10 ? ' ' : String.fromCharCode(byte);
  if (how === 'insert') return text.slice(0, place) + one + text.slice(place);
  if (how === 'remove') return text.slice(0, place) + text.slice(place + 1);
  if (how === 'swap') return text.slice(0, place) + one + text.slice(place + 1);
  if (how === 'double') return text.slice(0, place) + text.slice(Math.max(0, place - 7));
  return text;
});

/** A log as a byte string. */
export const mutatedLog = fc
  .array(fc.tuple(line, fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r\r\n', '\n\n')), { maxLength: 60 })
  .chain((lines) =>
    fc.boolean().map((ended) => {
      const text = lines.map(([body, end]) => body + end).join('');
      return ended ? text : text.replace(/[\r\n]+$/, '');
    }),
  );
