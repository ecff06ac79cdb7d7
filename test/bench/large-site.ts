/** A site too large for any memory: logs of many days from the sample builder's lines, and an inbox full of files. */
import { closeSync, mkdirSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { logLine } from '../../build/sample-sites/log-book.ts';
import type { LogEntry } from '../../build/sample-sites/log-book.ts';
import { CLIENT_COMPONENTS } from '../../build/sample-sites/release-numbers.ts';
import { versionFile } from '../../build/sample-sites/sample-site.ts';
import { sp2AfterBackup } from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { DAY, gmtStamp, HOUR } from '../../build/sample-sites/server-clock.ts';

export interface LargeSite {
  readonly folder: string;
  readonly logs: readonly string[];
  readonly logBytes: number;
  readonly inboxFiles: number;
}

const WRITE_AT = 4 * 1024 * 1024;

/**
 * Writes the site below a folder.
 * @param folder made when missing
 * @param logBytes how large all logs together are to be, reached within a day's lines
 * @param inboxFiles how many files lie in Despoolr.box\Receive
 */
export function writeLargeSite(folder: string, logBytes: number, inboxFiles: number): LargeSite {
  const site = sp2AfterBackup();
  const { zone } = site.profile;
  const logFolder = join(folder, 'Logs');
  mkdirSync(logFolder, { recursive: true });
  const files = site.logs.files();
  const entriesOf = new Map(files.map((file) => [file, site.logs.entriesOf(file)]));
  const dayBytes = files.reduce((sum, file) => sum + bytesOf(entriesOf.get(file) ?? []), 0);
  const days = Math.max(1, Math.round(logBytes / dayBytes));
  const logs: string[] = [];
  let written = 0;
  for (const file of files) {
    const path = join(logFolder, `${file}.log`);
    const handle = openSync(path, 'w');
    let text = '';
    for (let day = days - 1; day >= 0; day -= 1) {
      for (const entry of entriesOf.get(file) ?? []) {
        text += `${logLine(earlier(entry, day * 2 * DAY), zone)}\r\n`;
      }
      if (text.length >= WRITE_AT || day === 0) {
        written += writeSync(handle, text, null, 'latin1');
        text = '';
      }
    }
    closeSync(handle);
    logs.push(path);
  }
  fillInbox(folder, inboxFiles);
  for (const component of CLIENT_COMPONENTS) {
    const target = join(folder, 'Inboxes', 'clicomp.src', component);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'compver.ini'), versionFile(site.profile.release, component));
  }
  return { folder, logs, logBytes: written, inboxFiles };

  /** The same entry on an earlier day, its GMTDATE moved with it. */
  function earlier(entry: LogEntry, by: number): LogEntry {
    if (by === 0) return entry;
    const time = entry.time - by;
    const message = entry.message.startsWith('STATMSG')
      ? entry.message.replace(/GMTDATE=\w{3} \w{3} \d\d [\d:.]+ \d{4}/, `GMTDATE=${gmtStamp(time, zone)}`)
      : entry.message;
    return { ...entry, time, message };
  }
}

function bytesOf(entries: readonly LogEntry[]): number {
  const tail = 95;
  return entries.reduce((sum, entry) => sum + entry.message.length + tail, 0);
}

/**
 * Writes files into Despoolr.box\\Receive of a large site that arrived up to the time of the evidence: one a second, few of them over four hours.
 * @param site folder of the site
 * @param files how many it holds then
 */
export function fillInbox(site: string, files: number): void {
  const folder = join(site, 'Inboxes', 'despoolr.box', 'receive');
  const newest = (sp2AfterBackup().at + 4 * HOUR) / 1000;
  const apart = Math.max(1, Math.floor((4 * HOUR) / 1000 / files));
  mkdirSync(folder, { recursive: true });
  const content = 'SMS 2.0 SNI record of a sample site. ';
  for (let index = 0; index < files; index += 1) {
    const path = join(folder, `1_${index.toString(36).toUpperCase().padStart(6, '0')}.SNI`);
    writeFileSync(path, content);
    utimesSync(path, newest - index * apart, newest - index * apart);
  }
}
