/** Made-up readings of one site, diagnosed by the real engine from evidence that the real log reader has read. */
import path from 'node:path';
import type { ServiceState, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { parseIsoTime } from '../../../electron/engine/time/format.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, inbox, logs, release } from '../reasoning/site.ts';

export const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));

const WAITING = '~Waiting for an available despooling thread';
const WORKED = '~Despooler successfully executed one instruction.';

/** `17 02:23` of May 2001 as server time. */
export function may(text: string): number {
  const parsed = parseIsoTime(`2001-05-${text}:00`);
  if (parsed === null) throw new Error(`no time of May 2001: ${text}`);
  return parsed.wall;
}

function line(time: number, component: string, text: string): string {
  const [weekday, day = '', month, year] = new Date(time).toUTCString().replace(',', '').split(' ');
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${text}  $$<${component}><${weekday ?? ''} ${month ?? ''} ${day} ${clock}.123 ${year ?? ''} Eastern Daylight Time><thread=281 (0x119)>\r\n`;
}

function everyTenMinutes(from: number, to: number): readonly number[] {
  const times: number[] = [];
  for (let time = from; time <= to; time += 10 * 60_000) times.push(time);
  return times;
}

export interface Told {
  /** When it was collected, `17 17:30`; null when nothing says so. */
  readonly at: string | null;
  readonly release?: string | null;
  readonly code?: string | null;
  /** From when to when the despooler logged that it waits, and when it worked again; null: no log of it. */
  readonly despooler?: { readonly waits?: string; readonly until?: string; readonly works?: string } | null;
  /** Last line of each of two other threads; null: their logs were not read. */
  readonly others?: string | null;
  readonly receive?: { readonly files: number; readonly oldest?: string } | null;
  readonly inboxes?: Readonly<Record<string, { readonly files: number; readonly oldest?: string }>>;
  readonly services?: Readonly<Record<string, ServiceState>>;
  readonly crash?: string;
  readonly backups?: readonly string[];
}

function despoolLog({ waits, until, works }: NonNullable<Told['despooler']>, end: number): string {
  const lines = [line(may('17 01:02'), 'SMS_DESPOOLER', WORKED)];
  const waited = waits === undefined ? null : may(waits);
  const last = until === undefined ? end : may(until);
  if (waited !== null) {
    lines.push(...everyTenMinutes(waited, last).map((time) => line(time, 'SMS_DESPOOLER', WAITING)));
  }
  if (works !== undefined) {
    const times = everyTenMinutes(may(works), end);
    lines.push(...times.map((time) => line(time, 'SMS_DESPOOLER', WORKED)));
  }
  return lines.join('');
}

function texts(told: Told, end: number): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (told.despooler != null) found['Logs/Despool.log'] = despoolLog(told.despooler, end);
  if (told.others != null) {
    const times = everyTenMinutes(may('17 00:00'), may(told.others));
    for (const [name, component] of [
      ['Sched', 'SMS_SCHEDULER'],
      ['Inboxmgr', 'SMS_INBOX_MANAGER'],
    ] as const) {
      found[`Logs/${name}.log`] = times.map((time) => line(time, component, 'Checking')).join('');
    }
  }
  if (told.backups !== undefined) {
    found['Logs/Smsbkup.log'] = told.backups
      .map((time) => line(may(time), 'SMS_SITE_BACKUP', '05/17/01 01:53:55 - backup completed.'))
      .join('');
  }
  return found;
}

/** Evidence of one reading. */
export function evidenceOf(told: Told): SiteEvidence {
  const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 };
  const end = told.at === null ? may('17 17:30') : may(told.at);
  const written = texts(told, end);
  const folders = {
    ...(told.receive == null ? {} : { 'despoolr.box/receive': told.receive }),
    ...told.inboxes,
  };
  const services = Object.entries(told.services ?? {});
  return {
    ...emptySite,
    label: `SMSSNAP ${told.at ?? 'without a time'}`,
    siteCodes: told.code === null ? [] : [{ value: told.code ?? 'CEN', source }],
    collectedAt: told.at === null ? null : { value: end, source },
    releases: told.release === null ? [] : [release(told.release ?? '2.0 SP2')],
    logs: logs(knowledge, written),
    inboxes: Object.entries(folders).map(([name, { files, oldest }]) =>
      inbox(name, files, oldest === undefined ? null : may(oldest), files === 0 ? null : end),
    ),
    services: services.map(([service, state]) => ({ service, state, source })),
    crashes:
      told.crash === undefined
        ? []
        : [
            {
              folder: 'Logs/CrashDumps',
              time: may(told.crash),
              service: 'SMS_EXECUTIVE',
              thread: null,
              source,
            },
          ],
    coverage: {
      logs: Object.keys(written).length > 0,
      inboxes: Object.keys(folders).length > 0,
      services: services.length > 0,
      processes: false,
      registry: told.release !== null,
      versionFiles: false,
      crashes: true,
    },
  };
}

/** The reading, diagnosed. */
export function reading(told: Told): Diagnosis {
  return diagnose(evidenceOf(told), knowledge, { answers: [] });
}

/** A hung site with Service Pack 2 on the afternoon after its backup. */
export const hung: Told = {
  at: '17 17:30',
  despooler: { waits: '17 02:23' },
  others: '17 02:20',
  receive: { files: 420, oldest: '17 02:24' },
  services: { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'running' },
  backups: ['17 02:19'],
};

/** The same site on the next morning, all well. */
export const well: Told = {
  at: '18 09:00',
  despooler: { waits: '17 02:23', until: '17 17:40', works: '17 18:00' },
  others: '18 08:59',
  receive: { files: 0 },
  services: { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'running' },
  backups: ['17 02:19', '18 02:21'],
};
