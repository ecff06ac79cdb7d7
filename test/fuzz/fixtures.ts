/** What is damaged: the files of the bundled sample sites, and forms that they do not have. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { RawEntry } from '../unit/site/zip-bytes.ts';
import { rawZip } from '../unit/site/zip-bytes.ts';

/** Kinds of files that are read. */
export const FILE_KINDS = [
  'registry',
  'listing',
  'snapshot',
  'version-file',
  'zip',
  'control-file',
  'crash',
  'services',
  'processes',
] as const;

export type FileKind = (typeof FILE_KINDS)[number];

export interface Fixtures {
  readonly logLines: readonly Buffer[];
  readonly files: Readonly<Record<FileKind, readonly Buffer[]>>;
}

/** Longer files cost time and show no more. */
const LONGEST = 6000;
const MOST_LINES = 4000;

/** Forms of lines that the samples do not have. */
const OTHER_LINES = [
  'Unable to determine best volume  \tSMS_NT_LOGON_SERVER_MANAGER\t4/7/99 11:20:15 AM\t330 (0x14A)',
  'SMS site backup service is stopping. |SMS_SITE_BACKUP |8/23/2001 1:53:55 AM |1180 (0x049C)',
  '~Found ready instruction sni00000.sni   $$<SMS_DESPOOLER><Wed May 21 17:09:27 1997~><thread=DB>',
  'Writing local file  $$<C:\\WINDOWS\\MS\\BOOT32WN.EXE><Wed May 10 09:15:12.360 2000 ><thread=4294758987 (0xFFFCD24B)>',
  'SCHEDULER: Not scheduling~  $$<APM ><Mon Nov 15 8:38:12.050 1999><thread=4199866221 (0xFA54DF6D)>',
  'one dollar  $<SMS_EXECUTIVE><Jul 4 9:46:43.146 2000>>thread=12 (0xC)>',
  '<03-13-2000 17:40:49>FAILED Sql Script: Creating indexes on StatusMessages',
  '[18D][Fri 03/17/2000 16:08:23]:',
  'STATMSG: ID=679 SEV=E LEV=M SOURCE="SMS Server" COMP="SMS_DISCOVERY_DATA_MANAGER" SYS=SERVER SITE=XXX PID=314 TID=519 GMTDATE=Tue Mar 23 15:38:31.973 1999 ISTR0="" ISTR9="" NUMATTRS=0  $$<SMS_DISCOVERY_DATA_MANAGER><Tue Mar 23 09:38:31.973 1999 Central Standard Time><thread=519 (0x207)>',
];

const CRASH = [
  'Time = 10/19/2000 18:43:15.911',
  'Service name = SMS_EXECUTIVE',
  'Thread name = SMS_NT_LOGON_SERVER_MANAGER',
  'Executable = D:\\SMS\\bin\\i386\\smsexec.exe',
  'Process ID = 260 (0x104)',
  'Exception = c0000005 (EXCEPTION_ACCESS_VIOLATION)',
  'STACK TRACE FOR SMS_EXECUTIVE THREAD 221 (0xdd) AT 10/19/2000 18:43:15.911',
  '',
].join('\r\n');

const SNAPSHOT = [
  '[Snapshot]',
  'FormatVersion=1',
  'Computer=NYSMS01',
  'Date=So 12.05.2002 ',
  'TimeOfDay=15:40',
  'OemCodePage=850',
  'UtcOffsetMinutes=-300',
  '[Steps]',
  'registry=done',
  'services=failed: net start ended with 2',
  'processes=skipped: no lister',
  '[Programs]',
  'sleep.exe=C:\\NTRESKIT\\sleep.exe',
  '[Disks]',
  'D:=     1.234.567.890 Bytes frei',
  '[NotCopied]',
  'D:\\SMS\\Logs\\Despool.log=left out, 2048 bytes would pass the limit',
  '[End]',
  'Complete=1',
  '',
].join('\r\n');

const SC_QUERY = [
  'SERVICE_ASKED: SMS_EXECUTIVE',
  'SERVICE_NAME: SMS_EXECUTIVE',
  '        TYPE               : 10  WIN32_OWN_PROCESS',
  '        STATE              : 4  RUNNING',
  '                                (STOPPABLE,PAUSABLE,ACCEPTS_SHUTDOWN)',
  '        PID                : 1234',
  '',
].join('\r\n');

const TASK_LIST = '"Image Name","PID","Session Name"\r\n"smsexec.exe","1234","Console"\r\n';

/** A string in hex over several lines, an empty key, numbers and text over several lines. */
const ODD_REGISTRY = [
  'REGEDIT4',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup]',
  '"Full Version"="2.00.1493.2009"',
  '"Path"=hex(2):25,00,53,00,\\',
  '  79,00,73,00,00,00',
  '"Note"="first',
  'second"',
  '@="default"',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\SMS 2.0\\SP3\\Q324204]',
  '',
].join('\r\n');

function roleOf(name: string): FileKind | 'log' | null {
  if (/\.lo[g_]$/i.test(name)) return 'log';
  if (/\.reg$/i.test(name)) return 'registry';
  if (/\.ctl$/i.test(name)) return 'control-file';
  const known: Readonly<Record<string, FileKind>> = {
    'inboxes.txt': 'listing',
    'snapshot.ini': 'snapshot',
    'compver.ini': 'version-file',
    'services.txt': 'services',
    'processes.txt': 'processes',
  };
  return known[name.toLowerCase()] ?? null;
}

/** @param samples folder of the bundled sample zips */
export function loadFixtures(samples: string): Fixtures {
  const files: Record<FileKind, Buffer[]> = {
    registry: [Buffer.from(ODD_REGISTRY)],
    listing: [],
    snapshot: [Buffer.from(SNAPSHOT)],
    'version-file': [],
    zip: [],
    'control-file': [],
    crash: [Buffer.from(CRASH)],
    services: [Buffer.from(SC_QUERY)],
    processes: [Buffer.from(TASK_LIST)],
  };
  const logLines = OTHER_LINES.map((line) => Buffer.from(line));
  const entries: RawEntry[] = [];
  for (const zip of readdirSync(samples)
    .filter((name) => name.endsWith('.zip'))
    .sort()) {
    for (const [name, data] of Object.entries(unzipSync(readFileSync(path.join(samples, zip))))) {
      const bytes = Buffer.from(data);
      const role = roleOf(path.posix.basename(name));
      if (role === 'log') {
        for (const line of bytes.toString('latin1').split('\r\n').slice(0, 60)) {
          if (logLines.length < MOST_LINES) logLines.push(Buffer.from(line, 'latin1'));
        }
      } else if (role !== null) {
        files[role].push(bytes.subarray(0, LONGEST));
        // Of a listing, the middle shows other folders.
        if (role === 'listing') {
          const middle = bytes.length >> 1;
          files[role].push(bytes.subarray(middle, middle + LONGEST));
        }
      }
      if (role !== null && entries.length < 14) entries.push({ name, data: bytes.subarray(0, 600) });
    }
  }
  files.zip.push(
    rawZip(entries).bytes,
    rawZip(entries.map((entry) => ({ ...entry, streamed: true }))).bytes,
    rawZip(entries.slice(0, 4).map((entry) => ({ ...entry, method: 0 as const }))).bytes,
    Buffer.from(
      zipSync(Object.fromEntries(entries.map(({ name, data }) => [String(name), Buffer.from(data ?? '')]))),
    ),
  );
  return { logLines, files };
}
