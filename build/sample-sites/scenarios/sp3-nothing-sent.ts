/**
 * SP3 whose Scheduler cannot make send requests: the token files in Schedule.box\UID are gone (Q266195, Q320638).
 * Jobs pile up on the sending side, the Executive works and Receive is emptied as on any day.
 */
import { inboxFiles } from '../inbox-contents.ts';
import { ALL_SMS_SERVICES } from '../sample-site.ts';
import type { SampleSite } from '../sample-site.ts';
import { SeededRandom } from '../seeded-random.ts';
import { EASTERN_DAYLIGHT, MINUTE, serverTime } from '../server-clock.ts';
import type { SiteProfile } from '../site-profile.ts';
import { tellStory } from '../site-story.ts';

export const BOSTON: SiteProfile = {
  seed: 'BOS',
  code: 'BOS',
  server: 'SMSBOS01',
  domain: 'CORP',
  release: '2.0 SP3',
  type: 'primary',
  windows: 'nt4',
  language: 'english',
  zone: EASTERN_DAYLIGHT,
  smsDirectory: 'D:\\SMS',
  parentCode: 'HQ1',
  children: ['PVD', 'MHT'],
  logLimit: 0x18000,
};

/** @returns the site at 11:05 on 9 October 2001, by its own clock */
export function sp3NothingSent(profile: SiteProfile = BOSTON): SampleSite {
  const at = serverTime(2001, 10, 9, 11, 5);
  const backup = { from: serverTime(2001, 10, 9, 0, 0), to: serverTime(2001, 10, 9, 0, 38, 50) };
  const logs = tellStory(profile, {
    runs: [
      { from: serverTime(2001, 10, 8, 10, 0), to: backup.from + 30_000, startSeen: false, end: 'stopped' },
      {
        from: backup.to - 25_000,
        to: at,
        startSeen: true,
        end: 'still-running',
        busyMoments: [{ at: serverTime(2001, 10, 9, 7, 12, 44), waits: 1 }],
      },
    ],
    backups: [backup],
    withoutRounds: ['SMS_SCHEDULER', 'SMS_LAN_SENDER'],
    instructionEveryMinutes: 11,
  });
  const chance = new SeededRandom(`${profile.seed} scheduler`);
  for (let time = backup.to + 2 * MINUTE; time < at; time += chance.whole(4, 9) * MINUTE) {
    const say = (message: string): void => {
      const step = chance.whole(10, 500);
      logs.add({ file: 'Sched', component: 'SMS_SCHEDULER', time: time + step, thread: 311, message });
    };
    const job = chance.fileName(7);
    // Q320638 prints one entry in which several texts were logged by one call.
    say(
      `<JOB ${job}>~  Updating status of minijob "Inter Site Replication".~  Need to generate send request for minijob.~  Skipping minijob. Could not retrieve the request ID`,
    );
    logs.add({
      file: 'Sender',
      component: 'SMS_LAN_SENDER',
      time: time + 40_000,
      thread: 324,
      message: 'No (more) send requests found to process.',
    });
  }
  return {
    profile,
    at,
    logs,
    inboxes: inboxFiles(
      profile,
      at,
      {
        'despoolr.box/receive': { files: 3, oldestMinutes: 6, newestMinutes: 1 },
        'schedule.box': { files: 230, oldestMinutes: 2300, newestMinutes: 4 },
        'schedule.box/tosend': { files: 90, oldestMinutes: 2290, newestMinutes: 6 },
        'replmgr.box/ready': { files: 150, oldestMinutes: 2280, newestMinutes: 3 },
      },
      ['schedule.box/uid/1042.job', 'schedule.box/uid/1042.req'],
    ),
    runningServices: ALL_SMS_SERVICES,
  };
}
