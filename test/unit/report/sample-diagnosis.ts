import type { Diagnosis, Finding } from '../../../electron/engine/reasoning/diagnosis.ts';

/** A stalled SP2 site with everything a report can show. */
export function sampleDiagnosis(change: Partial<Diagnosis> = {}): Diagnosis {
  return {
    schema: 'sms-site-doctor/diagnosis@1',
    site: {
      code: 'CEN',
      server: 'NYSMS01',
      release: '2.0 SP2',
      build: '2.00.1493.2000',
      releaseSources: [
        { value: '2.00.1493.2000', source: 'registry.reg:12' },
        { value: '2.00.1493.2009', source: 'Inboxes/clicomp.src/base/compver.ini:3' },
      ],
      type: 'primary',
      releaseDispute: null,
      label: 'C:\\Cases\\Contoso\\SMSSNAP-NYSMS01-20010517-0800',
    },
    at: '2001-05-17T20:43:00-04:00',
    atBasis: 'This is the time at which the snapshot was made.',
    verdict: 'confirmed',
    headline: 'SMS_EXECUTIVE stands still since the site backup started it again.',
    findings: [sampleFinding(), ruledOutFinding()],
    inboxes: [
      {
        path: 'Inboxes/despoolr.box/receive',
        files: 420,
        bytes: 88_123_456,
        oldest: '2001-05-17T05:43:00',
        newest: '2001-05-17T20:40:00',
        backlog: true,
        judgement: 'true',
        why: 'The oldest of 420 files is 15 hours old.',
        oldestAgeMinutes: 900,
        kind: 'queue',
        purpose: 'What other sites send arrives here.',
        reader: 'SMS_DESPOOLER',
        zeroByteFiles: 2,
        rule: null,
        byExtension: [],
        suspicious: [],
      },
      {
        path: 'Inboxes/ddm.box',
        files: 35,
        bytes: 35_000,
        oldest: '2001-05-17T20:20:00',
        newest: '2001-05-17T20:42:00',
        backlog: false,
        judgement: 'unknown',
        why: 'The oldest file is 23 minutes old; that decides nothing yet.',
        oldestAgeMinutes: 23,
        kind: 'queue',
        purpose: 'Discovery records.',
        reader: 'SMS_DISCOVERY_DATA_MANAGER',
        zeroByteFiles: 0,
        rule: null,
        byExtension: [],
        suspicious: [],
      },
      {
        path: 'Inboxes/hman.box',
        files: 0,
        bytes: 0,
        oldest: null,
        newest: null,
        backlog: false,
        judgement: 'false',
        why: 'It is empty.',
        oldestAgeMinutes: null,
        kind: 'queue',
        purpose: 'Settings of other sites.',
        reader: 'SMS_HIERARCHY_MANAGER',
        zeroByteFiles: 0,
        rule: null,
        byExtension: [],
        suspicious: [],
      },
    ],
    stalls: [
      {
        component: 'SMS_DESPOOLER',
        since: '2001-05-17T05:43:10',
        lastLine: 'Logs/Despool.log:1042',
        because: '',
        kind: 'waiting',
        text: 'Waiting for an available despooling thread',
      },
    ],
    nextQuestions: [
      {
        id: 'service-state:SMS_EXECUTIVE',
        text: 'Is SMS_EXECUTIVE shown as started?',
        decides: ['Q260366'],
        why: 'A stopped service is another fault.',
        howToFindOut: 'Open Control Panel, Services.',
        input: { kind: 'yes-no' },
        page: 'services',
      },
    ],
    unreadable: [
      { source: 'Logs/Sched.log', why: 'Line 88 holds binary garbage; the lines after it were used.' },
    ],
    age: { collectedAt: null, basis: '', ageMinutes: null, text: '', stale: false, flags: [] },
    timeline: { from: null, to: null, lanes: [], marks: [], words: [] },
    server: { disks: [], programs: [], hotfixes: [], tracing: [], threadStates: [], collection: [] },
    services: [
      {
        service: 'SMS_EXECUTIVE',
        state: 'running',
        source: 'services.txt:14',
        expected: true,
        role: 'Runs almost all of SMS as threads in one process.',
      },
    ],
    events: [
      {
        kind: 'backup-completed',
        service: 'SMS_SITE_BACKUP',
        time: '2001-05-17T05:40:00',
        source: 'Logs/Smsbkup.log:311',
        text: 'backup completed.',
      },
    ],
    logs: [
      {
        path: 'Logs/Despool.log',
        bytes: 204_800,
        lines: 1042,
        firstTime: '2001-05-15T01:00:00',
        lastTime: '2001-05-17T20:43:00',
        codePage: 'windows-1252',
        garbled: 0,
      },
    ],
    threads: [
      {
        component: 'SMS_DESPOOLER',
        lines: 1042,
        lastTime: '2001-05-17T20:43:00',
        lastLine: 'Logs/Despool.log:1042',
        lastText: 'Waiting for an available despooling thread',
      },
      {
        component: 'SMS_LAN_SENDER',
        lines: 70,
        lastTime: '2001-05-17T05:41:00',
        lastLine: 'Logs/Sender.log:70',
        lastText:
          'Connecting to \\\\BOSTON7\\SMS_SITE as CONTOSO\\smsadm from 10.1.2.3, mail ops@contoso.example',
      },
    ],
    controlFiles: [{ path: 'Inboxes/smsbkup.box/Smsbkup.ctl', note: 'It has a section [Start].' }],
    facts: [
      {
        id: 'server',
        group: 'site',
        label: 'Site server',
        value: 'NYSMS01',
        state: 'known',
        sources: ['registry.reg:4'],
      },
    ],
    notCollected: ['Not collected: Sitecomp.log was not in the folder.'],
    answers: [{ question: 'Is a backup running?', value: 'no', by: 'A. Meyer', at: '2001-05-17T21:00:00Z' }],
    clock: { offsetMinutes: -240, basis: 'statmsg', source: 'Logs/Sinvproc.log:12' },
    ...change,
  };
}

