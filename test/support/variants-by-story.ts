/** Variants in which something else happened on the server, or something speaks against the two articles. */
import { inboxFiles } from '../../build/sample-sites/inbox-contents.ts';
import type { QueueLevels } from '../../build/sample-sites/inbox-contents.ts';
import { ALL_SMS_SERVICES } from '../../build/sample-sites/sample-site.ts';
import type { SampleSite } from '../../build/sample-sites/sample-site.ts';
import {
  BACKED_UP_INBOXES,
  HEADQUARTERS,
  sp2AfterBackup,
} from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { BOSTON, sp3NothingSent } from '../../build/sample-sites/scenarios/sp3-nothing-sent.ts';
import { DAY, HOUR, MINUTE, SECOND, serverTime } from '../../build/sample-sites/server-clock.ts';
import { despoolInstruction } from '../../build/sample-sites/despooler-script.ts';
import { SeededRandom } from '../../build/sample-sites/seeded-random.ts';
import { tellStory } from '../../build/sample-sites/site-story.ts';
import type { ServicesRun } from '../../build/sample-sites/site-story.ts';
import { asFolder, bytesOf, SP2_CONFIRMED, WAITING_CITED, without } from './variant.ts';
import type { SiteVariant } from './variant.ts';

const AT = serverTime(2001, 5, 17, 17, 30);

interface Circumstances {
  readonly runs: readonly ServicesRun[];
  readonly levels?: QueueLevels;
  readonly runningServices?: readonly string[];
  readonly backups?: readonly { readonly from: number; readonly to: number }[];
}

/** An SP2 site at 17:30 with the given story. */
function sp2(circumstances: Circumstances): SampleSite {
  return {
    profile: HEADQUARTERS,
    at: AT,
    logs: tellStory(HEADQUARTERS, {
      runs: circumstances.runs,
      backups: circumstances.backups ?? [],
      instructionEveryMinutes: 14,
    }),
    inboxes: inboxFiles(HEADQUARTERS, AT, circumstances.levels ?? {}),
    runningServices: circumstances.runningServices ?? ALL_SMS_SERVICES,
  };
}

/** Works since yesterday and still does. */
const WORKS: ServicesRun = { from: AT - 26 * HOUR, to: AT - MINUTE, startSeen: false, end: 'still-running' };

/** Hangs since 02:23. */
function hangSite(levels: QueueLevels): SampleSite {
  return { ...sp2AfterBackup(), inboxes: inboxFiles(HEADQUARTERS, AT, levels) };
}

/** A site that hung at night, was restarted by a person at 08:40 and has worked since. */
function recovered(): SampleSite {
  const hungAt = serverTime(2001, 5, 17, 2, 20);
  const restart = serverTime(2001, 5, 17, 8, 40);
  return sp2({
    runs: [
      { from: AT - 28 * HOUR, to: hungAt - 50 * MINUTE, startSeen: false, end: 'stopped' },
      {
        from: hungAt,
        to: restart - 4 * MINUTE,
        startSeen: true,
        end: 'cut',
        hang: { silentFrom: hungAt + 150 * SECOND, firstWait: hungAt + 180 * SECOND, everySeconds: 75 },
      },
      { from: restart, to: AT - MINUTE, startSeen: true, end: 'still-running' },
    ],
    backups: [{ from: hungAt - 51 * MINUTE, to: hungAt + 20 * SECOND }],
  });
}

/** The despooler waited once at 16:50 and has worked ever since, while Receive is full of old files. */
function oneWaitAndBacklog(): SampleSite {
  return sp2({
    runs: [{ ...WORKS, busyMoments: [{ at: AT - 40 * MINUTE, waits: 1 }] }],
    levels: { 'despoolr.box/receive': { files: 160, oldestMinutes: 700, newestMinutes: 2 } },
  });
}

