import { describe, expect, it } from 'vitest';
import { findInboxFact } from '../../../electron/engine/knowledge/site-facts.ts';
import type {
  InboxFact,
  ServiceFactEntry,
  SiteFacts,
  ThreadFact,
} from '../../../electron/engine/knowledge/site-facts.ts';
import { schemaErrors, schemaErrorsOf } from '../report/check-schema.ts';
import { readAsset } from '../report/read-asset.ts';

const { inboxes } = readAsset('inboxes/inboxes.yaml') as { inboxes: InboxFact[] };
const { services, threads } = readAsset('services/services.yaml') as {
  services: ServiceFactEntry[];
  threads: ThreadFact[];
};
const facts: SiteFacts = { inboxes, services, threads };

describe('site facts', () => {
  it('fit their schemas', () => {
    expect(schemaErrors('inboxes/inboxes.yaml', 'inboxes/inboxes.schema.json')).toEqual([]);
    expect(schemaErrors('services/services.yaml', 'services/services.schema.json')).toEqual([]);
    expect(
      schemaErrorsOf({ inboxes: [{ ...inboxes[0], path: 'Despoolr.Box' }] }, 'inboxes/inboxes.schema.json'),
    ).not.toEqual([]);
  });

  it('name every inbox, service and thread once', () => {
    for (const names of [
      inboxes.map((item) => item.path),
      services.flatMap((item) => [item.service, ...(item.aliases ?? [])]),
      threads.flatMap((item) => [item.component, ...(item.aliases ?? [])]),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('have readers that are threads', () => {
    const known = new Set(threads.map((thread) => thread.component));
    for (const inbox of inboxes) if (inbox.reader !== null) expect([...known]).toContain(inbox.reader);
  });

  it('keep services apart from threads', () => {
    const known = new Set(threads.map((thread) => thread.component));
    for (const service of services) expect(known.has(service.service)).toBe(false);
    for (const name of ['SMS_SITE_COMPONENT_MANAGER', 'SMS_SQL_MONITOR', 'SMS_SITE_BACKUP']) {
      expect(services.map((service) => service.service)).toContain(name);
    }
    const families = new Set(services.flatMap((service) => service.families ?? []));
    for (const thread of threads) expect(families.has(thread.family)).toBe(false);
  });

  it('expect the services that Q307778 names on each kind of site', () => {
    const expected = (kind: 'primary' | 'secondary'): readonly string[] =>
      services.filter((service) => service.expectedOn.includes(kind)).map((service) => service.service);
    expect(expected('primary')).toEqual(['SMS_EXECUTIVE', 'SMS_SITE_COMPONENT_MANAGER', 'SMS_SQL_MONITOR']);
    expect(expected('secondary')).toEqual(['SMS_EXECUTIVE', 'SMS_SITE_COMPONENT_MANAGER']);
  });

  it.each([
    ['Inboxes/despoolr.box/receive', 'queue', 'SMS_DESPOOLER'],
    ['Inboxes\\Despoolr.box\\Receive\\', 'queue', 'SMS_DESPOOLER'],
    ['SMS/Inboxes/schedule.box/outboxes/LAN', 'queue', 'SMS_LAN_SENDER'],
    ['schedule.box/outboxes/ras', 'queue', null],
    ['schedule.box/UID', 'store', 'SMS_SCHEDULER'],
    ['Inboxes/ddm.box/data.col', 'store', 'SMS_DISCOVERY_DATA_MANAGER'],
    ['Inboxes/dataldr.box/BADMIFS', 'rejects', null],
    ['Inboxes/dataldr.box/orphans', 'rejects', 'SMS_INVENTORY_DATA_LOADER'],
    ['Inboxes/sinv.box/badsinv', 'rejects', null],
    ['Inboxes/replmgr.box/history', 'store', 'SMS_REPLICATION_MANAGER'],
    ['Inboxes/offerinf.box', 'store', null],
    ['Inboxes/pkginfo.box', 'store', null],
    ['Inboxes/smsbkup.box', 'store', null],
    ['Inboxes/clicomp.src/base', 'store', null],
  ])('knows %s', (path, kind, reader) => {
    expect(findInboxFact(facts, path)).toMatchObject({ kind, reader });
  });

  it('knows nothing of a folder no article names', () => {
    expect(findInboxFact(facts, 'Inboxes/custom.box')).toBeNull();
    expect(findInboxFact(facts, 'Inboxes/schedule.box/outboxes/lan/deep')).toBeNull();
  });
});
