import { describe, expect, it } from 'vitest';
import { START, logLine, openView, stampText, whole, writeLogs } from './logs.ts';

const HOUR = 3_600_000;

/** A line that reports a status message, written `offset` hours from GMT. */
function statusLine(offset: number, zone: string, time = START): string {
  const gmt = stampText(time - offset * HOUR);
  return logLine({
    message: `STATMSG: ID=3807 SEV=W LEV=M SOURCE="SMS Server" COMP="X" SYS=A SITE=OH1 PID=258 TID=66 GMTDATE=${gmt} ISTR0="7"`,
    time,
    zone,
  });
}

async function clocksOf(files: Readonly<Record<string, string>>) {
  const { view } = openView(writeLogs(files), Object.keys(files));
  return (await whole(view)).files.map(({ clock }) => clock);
}

describe('the clock of a log', () => {
  it('is told by a status message, and agrees with the zone words', async () => {
    const [clock] = await clocksOf({
      'Offersum.log': `${logLine({ message: 'x' })}\r\n${statusLine(-4, 'Eastern Daylight Time')}\r\n`,
    });
    expect(clock).toEqual({
      offsetMinutes: -240,
      basis: 'statmsg',
      source: 'Logs/Offersum.log:2',
      zoneWords: 'Eastern Daylight Time',
      disagreement: null,
    });
  });

  it('says when the zone words are wrong (Q303279)', async () => {
    const [clock] = await clocksOf({ 'Sinvproc.log': `${statusLine(-5, 'Central Standard Time')}\r\n` });
    expect(clock?.offsetMinutes).toBe(-300);
    expect(clock?.disagreement).toBe(
      'The stamps say "Central Standard Time", which is UTC-6, but the status message at Logs/Sinvproc.log:1 ' +
        'shows that the clock was at UTC-5. The status message counts (Q303279).',
    );
  });

  it('is taken from another log written within a day', async () => {
    const [despool, , old] = await clocksOf({
      'Despool.log': `${logLine({ message: 'x', time: START + HOUR })}\r\n`,
      'Offersum.log': `${statusLine(-4, 'Eastern Daylight Time')}\r\n`,
      'Old.log': `${logLine({ message: 'x', time: START - 72 * HOUR })}\r\n`,
    });
    expect(despool).toMatchObject({ offsetMinutes: -240, basis: 'statmsg', source: 'Logs/Offersum.log:1' });
    expect(old).toMatchObject({ offsetMinutes: -240, basis: 'zone-name', source: 'Logs/Old.log:1' });
  });

  it('is not taken from a log whose stamps have other zone words', async () => {
    const [despool] = await clocksOf({
      'Despool.log': `${logLine({ message: 'x', zone: 'Eastern Standard Time' })}\r\n`,
      'Offersum.log': `${statusLine(-4, 'Eastern Daylight Time')}\r\n`,
    });
    expect(despool).toMatchObject({ offsetMinutes: -300, basis: 'zone-name' });
  });

  it('is unknown without status messages and zone words', async () => {
    const clocks = await clocksOf({
      'Cqmgr32.log': `${logLine({ message: 'x', zone: '' })}\r\n`,
      'Odd.log': `${logLine({ message: 'x', zone: 'Ortszeit' })}\r\n`,
    });
    expect(clocks.map(({ basis, zoneWords, source }) => [basis, zoneWords, source])).toEqual([
      ['none', null, null],
      ['none', 'Ortszeit', null],
    ]);
  });
});