/** As the sample, but other threads of the Executive log to the end. */
function othersStillLogging(): SampleSite {
  const site = sp2AfterBackup();
  const chance = new SeededRandom('others');
  const messages = {
    Ddm: ['SMS_DISCOVERY_DATA_MANAGER', 'Processing file F0R8T21Q.DDR of WS2088'],
    Sched: ['SMS_SCHEDULER', '========  Processing Jobs  ========'],
    Dataldr: ['SMS_INVENTORY_DATA_LOADER', 'SQL>>>>> Done.'],
    Statmgr: ['SMS_STATUS_MANAGER', 'Wrote 12 status messages to the site database.'],
    Colleval: ['SMS_COLLECTION_EVALUATOR', 'Refreshed collection HQ100014, 210 members.'],
    Replmgr: ['SMS_REPLICATION_MANAGER', 'Waiting for replication files...'],
  } as const;
  for (const [file, [component, message]] of Object.entries(messages)) {
    const thread = chance.whole(700, 900);
    for (let time = serverTime(2001, 5, 17, 2, 30); time < AT; time += chance.whole(5, 14) * MINUTE) {
      site.logs.add({ file, component, time: time + chance.whole(0, 30_000), thread, message });
    }
  }
  return site;
}

/** The backup broke off (Q310720): it never started the services again. */
function backupBrokeOff(): SampleSite {
  const begin = serverTime(2001, 5, 17, 1, 30);
  const site = sp2({
    runs: [{ from: AT - 27 * HOUR, to: begin + 30 * SECOND, startSeen: false, end: 'stopped' }],
    levels: BACKED_UP_INBOXES,
    runningServices: ['SMS_LICENSE_SERVER'],
  });
  const texts = [
    'SMS site backup service is starting...',
    "Successfully ran command line 'ECHO' (exit status 0).",
  ];
  for (const [index, message] of texts.entries()) {
    site.logs.add({
      file: 'Smsbkup',
      component: 'SMS_SITE_BACKUP',
      time: begin + index * 70 * SECOND,
      thread: 1180,
      message,
    });
  }
  return site;
}

/** One waiting line, then nothing from any thread of the Executive. */
function oneWaitThenSilence(): SampleSite {
  const silentFrom = serverTime(2001, 5, 17, 2, 22, 30);
  return sp2({
    runs: [
      { from: AT - 27 * HOUR, to: serverTime(2001, 5, 17, 1, 30), startSeen: false, end: 'stopped' },
      {
        from: serverTime(2001, 5, 17, 2, 19, 50),
        to: AT - 2 * MINUTE,
        startSeen: true,
        end: 'still-running',
        // Farther apart than the run is long, so that the line stands there once.
        hang: { silentFrom, firstWait: silentFrom + 40 * SECOND, everySeconds: 100_000 },
      },
    ],
    backups: [{ from: serverTime(2001, 5, 17, 1, 29), to: serverTime(2001, 5, 17, 2, 20, 15) }],
    levels: BACKED_UP_INBOXES,
  });
}

const CRASH_LOG = [
  'EXCEPTION INFORMATION',
  'Time = 05/17/2001 02:22:51',
  'Service name = SMS_EXECUTIVE',
  'Thread name = SMS_NT_LOGON_SERVER_MANAGER',
  'Executable = D:\\SMS\\bin\\i386\\smsexec.exe',
  'Process ID = 318',
  'Thread ID = 363',
  'Instruction address = 0x7800153D',
  'Exception = 0xC0000005 (EXCEPTION_ACCESS_VIOLATION)',
  'Raised inside CService mutex = No',
  'CService mutex description = ""',
  '',
].join('\r\n');

