/** What lies in the inboxes of a site server: names and places as the Knowledge Base and the Resource Guide give them. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { CLIENT_COMPONENTS } from './release-numbers.ts';
import { SeededRandom } from './seeded-random.ts';
import { DAY, MINUTE } from './server-clock.ts';
import { ansiBytes } from './text-bytes.ts';
import type { SiteProfile } from './site-profile.ts';

/** A file of an inbox. Its bytes are only made where the sample is a copy of the folder and not a list of it. */
export interface InboxFile {
  /** Path below `Inboxes`, with forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly modified: ServerTime;
}

/** How full a queue is. */
export interface QueueLevel {
  readonly files: number;
  /** Age of the oldest file in minutes, counted back from the time of the evidence. */
  readonly oldestMinutes: number;
  readonly newestMinutes: number;
  /** True when nothing in it holds a byte. */
  readonly empty?: boolean;
}

/** Queue levels by folder below `Inboxes`, as spelled here. */
export type QueueLevels = Readonly<Record<string, QueueLevel>>;

/** Folders that threads empty, with the names of what comes into them. */
const QUEUES: Readonly<Record<string, readonly string[]>> = {
  'ccr.box': ['*.CCR'],
  'ccrretry.box': ['*.CCR'],
  'colleval.box': ['*.ADC', '*.UDC'],
  'compsumm.box': ['*.SUM'],
  'dataldr.box': ['*.MIF'],
  'dataldr.box/orphans': ['*.MIF'],
  'dataldr.box/process': ['*.MIF'],
  'ddm.box': ['*.DDR'],
  'despoolr.box/receive': ['1_*.PCK', '1_*.SNI'],
  'distmgr.box': ['*.PKN'],
  'distmgr.box/incoming': ['*.PKG'],
  'hman.box': ['*.CT2'],
  'offermgr.box': ['*.OFR'],
  'offermgr.box/incoming': ['*.OFR'],
  'offersum.box': ['*.SVF'],
  'replmgr.box/incoming': ['*.RPL', '*.RPT'],
  'replmgr.box/outbound': ['*.RPL'],
  'replmgr.box/ready': ['*.RPT'],
  'schedule.box': ['*.JOB'],
  'schedule.box/outboxes/lan': ['*.SRQ'],
  'schedule.box/requests': ['*.SRQ'],
  'schedule.box/tosend': ['0*.PPT', '0*.IPT'],
  'sinv.box': ['*.SIC', '*.SID'],
  'sinv.box/orphans': ['*.SID'],
  'sitectrl.box/incoming': ['*.CT1'],
  'sitestat.box': ['*.SUM'],
  'statmgr.box/futureq': ['*.SVF'],
  'statmgr.box/queue': ['*.SVF'],
  'statmgr.box/retry': ['*.SQL'],
  'statmgr.box/statmsgs': ['*.SVF'],
};

/** Queues in which a few young files are normal on a working site. */
const ORDINARY_LEVELS: QueueLevels = {
  'colleval.box': { files: 2, oldestMinutes: 7, newestMinutes: 1 },
  'dataldr.box': { files: 4, oldestMinutes: 9, newestMinutes: 1 },
  'ddm.box': { files: 6, oldestMinutes: 6, newestMinutes: 0.5 },
  'despoolr.box/receive': { files: 4, oldestMinutes: 5, newestMinutes: 1 },
  'replmgr.box/incoming': { files: 2, oldestMinutes: 4, newestMinutes: 1 },
  'schedule.box': { files: 3, oldestMinutes: 11, newestMinutes: 2 },
  'schedule.box/outboxes/lan': { files: 2, oldestMinutes: 8, newestMinutes: 2 },
  'schedule.box/tosend': { files: 4, oldestMinutes: 8, newestMinutes: 2 },
  'sinv.box': { files: 3, oldestMinutes: 12, newestMinutes: 2 },
  'statmgr.box/statmsgs': { files: 8, oldestMinutes: 4, newestMinutes: 0.2 },
};

/**
 * Queues that only threads of the Executive fill and empty: Replication Manager hands minijobs to the Scheduler, the Scheduler
 * send requests to the senders, the despooler replication files to Replication Manager. While all of them hang, nothing comes and
 * nothing goes here; the other queues go on growing by what senders of other sites, agents, client access points, SQL Monitor
 * and other services bring.
 */
const QUEUES_WITHIN_THE_EXECUTIVE = [
  'replmgr.box/incoming',
  'schedule.box',
  'schedule.box/outboxes/lan',
  'schedule.box/tosend',
] as const;

/**
 * What a hang leaves in the queues that only hung threads fill: the few files that were under way when it began.
 * @param at time of the evidence
 * @param started start of the services
 * @param silentFrom last moment at which a thread logged
 */
export function leftUnderWay(at: ServerTime, started: ServerTime, silentFrom: ServerTime): QueueLevels {
  const minutesBefore = (time: ServerTime): number => (at - time) / MINUTE;
  return Object.fromEntries(
    QUEUES_WITHIN_THE_EXECUTIVE.map((queue) => [
      queue,
      {
        files: ORDINARY_LEVELS[queue]?.files ?? 0,
        oldestMinutes: minutesBefore(started + MINUTE),
        newestMinutes: minutesBefore(silentFrom),
      },
    ]),
  );
}

/** Files that stay by design: sources for client access points, lookup tables, histories, tokens, control files. */
const STORES: readonly { readonly path: string; readonly size: number; readonly ageDays: number }[] = [
  { path: 'clicfg.src/CLINTX86.OFR', size: 1420, ageDays: 31 },
  { path: 'clidata.src/Caplist.ini', size: 512, ageDays: 40 },
  { path: 'clidata.src/client.lkp', size: 900, ageDays: 3 },
  { path: 'clidata.src/Cli_inst.cfg', size: 640, ageDays: 40 },
  { path: 'clifiles.src/hinv/Sms_def.mof', size: 1900, ageDays: 120 },
  { path: 'colleval.box/Collid.lkp', size: 96, ageDays: 60 },
  { path: 'dataldr.box/badmifs/IUSH4YZ5.MIF', size: 700, ageDays: 19 },
  { path: 'offerinf.box/CLINTX86.OFR', size: 1420, ageDays: 31 },
  { path: 'offerinf.box/ALLSYSTE.LKP', size: 240, ageDays: 2 },
  { path: 'sinv.box/badsinv/OFW94C1G.SID', size: 820, ageDays: 26 },
  { path: 'sitectrl.box/Sitectrl.ct0', size: 2000, ageDays: 12 },
  { path: 'sitectrl.box/history/00000013.ct0', size: 2000, ageDays: 30 },
  { path: 'sitectrl.box/history/00000014.ct0', size: 2000, ageDays: 12 },
  { path: 'schedule.box/uid/1042.job', size: 0, ageDays: 90 },
  { path: 'schedule.box/uid/1042.req', size: 0, ageDays: 90 },
];

/**
 * All files below `Inboxes` except compver.ini and the backup control file.
 * @param site whose inboxes
 * @param at time of the evidence
 * @param levels queues that differ from an ordinary day; one with 0 files is empty
 * @param without store files that are missing (path below `Inboxes`)
 */
export function inboxFiles(
  site: SiteProfile,
  at: ServerTime,
  levels: QueueLevels,
  without: readonly string[] = [],
): InboxFile[] {
  const chance = new SeededRandom(`${site.seed} inboxes`);
  const files: InboxFile[] = STORES.filter((store) => !without.includes(store.path)).map((store) => ({
    path: store.path,
    size: store.size,
    modified: at - store.ageDays * DAY - chance.whole(1, 600) * MINUTE,
  }));
  for (const child of site.children) {
    files.push({ path: `replmgr.box/history/${child}.trs`, size: 380, modified: at - 2 * DAY });
  }
  for (const component of CLIENT_COMPONENTS) {
    files.push({
      path: `clicomp.src/${component}/i386/${component}.exe`,
      size: 1024,
      modified: at - 200 * DAY,
    });
  }
  for (const [folder, level] of Object.entries({ ...ORDINARY_LEVELS, ...levels })) {
    files.push(...queueFiles(chance, at, folder, level));
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

/** @returns every folder that Inbox Manager keeps, with or without files in it */
export function inboxFolders(): string[] {
  const folders = new Set<string>([
    'smsbkup.box',
    'nt_logon.box/notify',
    'replmgr.box/history',
    'ddm.box/bad_ddrs',
  ]);
  for (const queue of Object.keys(QUEUES)) folders.add(queue);
  for (const store of STORES) folders.add(store.path.slice(0, store.path.lastIndexOf('/')));
  for (const component of CLIENT_COMPONENTS) folders.add(`clicomp.src/${component}/i386`);
  return [...folders].sort();
}

function queueFiles(chance: SeededRandom, at: ServerTime, folder: string, level: QueueLevel): InboxFile[] {
  const patterns = QUEUES[folder];
  if (!patterns) throw new Error(`"${folder}" is not among the inboxes of the sample sites.`);
  const files: InboxFile[] = [];
  let pairName = '';
  for (let index = 0; index < level.files; index += 1) {
    // The first file is the oldest and the last the newest; the others lie evenly between them.
    const share = level.files === 1 ? 0 : index / (level.files - 1);
    const age = level.oldestMinutes + (level.newestMinutes - level.oldestMinutes) * share;
    const pattern = patterns[index % patterns.length] ?? '*.TMP';
    const isPackage = pattern.endsWith('.PCK') || pattern.endsWith('.PPT');
    const isInstruction = pattern.endsWith('.SNI') || pattern.endsWith('.IPT');
    // A sender sends the package first and its instruction, of the same name, after it (Q279498).
    const name =
      isInstruction && pairName !== '' ? pairName : chance.fileName(pattern.startsWith('*') ? 8 : 6);
    pairName = isPackage ? name : '';
    const size = isPackage ? chance.whole(30, 900) * 1024 : chance.whole(180, 900);
    files.push({
      path: `${folder}/${pattern.replace('*', name)}`,
      size: level.empty ? 0 : size,
      modified: Math.round(at - age * MINUTE),
    });
  }
  return files;
}

/** Longest content that a sample carries for an inbox file; the real ones are larger and no more telling. */
const LARGEST_CONTENT = 2000;

/** @returns stand-in bytes: text that says what kind of file it stands for, never longer than the file was */
export function inboxFileBytes(file: InboxFile): Uint8Array {
  const kind = file.path.slice(file.path.lastIndexOf('.') + 1).toUpperCase();
  const line = `SMS 2.0 ${kind} record of a sample site. `;
  const length = Math.min(file.size, LARGEST_CONTENT);
  return ansiBytes(line.repeat(Math.ceil(length / line.length)).slice(0, length));
}
