/** SP4 that works hard: all despooling threads were busy twice for some seconds, which is normal. */
import { inboxFiles } from '../inbox-contents.ts';
import { ALL_SMS_SERVICES } from '../sample-site.ts';
import type { SampleSite } from '../sample-site.ts';
import { PACIFIC_DAYLIGHT, serverTime } from '../server-clock.ts';
import type { SiteProfile } from '../site-profile.ts';
import { tellStory } from '../site-story.ts';

export const SEATTLE: SiteProfile = {
  seed: 'SEA',
  code: 'SEA',
  server: 'SMSSEA02',
  domain: 'WEST',
  release: '2.0 SP4',
  type: 'primary',
  windows: '2000',
  language: 'english',
  zone: PACIFIC_DAYLIGHT,
  smsDirectory: 'D:\\SMS',
  parentCode: 'CEN',
  children: ['PDX', 'BOI', 'ANC', 'GEG'],
  logLimit: 0x18000,
};

/** @returns the site at 10:15 on 18 September 2002, by its own clock */
export function sp4Busy(profile: SiteProfile = SEATTLE): SampleSite {
  const at = serverTime(2002, 9, 18, 10, 15);
  const logs = tellStory(profile, {
    runs: [
      {
        from: serverTime(2002, 9, 17, 9, 0),
        to: at,
        startSeen: false,
        end: 'still-running',
        busyMoments: [
          { at: serverTime(2002, 9, 17, 22, 41, 7), waits: 2 },
          { at: serverTime(2002, 9, 18, 9, 52, 33), waits: 1 },
        ],
      },
    ],
    backups: [],
    instructionEveryMinutes: 7,
  });
  return {
    profile,
    at,
    logs,
    inboxes: inboxFiles(profile, at, {
      'despoolr.box/receive': { files: 9, oldestMinutes: 8, newestMinutes: 0.5 },
      'ddm.box': { files: 34, oldestMinutes: 11, newestMinutes: 0.2 },
      'statmgr.box/statmsgs': { files: 42, oldestMinutes: 6, newestMinutes: 0.1 },
      'dataldr.box': { files: 19, oldestMinutes: 14, newestMinutes: 0.5 },
      'sinv.box': { files: 12, oldestMinutes: 16, newestMinutes: 1 },
      'schedule.box/tosend': { files: 10, oldestMinutes: 13, newestMinutes: 1 },
    }),
    runningServices: ALL_SMS_SERVICES,
  };
}
