/**
 * What the components of a site server say in their logs. Where the Knowledge Base prints a text, it is used
 * (Q numbers beside it); `later` marks texts of the same component in later releases (Scheduler, Sender); texts
 * without a remark are ours, since no public SMS 2.0 log shows the component's ordinary lines.
 */
import type { StatusMessage } from './log-book.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SiteProfile } from './site-profile.ts';

/** One thing a component says; `worker` means on a thread that it made for the job. */
export type Said = string | StatusMessage | { readonly text: string; readonly worker: true };

export interface ScriptContext {
  readonly chance: SeededRandom;
  readonly site: SiteProfile;
  /** Thread id of the worker, for texts that name it in hex. */
  readonly workerThread: number;
}

export interface ComponentScript {
  readonly component: string;
  /** Log file name without extension. */
  readonly file: string;
  readonly host: 'SMS_EXECUTIVE' | 'SMS_SITE_COMPONENT_MANAGER' | 'SMS_SQL_MONITOR';
  /** Mean minutes between two rounds of work. */
  readonly everyMinutes: number;
  readonly start: (context: ScriptContext) => readonly Said[];
  readonly round: (context: ScriptContext) => readonly Said[];
}

const STARTED: StatusMessage = { id: 500, severity: 'I' };

function inbox(context: ScriptContext, folder: string): string {
  return `${context.site.smsDirectory}\\inboxes\\${folder}`;
}

function otherSite(context: ScriptContext): string {
  return context.chance.pick([...context.site.children, context.site.parentCode]);
}

function packageId(context: ScriptContext): string {
  return `${context.site.code}000${context.chance.whole(16, 63).toString(16).toUpperCase()}`;
}

function client(context: ScriptContext): string {
  return `WS${context.chance.whole(1000, 4999)}`;
}

