import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine, tidyMessage } from '../../../electron/engine/log/line.ts';

const iso = (line: string): string | null => {
  const { stamp } = parseLine(line);
  return stamp ? new Date(stamp.time).toISOString() : null;
};

interface Case {
  readonly name: string;
  readonly line: string;
  readonly message: string;
  readonly component: string | null;
  readonly time: string | null;
  readonly thread: number | null;
}

// Shapes as printed in the named articles.
const cases: readonly Case[] = [
  {
    name: 'the standard form of SMS 2.0 (Q244405)',
    line: '~Starting package processing thread,thread ID = 129  $$<SMS_DISTRIBUTION_MANAGER><Fri Oct 15 17:09:46.507 1999 Pacific Daylight Time><thread=225 (0xE1)>',
    message: 'Starting package processing thread,thread ID = 129',
    component: 'SMS_DISTRIBUTION_MANAGER',
    time: '1999-10-15T17:09:46.507Z',
    thread: 225,
  },
  {
    name: 'day and hour of one digit (Q303279)',
    line: 'STATMSG: ID=523 NUMATTRS=0 $$<SMS_SOFTWARE_INVENTORY_PROCESSOR><Wed Jul 4 9:46:43.146 2001 Central Standard Time><thread=1028 (0x404)>',
    message: 'STATMSG: ID=523 NUMATTRS=0',
    component: 'SMS_SOFTWARE_INVENTORY_PROCESSOR',
    time: '2001-07-04T09:46:43.146Z',
    thread: 1028,
  },
  {
    name: 'no zone name, component with blanks (Q262242)',
    line: 'Started  $$<Hardware Inventory Agent><Fri May 05 10:00:20.775 2000><thread=175 (0xAF)>',
    message: 'Started',
    component: 'Hardware Inventory Agent',
    time: '2000-05-05T10:00:20.775Z',
    thread: 175,
  },
  {
    name: 'a program path as component and a huge thread number (Q264976)',
    line: 'Writing local TCF file C:\\WINDOWS\\temp.tcf  $$<C:\\WINDOWS\\MS\\SMS\\CORE\\BIN\\BOOT32WN.EXE><Wed May 10 09:15:12.360 2000 ><thread=4294758987 (0xFFFCD24B)>',
    message: 'Writing local TCF file C:\\WINDOWS\\temp.tcf',
    component: 'C:\\WINDOWS\\MS\\SMS\\CORE\\BIN\\BOOT32WN.EXE',
    time: '2000-05-10T09:15:12.360Z',
    thread: 4294758987,
  },
  {
    name: 'a tail cut behind the component (Q278334)',
    line: 'Warn>: Ignoring message. $$<SMS_COMPONENT_STATUS_SUMMARIZER>',
    message: 'Warn>: Ignoring message.',
    component: 'SMS_COMPONENT_STATUS_SUMMARIZER',
    time: null,
    thread: null,
  },
  {
    name: 'dots for the date (Q249588)',
    line: '~SQL Msg #3606> Arithmetic overflow occurred.~ $$<SMS_OFFER_MANAGER>...<thread=1720 (0x6B8)>',
    message: 'SQL Msg #3606> Arithmetic overflow occurred.',
    component: 'SMS_OFFER_MANAGER',
    time: null,
    thread: 1720,
  },
  {
    name: 'one dollar (Q235774)',
    line: '~SQL Msg #3606> Arithmetic overflow occurred.~ $<SMS_DISTRIBUTION_MANAGER>',
    message: 'SQL Msg #3606> Arithmetic overflow occurred.',
    component: 'SMS_DISTRIBUTION_MANAGER',
    time: null,
    thread: null,
  },
  {
    name: 'a missing bracket before the thread and blanks in the component (Q235777)',
    line: 'SCHEDULER   : Slow link~  $$<APM ><Thu Apr 22 09:36:15.716 1999>>thread=561 (0x231)>',
    message: 'SCHEDULER : Slow link',
    component: 'APM',
    time: '1999-04-22T09:36:15.716Z',
    thread: 561,
  },
  {
    name: 'no brackets at all (Q257262)',
    line: '~Skip site server inbox X $$SMS_INBOX_MANAGER Fri Dec 17 18:02:16.807 1999 Eastern Standard Time thread=320 (0x140)',
    message: 'Skip site server inbox X',
    component: 'SMS_INBOX_MANAGER',
    time: '1999-12-17T18:02:16.807Z',
    thread: 320,
  },
  {
    name: 'SMS 1.x with the thread in hexadecimal (Q169491)',
    line: '~Found ready instruction sni00000.sni $$<SMS_DESPOOLER><Wed May 21 17:09:27 1997~><thread=DB>',
    message: 'Found ready instruction sni00000.sni',
    component: 'SMS_DESPOOLER',
    time: '1997-05-21T17:09:27.000Z',
    thread: 0xdb,
  },
  {
    name: 'SMS 1.x in round brackets (Q270218)',
    line: '{6354} INFO: Work cycle completed~ $$(SMS_HIERARCHY_MANAGER)(Mon Jun 26 16:18:55 2000~)(thread=326)',
    message: '{6354} INFO: Work cycle completed',
    component: 'SMS_HIERARCHY_MANAGER',
    time: '2000-06-26T16:18:55.000Z',
    thread: 0x326,
  },
  {
    name: 'the typing slip of Q193766',
    line: '~Copying E:\\file.EXE, Failed, Win32 Error = 32 $$>SMS_DESPOOLER><Thu Sep 10 09:55:37 1998~><thread=1D0>',
    message: 'Copying E:\\file.EXE, Failed, Win32 Error = 32',
    component: 'SMS_DESPOOLER',
    time: '1998-09-10T09:55:37.000Z',
    thread: 0x1d0,
  },
  {
    name: 'a copy from the trace viewer, with tabs (Q225542)',
    line: 'Unable to determine best volume  \tSMS_NT_LOGON_SERVER_MANAGER\t4/7/99 11:20:15 AM\t330 (0x14A)\t',
    message: 'Unable to determine best volume',
    component: 'SMS_NT_LOGON_SERVER_MANAGER',
    time: '1999-04-07T11:20:15.000Z',
    thread: 330,
  },
  {
    name: 'the same with blanks and a year of four digits (Q249582)',
    line: 'SQL>>> The statement has been terminated. SMS_DISCOVERY_DATA_MANAGER 12/20/1999 10:23:49 PM 472 (0x1D8)',
    message: 'SQL>>> The statement has been terminated.',
    component: 'SMS_DISCOVERY_DATA_MANAGER',
    time: '1999-12-20T22:23:49.000Z',
    thread: 472,
  },
  {
    name: 'the same without a thread (Q261286)',
    line: 'ERROR: sleeping 60 seconds. SMS_SQL_MONITOR 4/29/2000 11:51:03 PM',
    message: 'ERROR: sleeping 60 seconds.',
    component: 'SMS_SQL_MONITOR',
    time: '2000-04-29T23:51:03.000Z',
    thread: null,
  },
  {
    name: 'the same with bars (Q277729)',
    line: 'SMS site backup service is stopping. |SMS_SITE_BACKUP |8/23/2001 12:53:55 AM |1180 (0x049C)',
    message: 'SMS site backup service is stopping.',
    component: 'SMS_SITE_BACKUP',
    time: '2001-08-23T00:53:55.000Z',
    thread: 1180,
  },
  {
    name: 'the setup log (Q256615)',
    line: '<03-13-2000 17:40:49>FAILED Sql Script: Creating indexes on StatusMessages',
    message: 'FAILED Sql Script: Creating indexes on StatusMessages',
    component: null,
    time: '2000-03-13T17:40:49.000Z',
    thread: null,
  },
  {
    name: 'a later setup log with an offset in minutes',
    line: 'Done $$<Configuration Manager Setup><08-22-2016 04:15:01.917+420><thread=2868 (0xB34)>',
    message: 'Done',
    component: 'Configuration Manager Setup',
    time: '2016-08-22T04:15:01.917Z',
    thread: 2868,
  },
  {
    name: 'brackets and dollars in the message (Q308945)',
    line: "<<CLIEXCEPT>> in '<unknown>' $5 $$<CCMBtLdr.exe><Thu Jul 26 14:22:53.512 2001 Pacific Standard Time><thread=1600 (0x640)>",
    message: "<<CLIEXCEPT>> in '<unknown>' $5",
    component: 'CCMBtLdr.exe',
    time: '2001-07-26T14:22:53.512Z',
    thread: 1600,
  },
  {
    name: 'a zone name with letters beyond ASCII',
    line: 'Text  $$<SMS_DESPOOLER><Tue Jun 11 06:14:35.000 2002 Mitteleuropäische Sommerzeit><thread=281 (0x119)>',
    message: 'Text',
    component: 'SMS_DESPOOLER',
    time: '2002-06-11T06:14:35.000Z',
    thread: 281,
  },
  {
    name: 'no tail',
    line: 'Waiting for an available despooling thread',
    message: 'Waiting for an available despooling thread',
    component: null,
    time: null,
    thread: null,
  },
];

