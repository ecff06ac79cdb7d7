/** The samples look like sites of the time; checked with expressions of their own, not with the builder's. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'assets', 'samples');

interface Sample {
  readonly id: string;
  readonly paths: readonly string[];
  readonly text: (pattern: RegExp) => string;
  readonly logs: ReadonlyMap<string, string>;
}

function load(id: string): Sample {
  const entries = unzipSync(readFileSync(join(SAMPLES, `${id}.zip`)));
  const paths = Object.keys(entries);
  const read = (path: string): string => {
    const bytes = Buffer.from(entries[path]!);
    return bytes[0] === 0xff && bytes[1] === 0xfe
      ? bytes.subarray(2).toString('utf16le')
      : bytes.toString('latin1');
  };
  return {
    id,
    paths,
    text: (pattern) => {
      const path = paths.find((name) => pattern.test(name));
      if (path === undefined) throw new Error(`${id} has no file like ${String(pattern)}.`);
      return read(path);
    },
    logs: new Map(
      paths.filter((path) => /\.lo[g_]$/.test(path)).map((path) => [path.replace(/^.*\//, ''), read(path)]),
    ),
  };
}

const SP2 = load('sp2-after-backup');
const SP3_STARTUP = load('sp3-at-startup');
const SP4 = load('sp4-busy');
const SP3_SENDING = load('sp3-nothing-sent');
const ALL = [SP2, SP3_STARTUP, SP4, SP3_SENDING].map((sample) => [sample.id, sample] as const);

const LINE =
  /^(?<message>.*?) {2}\$\$<(?<component>SMS_[A-Z_]+)><(?<day>Sun|Mon|Tue|Wed|Thu|Fri|Sat) (?<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d\d) (?<clock>\d\d:\d\d:\d\d\.\d{3}) (?<year>\d{4}) (?<zone>\D+)><thread=(?<thread>\d+) \(0x(?<hex>[0-9A-F]+)\)>$/;
const GMT_DATE =
  /^STATMSG: .*GMTDATE=(\w{3}) (\w{3} \d\d) ([\d:.]+) (\d{4}) (?:ISTR\d="[^"]*" ){10}NUMATTRS=0$/;

/** Minutes that the zones of the samples are ahead of UTC on their day. */
const ZONES: Readonly<Record<string, number>> = {
  'Eastern Daylight Time': -240,
  'Pacific Daylight Time': -420,
  'Mitteleuropäische Sommerzeit': 120,
};

interface ReadLine {
  readonly message: string;
  readonly component: string;
  readonly time: number;
  readonly zone: string;
}

function readLine(line: string): ReadLine {
  const parts = LINE.exec(line)?.groups;
  if (!parts) throw new Error(`Not the grammar of SMS 2.0: ${line}`);
  expect(Number.parseInt(parts['hex']!, 16)).toBe(Number(parts['thread']));
  const time = Date.parse(`${parts['date']!}, ${parts['year']!} ${parts['clock']!} UTC`);
  expect(new Date(time).toUTCString().slice(0, 3)).toBe(parts['day']);
  return { message: parts['message']!, component: parts['component']!, time, zone: parts['zone']! };
}

function linesOf(sample: Sample, name: string): ReadLine[] {
  const text = sample.logs.get(name);
  if (text === undefined) throw new Error(`${sample.id} has no ${name}.`);
  return text.split('\r\n').slice(0, -1).map(readLine);
}