export const COMPONENT_SCRIPTS: readonly ComponentScript[] = [
  {
    component: 'SMS_SITE_COMPONENT_MANAGER',
    file: 'Sitecomp',
    host: 'SMS_SITE_COMPONENT_MANAGER',
    everyMinutes: 60,
    start: (context) => [
      'SMS_SITE_COMPONENT_MANAGER is starting...',
      STARTED,
      `Polling component server ${context.site.server}...`, // Q287716
      "Server's platform type is X86.", // Q196226
      'Starting service SMS_EXECUTIVE...',
      'Service SMS_EXECUTIVE started.',
    ],
    round: (context) => [
      `Polling component server ${context.site.server}...`,
      'Attempting to obtain an INetworkObject interface from NAL for this server...', // Q287716
      'All components on this server are installed and running.',
      'Waiting for changes to the site control file or the next polling cycle...',
    ],
  },
  {
    component: 'SMS_SQL_MONITOR',
    file: 'Smsdbmon',
    host: 'SMS_SQL_MONITOR',
    everyMinutes: 14,
    start: () => [
      'SMS_SQL_MONITOR is starting...',
      STARTED,
      'Starting Manage Trigger thread...', // Q256207
      'New connection made.', // Q256207
    ],
    round: (context) => {
      if (context.chance.chance(0.08)) {
        const rows = context.chance.whole(0, 60);
        return [
          'CTriggerManager::ExecuteTask - beginning Delete Aged Discovery Data process.', // Q317300
          `DeleteDiscoveryItems deleted ${rows} rows of architecture System.`, // Q263913
          { id: 2404, severity: 'I', strings: ['Delete Aged Discovery Data - System', '0'] }, // Q263913
        ];
      }
      const file = `${context.chance.fileName(8)}.${context.chance.pick(['ADC', 'UDC'])}`;
      return [
        'CTriggerManager::RouteFiles - waiting on named pipe...', // Q247852, normal when the next line follows
        'New connection made.',
        `Wrote key file ${inbox(context, `colleval.box\\${file}`)}`,
      ];
    },
  },
  {
    component: 'SMS_EXECUTIVE',
    file: 'Smsexec',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 55,
    start: () => [], // written by the start sequence
    round: () => ['Going through the thread list...'], // 1.x, Q153247
  },
  {
    component: 'SMS_SCHEDULER',
    file: 'Sched',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 16,
    start: () => [STARTED, '====== Updating Send Request List ======='],
    round: (context) => {
      const site = otherSite(context);
      const request = `1_${context.chance.fileName(3)}${site}`;
      const job = context.chance.fileName(7);
      return [
        '========  Processing Jobs  ========', // later
        `<JOB ${job}>~  Updating status of minijob "Inter Site Replication".~`, // Q320638
        `There is direct address to site ${site}, no need for routing for send request ${request}.`, // Q282494
        `Scheduling send request ${request}.`, // Q282494
        '======  Checking Status of All Send Requests  ======', // later
        `Deleting send request with ID: ${request}.~`, // later
      ];
    },
  },
  {
    component: 'SMS_LAN_SENDER',
    file: 'Sender',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 17,
    start: () => [STARTED, 'No (more) send requests found to process.'], // Q235753
    round: (context) => {
      const site = otherSite(context);
      const request = `1_${context.chance.fileName(3)}${site}`;
      return [
        `Found send request. ID: ${request}, Dest Site: ${site}`, // Q276259
        `Created sending thread (Thread ID = ${context.workerThread.toString(16).toUpperCase()})`, // Q235753
        { text: 'Trying the No. 1 address (out of 1)', worker: true }, // Q235753
        { text: '~Passed the xmit file test, use the existing connection', worker: true }, // later
        { text: '~Sending completed successfully', worker: true }, // later
        'No (more) send requests found to process.',
      ];
    },
  },
  {
    component: 'SMS_REPLICATION_MANAGER',
    file: 'Replmgr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 15,
    start: () => [STARTED, 'Waiting for replication files...'],
    round: (context) => {
      const site = otherSite(context);
      const ready = inbox(context, `replmgr.box\\ready\\${context.chance.fileName(8)}.RPT`);
      return [
        `Processing replication file ${inbox(context, `replmgr.box\\incoming\\${context.chance.fileName(8)}.RPL`)}`,
        `Created minijob for site ${site} with file ${ready}`,
        'Waiting for replication files...',
      ];
    },
  },
  {
    component: 'SMS_DISTRIBUTION_MANAGER',
    file: 'Distmgr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 38,
    start: () => [STARTED, '~Used all 0 out of 3 allowed processing threads.'],
    round: (context) => {
      const id = packageId(context);
      return [
        `~Starting package processing thread,thread ID = ${context.workerThread.toString(16).toUpperCase()}`, // Q244405
        { text: `Start adding package ${id}...`, worker: true }, // Q326045
        { text: `The size of package ${id} is ${context.chance.whole(1, 60) * 512} KBytes`, worker: true }, // Q326045
        { text: `~Exiting package processing thread for package ${id}.`, worker: true }, // later
      ];
    },
  },
  {
    component: 'SMS_INBOX_MANAGER',
    file: 'Inboxmgr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 28,
    start: () => [STARTED, 'Checking the inboxes of the site server...'],
    round: (context) => {
      const { code, smsDirectory, server } = context.site;
      const target = `\\\\${server}\\CAP_${code}\\clidata.box\\client.lkp`;
      return [`Copying ${smsDirectory}\\inboxes\\clidata.src\\client.lkp to ${target}, OK`]; // Q322967
    },
  },
  {
    component: 'SMS_INBOX_MANAGER_ASSISTANT',
    file: 'Inboxast',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 24,
    start: () => [STARTED],
    round: (context) => [
      `Moving ${context.chance.whole(1, 30)} files from CAP_${context.site.code}\\ddr.box to ${inbox(context, 'ddm.box')}`,
      `Moving ${context.chance.whole(0, 9)} files from CAP_${context.site.code}\\inventry.box to ${inbox(context, 'dataldr.box')}`,
    ],
  },
  {
    component: 'SMS_STATUS_MANAGER',
    file: 'Statmgr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 11,
    start: () => [STARTED, 'Reading the status filter rules from the site control file...'],
    round: (context) => [
      `Processing ${context.chance.whole(1, 25)} files in ${inbox(context, 'statmgr.box\\statmsgs')}`,
      `Wrote ${context.chance.whole(1, 25)} status messages to the site database.`,
    ],
  },
  {
    component: 'SMS_COMPONENT_STATUS_SUMMARIZER',
    file: 'Compsumm',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 32,
    start: () => [STARTED],
    round: (context) => [
      `Info>: Replicating the summary of ${context.chance.whole(3, 40)} components to site ${context.site.parentCode}.~`,
    ],
  },
  {
    component: 'SMS_SITE_SYSTEM_STATUS_SUMMARIZER',
    file: 'Sitestat',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 58,
    start: () => [STARTED],
    round: (context) => [
      `---->: The site system ["Display=\\\\${context.site.server}\\"]MSWNET:["SMS_SITE=${context.site.code}"]\\\\${context.site.server}\\ has ${context.chance.whole(2000, 2400)} MB free.`,
    ],
  },
  {
    component: 'SMS_OFFER_STATUS_SUMMARIZER',
    file: 'Offersum',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 44,
    start: () => [STARTED],
    round: () => [
      'Info>: Processing replication file...', // Q271181
      'Replicate != 0', // Q271181
      'SQL>>>>> Done.', // Q271181
    ],
  },
  {
    component: 'SMS_OFFER_MANAGER',
    file: 'Offermgr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 47,
    start: () => [STARTED],
    round: (context) => [
      `~Updated the advertisements of ${context.chance.whole(1, 60)} collections in ${inbox(context, 'offerinf.box')}`,
    ],
  },
  {
    component: 'SMS_COLLECTION_EVALUATOR',
    file: 'Colleval',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 22,
    start: () => [STARTED],
    round: (context) => [
      `Found key file ${context.chance.fileName(8)}.UDC in ${inbox(context, 'colleval.box')}`,
      `Refreshed collection ${context.site.code}000${context.chance.whole(10, 99)}, ${context.chance.whole(3, 900)} members.`,
    ],
  },
  {
    component: 'SMS_DISCOVERY_DATA_MANAGER',
    file: 'Ddm',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 9,
    start: () => [STARTED, 'Reading the discovery property definitions...'],
    round: (context) => [
      `Processing file ${context.chance.fileName(8)}.DDR of ${client(context)}`,
      `Processing file ${context.chance.fileName(8)}.DDR of ${client(context)}`,
      'No more discovery records, waiting for the next notification.',
    ],
  },
  {
    component: 'SMS_INVENTORY_DATA_LOADER',
    file: 'Dataldr',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 19,
    start: () => [STARTED],
    round: (context) => [
      `Processing ${inbox(context, `dataldr.box\\process\\${context.chance.fileName(8)}.MIF`)} of ${client(context)}`,
      'SQL>>>>> Done.',
    ],
  },
  {
    component: 'SMS_SOFTWARE_INVENTORY_PROCESSOR',
    file: 'Sinvproc',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 23,
    start: () => [STARTED],
    round: (context) => {
      const name = `${context.chance.fileName(8)}.sid`;
      return [
        `Processing file: ${inbox(context, `sinv.box\\${name}`)}`, // Q234360
        `Processing Inventory for Resource Id: ${context.chance.whole(100, 4000)}`, // Q234360
        `Successfully Processed file ${name} !!!`, // Q234360
      ];
    },
  },
  {
    component: 'SMS_CLIENT_CONFIG_MANAGER',
    file: 'Ccm',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 30,
    start: () => [STARTED],
    round: (context) => [
      // Q262298
      `Waiting for change in directory "${inbox(context, 'ccr.box')}" for queue "Incoming", (30 minute backup timeout).`,
    ],
  },
  {
    component: 'SMS_HIERARCHY_MANAGER',
    file: 'Hman',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 60,
    start: () => [STARTED],
    round: (context) => [`~Processing site control file of site ${otherSite(context)}, no changes.`],
  },
  {
    component: 'SMS_SITE_CONTROL_MANAGER',
    file: 'Sitectrl',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 60,
    start: () => [STARTED],
    round: () => ['No delta site control files to process, waiting.'],
  },
  {
    component: 'SMS_NT_LOGON_SERVER_MANAGER',
    file: 'Nt_logon',
    host: 'SMS_EXECUTIVE',
    everyMinutes: 60,
    start: () => [STARTED],
    round: (context) => [
      `Free space for \\\\${context.site.domain}PDC\\C$\\ is ${context.chance.whole(500, 580)} meg`, // Q225542
      'Thread C7 has terminated exit code=0', // Q225542
    ],
  },
];

/** Threads of SMS_EXECUTIVE with their program libraries, in the order in which Smsexec.log announces them. */
export const EXECUTIVE_THREADS: readonly string[] = [
  ...COMPONENT_SCRIPTS.filter(
    (script) => script.host === 'SMS_EXECUTIVE' && script.component !== 'SMS_EXECUTIVE',
  ).map((script) => script.component),
  'SMS_DESPOOLER',
];
