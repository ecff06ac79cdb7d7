import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WatchedText } from '../../../electron/engine/evidence/model.ts';
import { LogScanner, type ScanResult } from '../../../electron/engine/log/scanner.ts';

const waiting: WatchedText = {
  id: 'waiting',
  text: 'Waiting for an available despooling thread',
  components: ['SMS_DESPOOLER'],
  files: ['despool'],
  neutral: ['despooling threads'],
};

const tail = (time: string, component = 'SMS_DESPOOLER'): string =>
  `  $$<${component}><Thu May 17 ${time}.000 2001 Eastern Daylight Time><thread=281 (0x119)>`;

interface Part {
  readonly path: string;
  readonly text: string;
  readonly chunk?: number;
}

function scan(
  ...parts: readonly Part[]
): ScanResult & { readonly lines: readonly number[]; readonly garbled: readonly number[] } {
  const scanner = new LogScanner({ watched: [waiting] });
  const lines: number[] = [];
  const garbled: number[] = [];
  for (const { path, text, chunk = text.length } of parts) {
    const name = path.split('/').at(-1) ?? path;
    scanner.beginFile(path, {
      family: name.replace(/\..*$/, '').toLowerCase(),
      rolledOver: name.endsWith('.lo_'),
      codePage: 'windows-1252',
      decode: (part) => part,
    });
    for (let at = 0; at < text.length; at += chunk) scanner.push(text.slice(at, at + chunk));
    const file = scanner.endFile(text.length);
    lines.push(file.lines);
    garbled.push(file.garbled);
  }
  return { ...scanner.finish(), lines, garbled };
}

const text = 'Waiting for an available despooling thread';

