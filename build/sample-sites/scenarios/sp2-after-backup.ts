/** SP2: the backup restarts the services at 02:20, the Executive hangs, the day goes by (Q260366). */
import { inboxFiles, leftUnderWay } from '../inbox-contents.ts';
import { ALL_SMS_SERVICES } from '../sample-site.ts';
import type { SampleSite } from '../sample-site.ts';
import { EASTERN_DAYLIGHT, MINUTE, SECOND, serverTime } from '../server-clock.ts';
import type { SiteProfile } from '../site-profile.ts';
import { tellStory } from '../site-story.ts';

export const HEADQUARTERS: SiteProfile = {
  seed: 'HQ1',
  code: 'HQ1',
  server: 'SMSHQ01',
  domain: 'CORP',
  release: '2.0 SP2',
  type: 'primary',
  windows: 'nt4',
  language: 'english',
  zone: EASTERN_DAYLIGHT,
  smsDirectory: 'D:\\SMS',
  parentCode: 'CEN',
  children: ['BOS', 'ATL', 'CHI'],
  logLimit: 0x18000,
};

/** What a hang of fifteen hours leaves in the inboxes. */
export const BACKED_UP_INBOXES = {
  'despoolr.box/receive': { files: 420, oldestMinutes: 904, newestMinutes: 2 },
  'ddm.box': { files: 260, oldestMinutes: 902, newestMinutes: 1 },
  'statmgr.box/statmsgs': { files: 140, oldestMinutes: 905, newestMinutes: 1 },
  'colleval.box': { files: 66, oldestMinutes: 890, newestMinutes: 8 },
  'dataldr.box': { files: 41, oldestMinutes: 880, newestMinutes: 12 },
  'sinv.box': { files: 28, oldestMinutes: 870, newestMinutes: 15 },
  'distmgr.box': { files: 3, oldestMinutes: 520, newestMinutes: 190 },
} as const;

/** @returns the site at 17:30 on 17 May 2001, by its own clock */
export function sp2AfterBackup(profile: SiteProfile = HEADQUARTERS): SampleSite {
  const at = serverTime(2001, 5, 17, 17, 30);
  const backup = { from: serverTime(2001, 5, 17, 1, 30), to: serverTime(2001, 5, 17, 2, 20, 12) };
  const silentFrom = serverTime(2001, 5, 17, 2, 22, 40);
  const logs = tellStory(profile, {
    runs: [
      {
        from: serverTime(2001, 5, 16, 14, 0),
        to: backup.from + 30 * SECOND,
        startSeen: false,
        end: 'stopped',
      },
      {
        from: backup.to - 25 * SECOND,
        to: at - 3 * MINUTE,
        startSeen: true,
        end: 'still-running',
        hang: {
          silentFrom,
          firstWait: serverTime(2001, 5, 17, 2, 23, 0) + 123,
          everySeconds: 75,
        },
      },
    ],
    backups: [backup],
    instructionEveryMinutes: 14,
  });
  return {
    profile,
    at,
    logs,
    inboxes: inboxFiles(profile, at, {
      ...BACKED_UP_INBOXES,
      ...leftUnderWay(at, backup.to, silentFrom),
    }),
    runningServices: ALL_SMS_SERVICES,
  };
}
