/** A diagnosis of a site with Service Pack 2 that stalled after a backup, for tests of the window. */
import type {
  Diagnosis,
  Finding,
  InboxAssessment,
  NextQuestion,
} from '../../../electron/engine/reasoning/diagnosis.ts';

export function inbox(path: string, change: Partial<InboxAssessment> = {}): InboxAssessment {
  return {
    path,
    files: 0,
    bytes: 0,
    oldest: null,
    newest: null,
    backlog: change.judgement === 'true',
    judgement: 'false',
    why: '',
    oldestAgeMinutes: null,
    kind: 'queue',
    purpose: null,
    reader: null,
    zeroByteFiles: 0,
    rule: null,
    byExtension: [],
    suspicious: [],
    ...change,
  };
}

export function finding(id: string, change: Partial<Finding> = {}): Finding {
  return {
    id,
    title: `Title of ${id}`,
    verdict: 'ruled-out',
    for: [],
    against: [],
    missing: [],
    fixedIn: null,
    plans: [],
    whyNot: null,
    headline: '',
    summary: '',
    appliesTo: [],
    conditions: [],
    history: null,
    ...change,
  };
}

export function question(id: string, page: NextQuestion['page']): NextQuestion {
  return {
    id,
    page,
    text: `Text of ${id}`,
    decides: ['Q260366'],
    why: '',
    howToFindOut: '',
    input: { kind: 'yes-no' },
  };
}

const waiting = 'Logs/Despool.log:1042';

export const stalledSite: Diagnosis = {
  schema: 'sms-site-doctor/diagnosis@1',
  site: {
    code: 'HQ1',
    server: 'SMSHQ01',
    release: '2.0 SP2',
    build: '2.00.1493.2000',
    releaseSources: [
      { value: '2.00.1493.2000', source: 'registry.reg:12' },
      { value: '2.00.1493.2009', source: 'Inboxes/clicomp.src/base/compver.ini:3' },
    ],
    type: 'primary',
    releaseDispute: null,
    label: 'SMSHQ01',
  },
  at: '2001-05-17T17:22:00-04:00',
  atBasis: 'time of the snapshot',
  verdict: 'confirmed',
  headline: 'The SMS Executive hung after the backup restarted it.',
  findings: [
    finding('Q260366', {
      verdict: 'confirmed',
      plans: ['restart-executive', 'upgrade-service-pack'],
      for: [{ fact: 'The despooler only waits.', source: waiting, text: 'Waiting' }],
    }),
    finding('Q304381', { whyNot: 'Not listed for this release.', plans: ['restart-executive'] }),
  ],
  inboxes: [
    inbox('Inboxes/ddm.box', { files: 2, oldestAgeMinutes: 5 }),
    inbox('Inboxes/despoolr.box/receive', { files: 420, judgement: 'true', oldestAgeMinutes: 898 }),
  ],
  stalls: [
    {
      component: 'SMS_DESPOOLER',
      since: '2001-05-17T02:23:41',
      lastLine: waiting,
      because: '',
      kind: 'waiting',
      text: 'Waiting',
    },
  ],
  nextQuestions: [],
  unreadable: [],
  age: { collectedAt: null, basis: '', ageMinutes: null, text: '', stale: false, flags: [] },
  timeline: { from: null, to: null, lanes: [], marks: [], words: [] },
  server: { disks: [], programs: [], hotfixes: [], tracing: [], threadStates: [], collection: [] },
  services: [
    {
      service: 'SMS_EXECUTIVE',
      state: 'running',
      source: 'services.txt:3',
      expected: true,
      role: 'Hosts the threads.',
    },
    {
      service: 'SMS_SQL_MONITOR',
      state: 'not collected',
      source: '',
      expected: true,
      role: 'Watches the database.',
    },
    {
      service: 'SMS_BOOTSTRAP',
      state: 'not collected',
      source: '',
      expected: false,
      role: 'Only at installation.',
    },
  ],
  events: [
    {
      kind: 'backup-completed',
      service: 'SMS_SITE_BACKUP',
      time: '2001-05-17T02:20:07',
      source: 'Logs/Smsbkup.log:244',
      text: 'backup completed.',
    },
  ],
  logs: [
    {
      path: 'Logs/Despool.lo_',
      bytes: 10,
      lines: 10,
      firstTime: '2001-05-16T08:00:00',
      lastTime: '2001-05-16T20:00:00',
      codePage: 'windows-1252',
      garbled: 0,
    },
    {
      path: 'Logs/Despool.log',
      bytes: 10,
      lines: 1042,
      firstTime: '2001-05-16T20:00:00',
      lastTime: '2001-05-17T02:23:41',
      codePage: 'windows-1252',
      garbled: 0,
    },
  ],
  threads: [
    {
      component: 'SMS_SQL_MONITOR',
      lines: 9,
      lastTime: '2001-05-17T17:21:00',
      lastLine: 'Logs/Smsdbmon.log:9',
      lastText: 'waiting on named pipe...',
    },
    {
      component: 'SMS_DESPOOLER',
      lines: 1052,
      lastTime: '2001-05-17T02:23:41',
      lastLine: waiting,
      lastText: 'Waiting',
    },
  ],
  controlFiles: [],
  facts: [],
  notCollected: [],
  answers: [],
  clock: { offsetMinutes: -240, basis: 'zone-name', source: null },
};
