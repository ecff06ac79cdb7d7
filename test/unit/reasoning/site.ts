/** Builds evidence for the reasoning tests: an empty site, and what a test adds to it. */
import type {
  InboxFolder,
  LogEvidence,
  ReleaseReading,
  SiteEvidence,
  SourceKind,
} from '../../../electron/engine/evidence/model.ts';
import { LogScanner } from '../../../electron/engine/log/scanner.ts';
import { watchedTexts, type Knowledge } from '../../../electron/engine/knowledge/entry.ts';
import { parseReleaseText } from '../../../electron/engine/release/release.ts';
import { EMPTY_EVIDENCE } from '../../../electron/engine/evidence/empty-evidence.ts';
import { parseIsoTime } from '../../../electron/engine/time/format.ts';

export const WAITING = 'Waiting for an available despooling thread';

/** `17 02:23:00` of May 2001 as server time. */
export function may(day: number, time: string): number {
  const parsed = parseIsoTime(`2001-05-${String(day).padStart(2, '0')} ${time}`);
  if (parsed === null) throw new Error(`no time: ${time}`);
  return parsed.wall;
}

/** A log line of 17 May 2001. */
export function line(time: string, component: string, text: string): string {
  return `${text}  $$<${component}><Thu May 17 ${time}.000 2001 Eastern Daylight Time><thread=281 (0x119)>\r\n`;
}

export const emptySite: SiteEvidence = { ...EMPTY_EVIDENCE, label: 'test' };

export function release(
  raw: string,
  kind: ReleaseReading['kind'] = 'server',
  path = 'registry.reg',
): ReleaseReading {
  return {
    raw,
    release: parseReleaseText(raw).release,
    kind,
    component: kind === 'client-base' ? 'base' : null,
    source: { kind: 'registry', path, line: 1 },
  };
}

export function inbox(path: string, files: number, oldest: number | null, newest = oldest): InboxFolder {
  const source = { kind: 'folder' as SourceKind, path: `Inboxes/${path}`, line: null };
  return {
    path: `Inboxes/${path}`,
    files,
    bytes: files * 100,
    zeroByteFiles: 0,
    byExtension: [],
    suspicious: [],
    newestFiles: [],
    oldest,
    newest,
    source,
  };
}

/** Path → text, read by the real scanner. */
export function logs(knowledge: Knowledge, texts: Readonly<Record<string, string>>): LogEvidence {
  const scanner = new LogScanner({ watched: watchedTexts(knowledge) });
  for (const [path, text] of Object.entries(texts)) {
    const name = path.split('/').at(-1) ?? path;
    scanner.beginFile(path, {
      family: name.replace(/\.[^.]*$/, '').toLowerCase(),
      rolledOver: name.endsWith('.lo_'),
      codePage: 'windows-1252',
      decode: (part) => part,
    });
    scanner.push(text);
    scanner.endFile(text.length);
  }
  return scanner.finish().evidence;
}