describe.each(ALL)('sample %s', (_id, sample) => {
  it('has logs of the services and of twenty threads, one entry a line, in order of time', () => {
    expect(sample.logs.size).toBeGreaterThanOrEqual(20);
    for (const [name, text] of sample.logs) {
      expect(text.endsWith('\r\n'), name).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      let last = 0;
      for (const { time } of linesOf(sample, name)) {
        expect(time).toBeGreaterThanOrEqual(last);
        last = time;
      }
    }
  });

  it('continues a rolled-over part in its log', () => {
    const rolled = [...sample.logs.keys()].filter((name) => name.endsWith('.lo_'));
    expect(rolled.length).toBeGreaterThan(0);
    for (const name of rolled) {
      const before = linesOf(sample, name).at(-1)!;
      const after = linesOf(sample, name.replace('.lo_', '.log'))[0]!;
      expect(after.time).toBeGreaterThanOrEqual(before.time);
    }
  });

  it('dates status messages in GMT as far from the stamp as the zone says', () => {
    let count = 0;
    for (const name of sample.logs.keys()) {
      for (const { message, time, zone } of linesOf(sample, name)) {
        if (!message.startsWith('STATMSG')) continue;
        const gmt = GMT_DATE.exec(message);
        expect(gmt, message).not.toBeNull();
        const [, weekday, date, clock, year] = gmt!;
        const utc = Date.parse(`${date!}, ${year!} ${clock!} UTC`);
        expect(new Date(utc).toUTCString().slice(0, 3)).toBe(weekday);
        expect((time - utc) / 60_000).toBe(ZONES[zone]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(0);
  });

  it('has a version file for every client component, the registry, services, processes and control file', () => {
    for (const component of [
      'base',
      'hinv',
      'licmtr',
      'remctrl',
      'sinv',
      'smsapm32',
      'snmpelea',
      'swdist',
      'wbem',
    ]) {
      expect(sample.text(new RegExp(`/clicomp\\.src/${component}/compver\\.ini$`, 'i'))).toMatch(/\d\.\d{4}/);
    }
    expect(sample.text(/registry\.reg$/)).toMatch(/^(?:REGEDIT4|Windows Registry Editor Version 5\.00)\r\n/);
    expect(sample.text(/services\.txt$/)).toContain('   SMS_EXECUTIVE\r\n');
    expect(sample.text(/processes\.txt$/)).toMatch(/smsexec\.exe/);
    const control = sample.text(/smsbkup\.box\/Smsbkup\.ctl$/i);
    expect(control.match(/^\[\w+\]/gm)).toEqual(['[Tokens]', '[Stop]', '[Tasks]', '[Start]']);
  });
});

describe('versions', () => {
  it.each([
    [SP2, 'base', '2.00.1493.2009'],
    [SP2, 'remctrl', '2.00.1493.2001'],
    [SP2, 'wbem', '698.0012'],
    [SP3_STARTUP, 'base', '2.00.1493.3004'],
    [SP3_STARTUP, 'smsapm32', '2.00.1493.3002'],
    [SP3_SENDING, 'sinv', '2.00.1493.3006'],
    [SP4, 'base', '2.00.1493.4009'],
    [SP4, 'swdist', '2.00.1493.4006'],
    [SP4, 'wbem', '698.0021'],
  ] as const)('%# are those that Q266130 prints', (sample, component, version) => {
    const text = sample.text(new RegExp(`/clicomp\\.src/${component}/compver\\.ini$`, 'i'));
    expect(text.split('\r\n')).toContain(`Version=${version}`);
  });

  it('are the same service pack in the registry', () => {
    for (const [sample, version] of [
      [SP2, '2.00.1493.2'],
      [SP3_STARTUP, '2.00.1493.3'],
      [SP4, '2.00.1493.4'],
    ] as const) {
      expect(sample.text(/\/registry\.reg$/i)).toContain(`"Full Version"="${version}`);
    }
  });
});

const WAITING = 'Waiting for an available despooling thread';
const ON_THEIR_OWN = /^(?:Despool|Sitecomp|Smsdbmon|Smsbkup)\./;

describe.each([
  ['sp2-after-backup', SP2, Date.UTC(2001, 4, 17, 2, 23), Date.UTC(2001, 4, 17, 17, 20)],
  ['sp3-at-startup', SP3_STARTUP, Date.UTC(2002, 5, 11, 6, 10), Date.UTC(2002, 5, 11, 14, 30)],
] as const)('the hang of %s', (_id, sample, from, until) => {
  it('ends Despool.log with nothing but the waiting line', () => {
    const all = [
      ...(sample.logs.has('Despool.lo_') ? linesOf(sample, 'Despool.lo_') : []),
      ...linesOf(sample, 'Despool.log'),
    ];
    const first = all.findIndex(({ message }) => message.endsWith(WAITING));
    expect(all[first]!.time).toBeGreaterThanOrEqual(from);
    expect(all.slice(first).every(({ message }) => message.endsWith(WAITING))).toBe(true);
    expect(all.length - first).toBeGreaterThan(200);
    expect(all.at(-1)!.time).toBeGreaterThan(until);
  });

  it('silences every other thread of the Executive at the start, and no other service', () => {
    for (const name of sample.logs.keys()) {
      if (name.endsWith('.lo_')) continue;
      const last = linesOf(sample, name).at(-1)!.time;
      if (!ON_THEIR_OWN.test(name)) expect(last, name).toBeLessThan(from + 5 * 60_000);
      if (/^Sitecomp|^Smsdbmon/.test(name)) expect(last, name).toBeGreaterThan(until - 3_600_000);
    }
  });
});

describe('the stories', () => {
  it('SP2: the backup is over before the first waiting line, and Receive holds 420 files', () => {
    const backup = linesOf(SP2, 'Smsbkup.log').find(({ message }) =>
      message.endsWith('- backup completed.'),
    )!;
    expect(new Date(backup.time).toISOString()).toMatch(/^2001-05-17T02:20/);
    const listing = SP2.text(/inboxes\.txt$/);
    const receive = listing.slice(listing.indexOf('\\despoolr.box\\receive\r\n'));
    const rows = receive
      .slice(0, receive.indexOf('File(s)'))
      .match(/^05\/1\d\/01 {2}\d\d:\d\d[ap] +\d+ \S+\.(?:PCK|SNI)\r$/gm);
    expect(rows).toHaveLength(420);
  });

  it('SP2: since the stall, nothing is newer in what only hung threads fill, and nothing was taken from the rest', () => {
    const listing = SP2.text(/inboxes\.txt$/);
    const times = (folder: string): number[] => {
      const from = listing.indexOf(`\\${folder}\r\n`);
      expect(from, folder).toBeGreaterThan(0);
      return [
        ...listing
          .slice(from, listing.indexOf('File(s)', from))
          .matchAll(/^05\/1(\d)\/01 {2}(\d\d):(\d\d)([ap]) +\d+ \S+\r$/gm),
      ].map(([, day, hour, minute, half]) =>
        Date.UTC(2001, 4, 10 + Number(day), (Number(hour) % 12) + (half === 'p' ? 12 : 0), Number(minute)),
      );
    };
    const stall = Date.UTC(2001, 4, 17, 2, 22, 40);
    for (const folder of [
      'schedule.box',
      'schedule.box\\tosend',
      'schedule.box\\outboxes\\lan',
      'replmgr.box\\incoming',
    ]) {
      expect(times(folder).length, folder).toBeGreaterThan(0);
      expect(Math.max(...times(folder)), folder).toBeLessThanOrEqual(stall);
    }
    for (const folder of ['despoolr.box\\receive', 'ddm.box', 'statmgr.box\\statmsgs']) {
      expect(Math.min(...times(folder)), folder).toBeLessThan(stall + 10 * 60_000);
      expect(Math.max(...times(folder)), folder).toBeGreaterThan(Date.UTC(2001, 4, 17, 17, 20));
    }
  });

  it('SP3 at start-up: no backup ran, and the zone is written in German', () => {
    expect(SP3_STARTUP.logs.has('Smsbkup.log')).toBe(false);
    expect(linesOf(SP3_STARTUP, 'Smsexec.log').at(-1)!.zone).toBe('Mitteleuropäische Sommerzeit');
  });

  it('SP4: the despooler goes on working after each wait', () => {
    const lines = linesOf(SP4, 'Despool.log');
    const waits = lines.flatMap(({ message }, index) => (message.endsWith(WAITING) ? [index] : []));
    expect(waits.length).toBeGreaterThanOrEqual(1);
    expect(waits.length).toBeLessThanOrEqual(3);
    for (const index of waits) {
      expect(
        lines.slice(index, index + 6).some(({ message }) => message.includes('successfully executed')),
      ).toBe(true);
    }
  });

  it('SP3 that sends nothing: the Scheduler skips its minijobs, its tokens are gone, Receive is nearly empty', () => {
    const skipped = linesOf(SP3_SENDING, 'Sched.log').filter(({ message }) =>
      message.endsWith('Skipping minijob. Could not retrieve the request ID'),
    );
    expect(skipped.length).toBeGreaterThan(50);
    const inFolder = (folder: string): number =>
      SP3_SENDING.paths.filter((path) => path.startsWith(`SMS/Inboxes/${folder}/`)).length;
    expect(inFolder('schedule.box/uid')).toBe(0);
    expect(inFolder('schedule.box/tosend')).toBeGreaterThan(50);
    expect(inFolder('replmgr.box/ready')).toBeGreaterThan(50);
    expect(inFolder('despoolr.box/receive')).toBeLessThan(5);
  });
});
