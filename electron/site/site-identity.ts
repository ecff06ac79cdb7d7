import { IniReader } from './parse/ini.ts';
import { RegistryReader } from './parse/registry.ts';
import { readSnapshot } from './parse/snapshot.ts';
import { systemCode } from './errors.ts';
import type { SiteCandidate } from './locate.ts';
import { addRegistryValue, emptyRegistryFacts } from './registry-facts.ts';
import { snapshotIdentity } from './snapshot-facts.ts';
import { DEFAULT_CODE_PAGE } from './text/code-page.ts';
import { eachLine } from './text/each-line.ts';
import { type SiteTree, joinPath, nameOf } from './tree/tree.ts';

/** Whose site a directory is, as far as that can be told without reading it; null where it is not told. */
export interface SiteIdentity {
  readonly code: string | null;
  readonly server: string | null;
  /** Server time of a snapshot, `2002-05-12 15:14`, to be compared as text. */
  readonly collected: string | null;
}

/** As the collector names its folder: with the time, or with a number where the clock could not be read. */
const SNAPSHOT_NAME =
  /^SMSSNAP-(?<server>.+)-(?:(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)-(?<hour>\d\d)(?<minute>\d\d)|\d+)(?:\.zip)?$/i;
const MOST_BYTES = 16 * 2 ** 20;

/** Looks into the few files of a directory that name its site. What cannot be read tells nothing. */
export async function identityOf(
  tree: SiteTree,
  candidate: SiteCandidate,
  signal: AbortSignal,
): Promise<SiteIdentity> {
  const inFolder = (wanted: RegExp): readonly string[] =>
    candidate.files.filter((name) => wanted.test(name)).map((name) => joinPath(candidate.path, name));
  const lines = async (path: string, take: (line: string, number: number) => void): Promise<void> => {
    try {
      await eachLine(tree, path, { signal, codePage: DEFAULT_CODE_PAGE, maxBytes: MOST_BYTES }, take);
    } catch (error) {
      signal.throwIfAborted();
      if (systemCode(error) === null) throw error;
      // Reading the site says why.
    }
  };
  let code: string | null = null;
  let server: string | null = null;
  let collected: string | null = null;
  for (const path of inFolder(/^snapshot\.ini$/i)) {
    const ini = new IniReader();
    await lines(path, (line, number) => ini.line(line, number));
    const snapshot = readSnapshot(ini.values);
    const told = snapshotIdentity(snapshot, path);
    collected ??= /^\d{4}-\d\d-\d\d \d\d:\d\d/.exec(snapshot.get('when')?.value ?? '')?.[0] ?? null;
    code ??= told.siteCodes[0]?.value ?? null;
    server ??= told.servers[0]?.value ?? null;
  }
  const facts = emptyRegistryFacts();
  for (const path of inFolder(/\.reg$/i)) {
    if (code !== null && server !== null) break;
    const reader = new RegistryReader(
      (value) => addRegistryValue(facts, value, path),
      () => '',
    );
    await lines(path, (line, number) => reader.line(line, number));
    code ??= facts.siteCodes[0]?.value ?? null;
    server ??= facts.servers[0]?.value ?? null;
  }
  const named = SNAPSHOT_NAME.exec(nameOf(candidate.path) || tree.label)?.groups;
  server ??= named?.['server']?.toUpperCase() ?? null;
  if (named?.['year'] !== undefined) {
    const { year, month, day, hour, minute } = named;
    collected ??= `${year}-${month}-${day} ${hour}:${minute}`;
  }
  return { code, server, collected };
}

/** Whether two directories are of one site: the codes and servers that both tell decide. */
export function compareIdentity(one: SiteIdentity, other: SiteIdentity): 'same' | 'different' | 'unknown' {
  const codes = one.code !== null && other.code !== null;
  const servers = one.server !== null && other.server !== null;
  if (codes && one.code !== other.code) return 'different';
  if (servers && one.server !== other.server) return 'different';
  return codes || servers ? 'same' : 'unknown';
}

/** `CEN on NYSMS01`, null when neither is told. */
export function nameOfIdentity({ code, server }: Pick<SiteIdentity, 'code' | 'server'>): string | null {
  if (code === null) return server;
  return server === null ? code : `${code} on ${server}`;
}