describe('the grammar of a log line', () => {
  it.each(cases.map((item) => [item.name, item] as const))('reads %s', (_, item) => {
    const parsed = parseLine(item.line);
    expect(tidyMessage(parsed.message)).toBe(item.message);
    expect(parsed.component).toBe(item.component);
    expect(iso(item.line)).toBe(item.time);
    expect(parsed.thread).toBe(item.thread);
  });

  it('sees that a wrapped tail is not complete', () => {
    expect(parseLine('Waiting $$<SMS_DESPOOLER><Thu May 17').open).toBe(true);
    expect(parseLine('Waiting $$<SMS_DESPOOLER>').open).toBe(false);
  });

  it('does not take a day that there is not', () => {
    expect(iso('x $$<A><Thu Feb 30 02:23:00.123 2001><thread=1 (0x1)>')).toBeNull();
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const parsed = parseLine(text);
        expect(text.startsWith(parsed.message) || parsed.tail === 'full').toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives back what a line was made of', () => {
    const message = fc.stringMatching(/^[A-Za-z0-9 .:\\/<>$#"-]{1,80}$/);
    const component = fc.stringMatching(/^SMS_[A-Z_]{2,30}$/);
    const time = fc.date({ min: new Date('1996-01-01'), max: new Date('2015-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(message, component, time, fc.nat(65535), (text, name, date, thread) => {
        const stamp = date
          .toUTCString()
          .replace(/^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\S+) GMT$/, '$1 $3 $2 $5');
        const year = date.getUTCFullYear();
        const milli = String(date.getUTCMilliseconds()).padStart(3, '0');
        const line = `${text}  $$<${name}><${stamp}.${milli} ${year} Eastern Daylight Time><thread=${thread} (0x${thread.toString(16).toUpperCase()})>`;
        const parsed = parseLine(line);
        expect(tidyMessage(parsed.message)).toBe(tidyMessage(text));
        expect(parsed.component).toBe(name);
        expect(parsed.stamp?.time).toBe(date.getTime());
        expect(parsed.thread).toBe(thread);
      }),
      { numRuns: 2000 },
    );
  });
});
