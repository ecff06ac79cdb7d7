/** Variants that differ in the release, or in what tells the release. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleSite } from '../../build/sample-sites/sample-site.ts';
import type { SampleRelease } from '../../build/sample-sites/site-profile.ts';
import { HEADQUARTERS, sp2AfterBackup } from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { MUNICH, sp3AtStartup } from '../../build/sample-sites/scenarios/sp3-at-startup.ts';
import { GERMAN_SUMMER } from '../../build/sample-sites/server-clock.ts';
import { asFolder, BOTH_RULED_OUT, SP2_CONFIRMED, SP3_CONFIRMED, WAITING_CITED, without } from './variant.ts';
import type { SiteVariant } from './variant.ts';

const hangOf = (release: SampleRelease) => (): SampleSite => sp2AfterBackup({ ...HEADQUARTERS, release });

function sameSymptoms(release: SampleRelease, id: string): SiteVariant {
  return {
    id,
    make: asFolder(hangOf(release)),
    expect: {
      exit: 0,
      verdict: 'no-known-fault',
      findings: BOTH_RULED_OUT,
      note: `Neither article lists ${release}; the reason is the release and nothing else.`,
    },
  };
}

export const RELEASE_VARIANTS: readonly SiteVariant[] = [
  {
    id: 'sp2-folder',
    make: asFolder(sp2AfterBackup),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      evidence: [WAITING_CITED('Q260366')],
      note: 'Listed release, waiting to the end of the log, old backlog.',
    },
  },
  {
    id: 'sp3-folder',
    make: asFolder(sp3AtStartup),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP3_CONFIRMED,
      evidence: [WAITING_CITED('Q304381')],
      note: 'The same for SP3, with German zone names.',
    },
  },
  {
    id: 'sp3-after-backup',
    make: asFolder(hangOf('2.0 SP3')),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP3_CONFIRMED,
      note: 'A backup before it does not bring Q260366 back: it is not listed for SP3.',
    },
  },
  {
    id: 'sp2-after-reboot',
    make: asFolder(() => sp3AtStartup({ ...MUNICH, release: '2.0 SP2' })),
    expect: {
      exit: 1,
      verdict: ['confirmed', 'likely'],
      findings: { Q260366: ['confirmed', 'likely'], Q304381: 'ruled-out' },
      note: 'Q260366 says that it can happen without the backup as well.',
    },
  },
  {
    id: 'sp2-german-zone',
    make: asFolder(() =>
      sp2AfterBackup({ ...HEADQUARTERS, zone: GERMAN_SUMMER, language: 'german', windows: '2000' }),
    ),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      note: 'Zone words in German and a registry export in UTF-16 change nothing.',
    },
  },
  {
    id: 'unknown-release',
    make: asFolder(sp2AfterBackup, without(/compver\.ini$|\.reg$/)),
    expect: {
      exit: 1,
      verdict: 'likely',
      findings: { Q260366: 'likely', Q304381: 'likely' },
      evidence: [WAITING_CITED('Q260366')],
      release: null,
      note: 'All that is known agrees, but the release is not known.',
    },
  },
  {
    id: 'release-answered',
    make: async (folder) => {
      await writeFile(join(folder, 'answers.yaml'), "release: '2.0 SP2'\n");
      return asFolder(sp2AfterBackup, without(/compver\.ini$|\.reg$/))(folder);
    },
    args: ['--answers', '{folder}/answers.yaml'],
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      release: '2.0 SP2',
      note: 'No file tells the release; the technician read it in the console.',
    },
  },
  {
    id: 'answers-of-an-empty-site',
    make: async (folder) => {
      const answers = ["release: '2.0 SP3'", 'despooler-waits: true', 'receive-backlog: true', ''];
      await writeFile(join(folder, 'answers.yaml'), answers.join('\n'));
      return asFolder(sp2AfterBackup, without(/^(?!services\.txt)/))(folder);
    },
    args: ['--answers', '{folder}/answers.yaml'],
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP3_CONFIRMED,
      note: 'Only services.txt was brought; all that the article requires was read out over the telephone.',
    },
  },
  {
    id: 'time-given',
    make: asFolder(sp2AfterBackup),
    args: ['--at', '2001-05-17T18:00'],
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      at: '2001-05-17T18:00',
      note: 'The time for which it shall hold was given.',
    },
  },
  {
    id: 'release-disputed',
    make: asFolder(() => ({ ...sp2AfterBackup(), clientRelease: '2.0 SP3' })),
    expect: {
      exit: 1,
      verdict: 'likely',
      findings: { Q260366: ['likely', 'possible'], Q304381: ['likely', 'possible'] },
      release: null,
      note: 'The registry says SP2, all compver.ini say SP3: the release counts as not known.',
    },
  },
  {
    id: 'secondary-stale-registry',
    make: asFolder(() => ({
      ...sp2AfterBackup({ ...HEADQUARTERS, type: 'secondary' }),
      registry: { fullVersion: '2.00.1380.1000' },
    })),
    expect: {
      exit: 1,
      verdict: ['confirmed', 'likely'],
      findings: { Q260366: ['confirmed', 'likely'], Q304381: ['ruled-out', 'possible'] },
      release: '2.0 SP2',
      note: 'Full Version of a secondary site may be stale (Q272352); SP1 there must not rule SP2 out.',
    },
  },
  {
    id: 'registry-only',
    make: asFolder(sp2AfterBackup, without(/compver\.ini$/)),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      release: '2.0 SP2',
      note: 'Full Version alone tells the release.',
    },
  },
  {
    id: 'compver-only',
    make: asFolder(sp2AfterBackup, without(/\.reg$/)),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      release: '2.0 SP2',
      note: 'The compver.ini files alone tell the release.',
    },
  },
  {
    id: 'full-version-missing',
    make: asFolder(() => ({ ...sp2AfterBackup(), registry: { fullVersion: null } })),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      note: 'A registry export without Full Version (Q267258) leaves the compver.ini files.',
    },
  },
  sameSymptoms('2.0', 'rtm-same-symptoms'),
  sameSymptoms('2.0 SP1', 'sp1-same-symptoms'),
  sameSymptoms('2.0 SP4', 'sp4-same-symptoms'),
];