export const STORY_VARIANTS: readonly SiteVariant[] = [
  {
    id: 'healthy-sp2',
    make: asFolder(() => sp2({ runs: [WORKS] })),
    expect: {
      exit: 0,
      verdict: 'no-known-fault',
      backlogs: [],
      note: 'A listed release, and nothing wrong: the log goes on and the inboxes are emptied.',
    },
  },
  {
    id: 'recovered-stall',
    make: asFolder(recovered),
    expect: {
      exit: 0,
      verdict: ['no-known-fault', 'undetermined'],
      findings: { Q260366: ['ruled-out', 'possible'], Q304381: 'ruled-out' },
      backlogs: [],
      note: 'It hung at night, was restarted and has worked for nine hours: not the fault of now.',
    },
  },
  {
    id: 'one-wait-with-backlog',
    make: asFolder(oneWaitAndBacklog),
    expect: {
      exit: 0,
      verdict: ['no-known-fault', 'undetermined'],
      findings: { Q260366: ['ruled-out', 'possible'], Q304381: 'ruled-out' },
      backlogs: ['despoolr.box/receive'],
      note: 'One waiting line in a log that goes on accuses nobody, whatever Receive holds.',
    },
  },
  {
    id: 'one-wait-then-silence',
    make: asFolder(oneWaitThenSilence),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      evidence: [WAITING_CITED('Q260366')],
      note: 'The line is the last one of the log and fifteen hours old.',
    },
  },
  {
    id: 'backlog-alone',
    make: asFolder(sp2AfterBackup, without(/^Logs\//)),
    expect: {
      exit: 0,
      verdict: 'undetermined',
      findings: { Q260366: 'possible', Q304381: 'ruled-out' },
      note: 'Server logging is off by default: without logs a backlog is at most possible.',
    },
  },
  {
    id: 'no-logs-no-inboxes',
    make: asFolder(sp2AfterBackup, without(/^Logs\/|^Inboxes\/(?!clicomp|smsbkup)/)),
    expect: {
      exit: 0,
      verdict: 'undetermined',
      findings: { Q260366: 'possible', Q304381: 'ruled-out' },
      note: 'Only the release is known, and that it was not looked is not health.',
    },
  },
  {
    id: 'other-logs-only',
    make: asFolder(sp2AfterBackup, without(/Despool\.lo[g_]$/)),
    expect: {
      exit: [0, 1],
      verdict: ['undetermined', 'likely'],
      findings: { Q260366: ['possible', 'likely'], Q304381: 'ruled-out' },
      note: 'Despool.log is missing; the other threads are silent, but the line was not seen.',
    },
  },
  {
    id: 'backlog-in-another-inbox',
    make: asFolder(() =>
      sp2({
        runs: [WORKS],
        levels: { 'dataldr.box': { files: 300, oldestMinutes: 900, newestMinutes: 3 } },
      }),
    ),
    expect: {
      exit: 0,
      verdict: ['no-known-fault', 'undetermined'],
      findings: { Q260366: ['ruled-out', 'possible'], Q304381: 'ruled-out' },
      backlogs: ['dataldr.box'],
      note: 'Only the Data Loader is behind; the despooler works and Receive is young.',
    },
  },
  {
    id: 'nothing-sent-sp2',
    make: asFolder(() => sp3NothingSent({ ...BOSTON, release: '2.0 SP2' })),
    expect: {
      exit: 0,
      verdict: ['no-known-fault', 'undetermined'],
      findings: { Q260366: ['ruled-out', 'possible'], Q304381: 'ruled-out' },
      backlogs: ['replmgr.box/ready', 'schedule.box', 'schedule.box/tosend'],
      note: 'The jam is on the sending side, after a backup that went well.',
    },
  },
  {
    id: 'hang-with-few-old-files',
    make: asFolder(() =>
      hangSite({ 'despoolr.box/receive': { files: 4, oldestMinutes: 300, newestMinutes: 200 } }),
    ),
    expect: {
      exit: 1,
      verdict: 'likely',
      findings: { Q260366: 'likely', Q304381: 'ruled-out' },
      note: 'Four files of five hours: too few to be sure of a backlog, the log says the rest.',
    },
  },
  {
    id: 'few-young-files',
    make: asFolder(() =>
      sp2({
        runs: [WORKS],
        levels: { 'despoolr.box/receive': { files: 5, oldestMinutes: 20, newestMinutes: 1 } },
      }),
    ),
    expect: {
      exit: 0,
      verdict: 'no-known-fault',
      backlogs: [],
      note: 'Some young files in Receive are a working day.',
    },
  },
  {
    id: 'growing-by-arrivals',
    make: asFolder(() =>
      hangSite({ 'despoolr.box/receive': { files: 300, oldestMinutes: 480, newestMinutes: 0.1 } }),
    ),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      backlogs: ['despoolr.box/receive'],
      note: 'Files arrive up to the minute of the look and none is taken.',
    },
  },
  {
    id: 'dates-in-the-future',
    make: asFolder(() => {
      const site = sp2AfterBackup();
      const future = site.inboxes.map((file, index) =>
        index % 2 === 0 ? file : { ...file, modified: file.modified + 3 * DAY },
      );
      return { ...site, inboxes: future };
    }),
    expect: {
      exit: 1,
      verdict: ['confirmed', 'likely'],
      findings: { Q260366: ['confirmed', 'likely'], Q304381: 'ruled-out' },
      note: 'Half of the files carry dates to come, as after a wrong clock; the others are old enough.',
    },
  },
  {
    id: 'service-stopped',
    make: asFolder(() => ({
      ...sp2AfterBackup(),
      runningServices: ALL_SMS_SERVICES.filter((service) => service !== 'SMS_EXECUTIVE'),
    })),
    expect: {
      exit: [0, 1],
      verdict: ['likely', 'undetermined'],
      findings: { Q260366: ['likely', 'possible'], Q304381: 'ruled-out' },
      evidence: [{ finding: 'Q260366', side: 'against', source: /services\.txt/ }],
      note: 'A stopped Executive does not hang: it lowers the verdict and is shown.',
    },
  },
  {
    id: 'crash-folder-same-time',
    make: asFolder(sp2AfterBackup, (files) =>
      files.put(
        'Logs/CrashDumps/05172001_smsexec/Crash.log',
        bytesOf(CRASH_LOG),
        serverTime(2001, 5, 17, 2, 22, 52),
      ),
    ),
    expect: {
      exit: [0, 1],
      verdict: ['likely', 'undetermined'],
      findings: { Q260366: ['likely', 'possible'], Q304381: 'ruled-out' },
      evidence: [{ finding: 'Q260366', side: 'against', source: /crash/i }],
      note: 'The Executive crashed at that minute, and a hang leaves no crash folder.',
    },
  },
  {
    id: 'old-crash-folder',
    make: asFolder(sp2AfterBackup, (files) =>
      files.put(
        'Logs/CrashDumps/03022001_smsexec/Crash.log',
        bytesOf(CRASH_LOG.replace('05/17/2001', '03/02/2001')),
        serverTime(2001, 3, 2, 2, 22, 52),
      ),
    ),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      note: 'A crash ten weeks ago says nothing about today.',
    },
  },
  {
    id: 'others-still-logging',
    make: asFolder(othersStillLogging),
    expect: {
      exit: [0, 1],
      verdict: ['likely', 'undetermined'],
      findings: { Q260366: ['likely', 'possible'], Q304381: 'ruled-out' },
      evidence: [{ finding: 'Q260366', side: 'against', source: /Logs\/.+:\d+$/ }],
      note: 'Six other threads of the Executive log to the end: it does not hang as a whole.',
    },
  },
  {
    id: 'backup-broke-off',
    make: asFolder(backupBrokeOff),
    expect: {
      exit: 0,
      verdict: ['no-known-fault', 'undetermined'],
      findings: { Q260366: ['ruled-out', 'possible'], Q304381: 'ruled-out' },
      note: 'The backup never got to its start part (Q310720): stopped, not hung; no waiting line.',
    },
  },
  {
    id: 'receive-empty-while-waiting',
    make: asFolder(() =>
      hangSite({ 'despoolr.box/receive': { files: 0, oldestMinutes: 0, newestMinutes: 0 } }),
    ),
    expect: {
      exit: [0, 1],
      findings: { Q260366: ['likely', 'possible', 'ruled-out'], Q304381: 'ruled-out' },
      note: 'The articles name a backlog; without any file it is at least not confirmed.',
    },
  },
  {
    id: 'waits-while-working',
    make: asFolder(() => {
      const site = sp2({ runs: [WORKS] });
      const chance = new SeededRandom('busy day');
      for (let time = AT - 6 * HOUR; time < AT - 5 * MINUTE; time += 11 * MINUTE) {
        for (const line of despoolInstruction(HEADQUARTERS, chance, time, 640, chance.whole(1, 2))) {
          const thread = line.worker ? 640 : 512;
          site.logs.add({
            file: 'Despool',
            component: 'SMS_DESPOOLER',
            time: line.time,
            thread,
            message: line.text,
          });
        }
      }
      return site;
    }),
    expect: {
      exit: 0,
      verdict: 'no-known-fault',
      findings: { Q260366: 'ruled-out', Q304381: 'ruled-out' },
      note: 'Many waits, each followed by work: three despooling threads that have much to do.',
    },
  },
];
