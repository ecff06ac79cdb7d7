import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import type { LiveFacts } from '../../../electron/site/live-facts.ts';
import { readSite } from '../../../electron/site/read-site.ts';
import { SMALL_SITE, ignore, newFolder, whyOf, writeFiles } from './sites.ts';

const SMS = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS';

const LIVE: LiveFacts = {
  label: '\\\\NYSMS01',
  folder: null,
  registry: [
    { key: `${SMS}\\Setup`, name: 'Full Version', text: '2.00.1493.2009', line: 3 },
    { key: `${SMS}\\Identification`, name: 'Site Code', text: 'NYC', line: 9 },
    {
      key: `${SMS}\\Components\\SMS_EXECUTIVE\\Threads\\SMS_DESPOOLER`,
      name: 'Current State',
      text: 'Running',
      line: 1,
    },
    {
      key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\SMS 2.0\\SP2\\Q304381',
      name: '',
      text: null,
      line: 1,
    },
  ],
  services: [
    {
      service: 'SMS_EXECUTIVE',
      state: 'running',
      source: { kind: 'services', path: '\\\\NYSMS01', line: null },
    },
  ],
  processes: null,
  disks: [{ disk: 'D:', freeBytes: 5, source: { kind: 'snapshot', path: '\\\\NYSMS01', line: null } }],
  askedAt: Date.UTC(2002, 4, 12, 4),
  offsetMinutes: -300,
  unreadable: [{ source: '\\\\NYSMS01', why: 'The list of processes was refused.' }],
};

function readWith(live: LiveFacts, ...paths: string[]): Promise<SiteEvidence> {
  return readSite(paths, { signal: new AbortController().signal, onProgress: ignore, watched: [], live });
}

describe('what was asked of the server', () => {
  it('is evidence by itself', async () => {
    const evidence = await readWith(LIVE);
    expect(evidence.label).toBe('\\\\NYSMS01');
    expect(evidence.releases).toEqual([
      {
        raw: '2.00.1493.2009',
        release: '2.0 SP2',
        kind: 'server',
        component: null,
        source: { kind: 'registry', path: '\\\\NYSMS01', line: null },
      },
    ]);
    expect(evidence.siteCodes.map(({ value }) => value)).toEqual(['NYC']);
    expect(evidence.threadStates).toMatchObject([{ thread: 'SMS_DESPOOLER', currentState: 'Running' }]);
    expect(evidence.hotfixes).toMatchObject([{ value: 'Q304381' }]);
    expect(evidence.services).toEqual(LIVE.services);
    expect(evidence.disks).toEqual(LIVE.disks);
    expect(evidence.collectedAt).toMatchObject({ value: LIVE.askedAt });
    expect(evidence.clock).toEqual({ offsetMinutes: -300, basis: 'snapshot', source: '\\\\NYSMS01' });
    // What could not be had is a gap.
    expect(evidence.coverage).toEqual({
      logs: false,
      inboxes: false,
      services: true,
      processes: false,
      registry: true,
      versionFiles: false,
      crashes: false,
    });
    expect(whyOf(evidence, '\\\\NYSMS01')).toBe('The list of processes was refused.');
  });

  it('joins the files of its SMS directory', async () => {
    const evidence = await readWith(LIVE, writeFiles(SMALL_SITE));
    expect(evidence.logs.files).toHaveLength(1);
    expect(evidence.releases.map(({ kind }) => kind)).toEqual(['server', 'client-base', 'client']);
    expect(evidence.coverage).toMatchObject({
      logs: true,
      inboxes: true,
      registry: true,
      versionFiles: true,
    });
    // The zone words of a stamp can be wrong (Q303279); the clock of the server was asked.
    expect(evidence.clock.basis).toBe('snapshot');
  });

  it('is used though its folder is out of reach', async () => {
    const gone = path.join(newFolder(), 'gone');
    const evidence = await readWith(LIVE, gone);
    expect(evidence.coverage).toMatchObject({ logs: false, registry: true });
    expect(whyOf(evidence, 'gone')).toMatch(/is not there/);
  });

  it('is no evidence when nothing could be had', async () => {
    const nothing = { ...LIVE, registry: null, services: null, disks: [], askedAt: null };
    await expect(readWith(nothing)).rejects.toMatchObject({
      code: 'no-evidence',
      message: expect.stringContaining('The list of processes was refused.') as string,
    });
  });
});
