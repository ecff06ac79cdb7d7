import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { SiteEvidence, WatchedText } from '../../../electron/engine/evidence/model.ts';
import { readSite } from '../../../electron/site/read-site.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed after the test. */
export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'site-reading-'));
  made.push(folder);
  return folder;
}

export type Files = Readonly<Record<string, string | Buffer | null>>;

/** Writes files below `folder`; a null content makes an empty folder. Gives the folder back. */
export function writeFiles(files: Files, folder: string = newFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, ...name.split('/'));
    if (content === null) fs.mkdirSync(target, { recursive: true });
    else {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    }
  }
  return folder;
}

/** Sets the modification time of a file. */
export function setTime(file: string, iso: string): void {
  fs.utimesSync(file, new Date(iso), new Date(iso));
}

export const WAITING: WatchedText = {
  id: 'waiting',
  text: 'Waiting for an available despooling thread',
  components: ['SMS_DESPOOLER'],
  files: ['despool'],
  neutral: [],
};

/** A line of a log as SMS 2.0 writes it. */
export function logLine(message: string, component: string, time: string): string {
  return `${message}  $$<${component}><Sun May 12 ${time} 2002 Eastern Daylight Time><thread=322 (0x142)>`;
}

export const DESPOOL_LOG = [
  logLine('~Found ready instruction 2_4O7PRI.sni', 'SMS_DESPOOLER', '03:10:11.100'),
  logLine('~Waiting for an available despooling thread', 'SMS_DESPOOLER', '03:14:07.547'),
  '',
].join('\r\n');

/** The smallest tree that a site server has, with something of every kind. */
export const SMALL_SITE: Files = {
  'Logs/Despool.log': DESPOOL_LOG,
  'Inboxes/despoolr.box/receive/2_4O7PRI.PCK': 'package',
  'Inboxes/despoolr.box/receive/2_4O7PRI.sni': '',
  'Inboxes/smsbkup.box/Smsbkup.ctl': '[Tokens]\r\n\r\n[Stop]\r\n\r\n[Start]\r\n',
  'Inboxes/clicomp.src/base/compver.ini': '[Version]\r\nVersion=2.00.1493.2009\r\n',
  'Inboxes/clicomp.src/hinv/compver.ini': 'x\r\n2.0.1493.2000\r\n',
  'Inboxes/clicomp.src/wbem/compver.ini': '698.0012\r\n1085.0005\r\n',
};

/** For progress that a test does not look at. */
export function ignore(): void {
  // Nothing to do.
}

/** Reads with a signal that never fires and the waiting line watched. */
export function read(...paths: string[]): Promise<SiteEvidence> {
  return readSite(paths, { signal: new AbortController().signal, onProgress: ignore, watched: [WAITING] });
}

export function whyOf(evidence: SiteEvidence, source: string | RegExp): string {
  const found = evidence.unreadable.filter((one) =>
    typeof source === 'string' ? one.source === source : source.test(one.source),
  );
  return found.map((one) => one.why).join(' ');
}
