/** SP3 on a German server: the machine restarts in the morning and the Executive hangs while it starts (Q304381). */
import { inboxFiles, leftUnderWay } from '../inbox-contents.ts';
import { ALL_SMS_SERVICES } from '../sample-site.ts';
import type { SampleSite } from '../sample-site.ts';
import { GERMAN_SUMMER, MINUTE, SECOND, serverTime } from '../server-clock.ts';
import type { SiteProfile } from '../site-profile.ts';
import { tellStory } from '../site-story.ts';

export const MUNICH: SiteProfile = {
  seed: 'MUC',
  code: 'MUC',
  server: 'SMSMUC01',
  domain: 'WERK',
  release: '2.0 SP3',
  type: 'primary',
  windows: '2000',
  language: 'german',
  zone: GERMAN_SUMMER,
  smsDirectory: 'E:\\SMS',
  parentCode: 'EUR',
  children: ['NUE', 'AUG'],
  logLimit: 0x18000,
};

/** @returns the site at 14:40 on 11 June 2002, by its own clock */
export function sp3AtStartup(profile: SiteProfile = MUNICH): SampleSite {
  const at = serverTime(2002, 6, 11, 14, 40);
  const boot = serverTime(2002, 6, 11, 6, 11, 30);
  const silentFrom = boot + 150 * SECOND;
  const logs = tellStory(profile, {
    runs: [
      {
        from: serverTime(2002, 6, 10, 13, 0),
        to: boot - 4 * MINUTE,
        startSeen: false,
        end: 'cut',
      },
      {
        from: boot,
        to: at - 2 * MINUTE,
        startSeen: true,
        end: 'still-running',
        hang: { silentFrom, firstWait: boot + 185 * SECOND, everySeconds: 90 },
      },
    ],
    backups: [],
    instructionEveryMinutes: 16,
  });
  return {
    profile,
    at,
    logs,
    inboxes: inboxFiles(profile, at, {
      ...leftUnderWay(at, boot, silentFrom),
      'despoolr.box/receive': { files: 188, oldestMinutes: 503, newestMinutes: 3 },
      'ddm.box': { files: 120, oldestMinutes: 500, newestMinutes: 2 },
      'statmgr.box/statmsgs': { files: 85, oldestMinutes: 504, newestMinutes: 1 },
      'colleval.box': { files: 31, oldestMinutes: 470, newestMinutes: 14 },
      'dataldr.box': { files: 24, oldestMinutes: 480, newestMinutes: 20 },
      'sinv.box': { files: 17, oldestMinutes: 455, newestMinutes: 22 },
    }),
    runningServices: ALL_SMS_SERVICES,
  };
}