export function sampleFinding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'Q260366',
    title: 'SMS_EXECUTIVE may hang when the site backup starts it',
    verdict: 'confirmed',
    for: [
      {
        fact: 'The despooler repeats that it waits, and did no work since.',
        source: 'Logs/Despool.log:1042',
        text: '~Waiting for an available despooling thread  $$<SMS_DESPOOLER><Thu May 17 20:43:00.123 2001 Eastern Daylight Time><thread=300 (0x12C)>',
      },
      {
        fact: 'The release is 2.0 SP2.',
        source: 'registry.reg:12',
        text: '"Full Version"="2.00.1493.2000"',
      },
    ],
    against: [],
    missing: [
      { fact: 'The state of SMS_EXECUTIVE is not known.', howToCollect: 'Look at Control Panel, Services.' },
    ],
    fixedIn: '2.0 SP3',
    plans: ['restart-executive', 'stagger-backup-start', 'upgrade-service-pack'],
    whyNot: null,
    headline: 'The threads of SMS_EXECUTIVE stopped working after the site backup.',
    summary:
      'The site backup starts the services again in an order and at a pace that can make SMS_EXECUTIVE hang.',
    appliesTo: ['2.0 SP2'],
    conditions: [
      condition('release', 'required', 'true', 'The site runs 2.0 SP2'),
      condition('waiting', 'distinguishing', 'true', 'The waiting line is repeated to the end'),
      condition('service', 'required', 'unknown', 'SMS_EXECUTIVE is running'),
      condition('crash', 'contradicting', 'false', 'A crash folder of the same time'),
    ],
    history: null,
    ...change,
  };
}

function ruledOutFinding(): Finding {
  return sampleFinding({
    id: 'Q304381',
    title: 'SMS_EXECUTIVE hangs during startup',
    verdict: 'ruled-out',
    for: [],
    missing: [],
    fixedIn: '2.0 SP4',
    plans: ['restart-executive', 'upgrade-service-pack'],
    whyNot: '2.0 SP2 is not listed for this article; it names 2.0 SP3.',
    headline: 'Two threads block each other while SMS_EXECUTIVE starts.',
    appliesTo: ['2.0 SP3'],
    conditions: [condition('release', 'required', 'false', 'The site runs 2.0 SP3')],
  });
}

function condition(
  id: string,
  role: Finding['conditions'][number]['role'],
  truth: Finding['conditions'][number]['truth'],
  label: string,
): Finding['conditions'][number] {
  return {
    id,
    role,
    truth,
    label,
    because: `Decided from what was read (${id}).`,
    evidence: [],
    missing: truth === 'unknown' ? [{ fact: label, howToCollect: 'Ask for the list of services.' }] : [],
    children: [],
    distinguishing: role === 'distinguishing',
    sources: ['Q260366'],
    question: null,
  };
}