describe('the log scanner', () => {
  it('counts lines as LF counts them, whatever the line ends', () => {
    const { lines, evidence } = scan({
      path: 'Logs/Despool.log',
      text: `one${tail('01:00:00')}\r\ntwo${tail('01:00:01')}\n${text}${tail('01:00:02')}\r\r\nlast${tail('01:00:03')}`,
    });
    expect(lines).toEqual([4]);
    expect(evidence.hits[0]?.first.line).toBe(3);
    expect(evidence.components[0]?.last).toMatchObject({ line: 4, text: 'last' });
  });

  it('joins the rolled-over part and the log into one run', () => {
    const { evidence } = scan(
      { path: 'Logs/Despool.lo_', text: `work${tail('01:00:00')}\n${text}${tail('01:00:02')}\n` },
      { path: 'Logs/Despool.log', text: `~${text}~${tail('01:00:04')}\n` },
    );
    const [run] = evidence.hits[0]?.runs ?? [];
    expect(run).toMatchObject({ count: 2, endedBy: null });
    expect(run?.first).toMatchObject({ path: 'Logs/Despool.lo_', line: 2 });
    expect(run?.last).toMatchObject({ path: 'Logs/Despool.log', line: 1 });
  });

  it('ends a run with the first line of work, and not with a neutral one or one of another component', () => {
    const { evidence } = scan({
      path: 'Logs/Despool.log',
      text: [
        `${text}${tail('01:00:00')}`,
        `Used 3 out of 3 despooling threads${tail('01:00:01')}`,
        `anything${tail('01:00:02', 'SMS_SCHEDULER')}`,
        `${text}${tail('01:00:03')}`,
        `Despooler successfully executed one instruction.${tail('01:00:04')}`,
        `${text}${tail('01:00:05')}`,
      ].join('\r\n'),
    });
    const runs = evidence.hits[0]?.runs ?? [];
    expect(runs.map((run) => [run.count, run.endedBy?.line ?? null])).toEqual([
      [2, 5],
      [1, null],
    ]);
  });

  it('finds a text that is wrapped, and cites the line where it begins', () => {
    const { evidence } = scan({
      path: 'Despool.log',
      text: [
        'Waiting for an available',
        'despooling thread  $$<SMS_DESPOOLER><Thu May 17',
        '01:00:00.000 2001 Eastern Daylight Time><thread=281',
        '(0x119)>',
        text,
        tail('01:05:00'),
      ].join('\n'),
    });
    expect(evidence.hits[0]?.count).toBe(2);
    expect(evidence.hits[0]?.first).toMatchObject({ line: 1, time: Date.UTC(2001, 4, 17, 1) });
    expect(evidence.hits[0]?.last).toMatchObject({ line: 5, time: Date.UTC(2001, 4, 17, 1, 5) });
  });

  it('counts lines without tails by the name of their file, each once', () => {
    const { evidence } = scan({ path: 'despool.LOG', text: `${text}\n${text}\n${text}\nwork\n${text}\n` });
    expect(evidence.hits[0]?.count).toBe(4);
    expect(evidence.hits[0]?.runs.map((run) => run.count)).toEqual([3, 1]);
  });

  it('does not count the text in the log of another component', () => {
    const { evidence } = scan({
      path: 'Logs/Sched.log',
      text: `${text}${tail('01:00:00', 'SMS_SCHEDULER')}\n${text}\n`,
    });
    expect(evidence.hits).toEqual([]);
  });

  it('finds the component by its name where several share one file', () => {
    const { evidence } = scan({
      path: 'Logs/Shared.log',
      text: `a${tail('01:00:00', 'SMS_SCHEDULER')}\n${text}${tail('01:00:01')}\nb${tail('01:00:02', 'SMS_SCHEDULER')}\n`,
    });
    expect(evidence.hits[0]?.runs).toHaveLength(1);
    expect(evidence.hits[0]?.runs[0]?.endedBy).toBeNull();
    expect(evidence.components.map((activity) => [activity.component, activity.lines])).toEqual([
      ['SMS_SCHEDULER', 2],
      ['SMS_DESPOOLER', 1],
    ]);
  });

  it('passes over binary garbage, says where it was, and uses the rest', () => {
    const { evidence, garbled, lines } = scan({
      path: 'Logs/Despool.log',
      text: `ok${tail('01:00:00')}\r\n\x00\x01\x02\xff\xfe\r\n\x00\x00\x00${text}${tail('01:00:05')}\r\n${'\x00'.repeat(5000)}\r\n${text}${tail('01:00:09')}`,
      chunk: 64,
    });
    expect(lines).toEqual([5]);
    expect(garbled).toEqual([3]);
    expect(evidence.hits[0]?.first.line).toBe(3);
    expect(evidence.hits[0]?.last.line).toBe(5);
    expect(evidence.hits[0]?.runs).toHaveLength(1);
  });

  it('survives a line of many megabytes and counts it as one', () => {
    const { lines, evidence } = scan({
      path: 'Logs/Despool.log',
      text: `${'x'.repeat(5_000_000)}\n${text}${tail('01:00:09')}\n`,
      chunk: 1 << 20,
    });
    expect(lines).toEqual([2]);
    expect(evidence.hits[0]?.first.line).toBe(2);
  });

  it('takes the offset of the clock from a status message, not from the zone word', () => {
    const { clock, siteCodes, servers } = scan({
      path: 'Logs/Sinvproc.log',
      text: 'STATMSG: ID=523 SEV=W LEV=M SOURCE="SMS Server" COMP="SMS_SOFTWARE_INVENTORY_PROCESSOR" SYS=XSERVER01 SITE=OFF PID=2120 TID=1028 GMTDATE=Wed Jul 04 14:46:43.146 2001 ISTR0="" NUMATTRS=0 $$<SMS_SOFTWARE_INVENTORY_PROCESSOR><Wed Jul 4 9:46:43.146 2001 Central Standard Time><thread=1028 (0x404)>\n',
    });
    expect(clock).toEqual({ offsetMinutes: -300, basis: 'statmsg', source: 'Logs/Sinvproc.log:1' });
    expect(siteCodes[0]?.value).toBe('OFF');
    expect(servers[0]?.value).toBe('XSERVER01');
  });

  it('does not take it from a status message of another season', () => {
    const winter = `STATMSG: ID=1 SEV=I LEV=M SOURCE="SMS Server" COMP="X" SYS=S SITE=X PID=1 TID=1 GMTDATE=Wed Jan 10 06:00:00.000 2001 ISTR0="" NUMATTRS=0  $$<X><Wed Jan 10 01:00:00.000 2001 Eastern Standard Time><thread=1 (0x1)>\n`;
    const { clock } = scan({ path: 'Logs/Despool.log', text: `${winter}work${tail('01:00:00')}\n` });
    expect(clock).toMatchObject({ offsetMinutes: -240, basis: 'zone-name' });
  });

  it.each([
    ['in its text', '~Waiting for an available desp'],
    ['in its tail', `${text}  $$<SMS_DESPOOLER><Thu May 17 03`],
    ['before its stamp', `${text}  $$<SMS_DESPOO`],
  ])('leaves out a last line that is torn %s, as it is just being written', (_, torn) => {
    const whole = Array.from({ length: 5 }, (_none, at) => `${text}${tail(`02:0${String(at)}:00`)}\n`).join(
      '',
    );
    const { evidence, lines } = scan({
      path: 'Logs/Despool.log',
      text: `work${tail('01:00:00')}\n${whole}${torn}`,
    });
    expect(lines).toEqual([7]);
    expect(evidence.hits[0]).toMatchObject({ count: 5, runs: [{ last: { line: 6 }, endedBy: null }] });
    expect(evidence.components[0]?.last).toMatchObject({ line: 6 });
  });

  it.each([
    ['Thu May 17 01:00:00.000 2001', 'Eastern Standard Time', null],
    ['Thu Jul 19 01:00:00.000 2001', 'Mitteleuropäische Zeit', null],
    ['Wed Jan 17 01:00:00.000 2001', 'Eastern Daylight Time', null],
    ['Wed Jan 17 01:00:00.000 2001', 'Eastern Standard Time', -300],
    ['Thu May 17 01:00:00.000 2001', 'Tokyo Standard Time', 540],
    ['Thu May 17 01:00:00.000 2001', 'US Mountain Standard Time', -420],
    // In the weeks of the change either may be right.
    ['Tue Apr 03 01:00:00.000 2001', 'Eastern Standard Time', -300],
  ])('of %s does not follow a zone word of the other season: %s', (time, zone, offset) => {
    const line = `work  $$<SMS_X><${time} ${zone}><thread=1 (0x1)>\n`;
    expect(scan({ path: 'Logs/X.log', text: line }).clock.offsetMinutes).toBe(offset);
  });

  it('falls back to the zone word', () => {
    const { clock } = scan({ path: 'Logs/Despool.log', text: `a${tail('01:00:00')}\n` });
    expect(clock).toEqual({ offsetMinutes: -240, basis: 'zone-name', source: 'Logs/Despool.log:1' });
  });

  it('keeps the longest silences of a component', () => {
    const { evidence } = scan({
      path: 'Logs/Sched.log',
      text: ['01:00:00', '01:05:00', '03:05:00', '03:30:00']
        .map((time) => `a${tail(time, 'SMS_SCHEDULER')}\n`)
        .join(''),
    });
    expect(evidence.components[0]?.silences.map(({ before, after }) => [before.line, after.line])).toEqual([
      [2, 3],
      [3, 4],
    ]);
  });

  it('reads starts of services and the end of a backup as events', () => {
    const { evidence } = scan(
      {
        path: 'Logs/Smsexec.log',
        text: `Initializing the status message reporting system...${tail('01:00:00', 'SMS_EXECUTIVE')}\n`,
      },
      {
        path: 'Logs/Smsbkup.log',
        text: `05/17/01 02:20:12 - backup completed.${tail('02:20:12', 'SMS_SITE_BACKUP')}\n`,
      },
    );
    expect(evidence.events.map((event) => [event.kind, event.service, event.at.line])).toEqual([
      ['service-started', 'SMS_EXECUTIVE', 1],
      ['backup-completed', 'SMS_SITE_BACKUP', 1],
    ]);
  });

  it('gives the same result for any split into chunks', () => {
    const pieces = fc.constantFrom(
      `${text}${tail('01:00:00')}\r\n`,
      `work${tail('01:30:00')}\n`,
      `${text}\n`,
      'Waiting for an available\ndespooling thread  $$<SMS_DESPOOLER><Thu May 17\n02:00:00.000 2001><thread=1 (0x1)>\n',
      '\x00\x01\x02\n',
      `other${tail('02:10:00', 'SMS_SCHEDULER')}\n`,
      '\n',
      'plain\ttext\n',
      '$$<SMS_DESPOOLER><Thu May 17\n',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.integer({ min: 1, max: 97 }), (parts, chunk) => {
        const whole = parts.join('');
        expect(scan({ path: 'Logs/Despool.log', text: whole, chunk })).toEqual(
          scan({ path: 'Logs/Despool.log', text: whole }),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('survives any bytes, and counts LF', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 600 }),
        fc.integer({ min: 1, max: 64 }),
        (bytes, chunk) => {
          const whole = String.fromCharCode(...bytes);
          const expected = whole === '' ? 0 : whole.split('\n').length - (whole.endsWith('\n') ? 1 : 0);
          expect(scan({ path: 'Logs/Despool.log', text: whole, chunk }).lines).toEqual([expected]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
