/** What single steps mean on a site: that one is not needed, or why it matters here in particular. */
import { parseIsoTime, wordsOfTime } from '../time/format.ts';
import { serviceState, type PlanSite } from './plan-site.ts';
import type { TailoredStep } from './tailored-plan.ts';

export type StepNote = Pick<TailoredStep, 'applies' | 'hereBecause'>;

type NoteRule = (site: PlanSite) => StepNote | null;

const here = (hereBecause: string): StepNote => ({ applies: true, hereBecause });
const notHere = (hereBecause: string): StepNote => ({ applies: false, hereBecause });

function inWords(iso: string): string {
  const parsed = parseIsoTime(iso);
  return parsed === null ? iso : wordsOfTime(parsed.wall);
}

/** Windows 2000 needs Service Pack 2 of SMS (Q247938). */
const remoteRegistry: NoteRule = ({ release, diagnosis }) => {
  const windows = diagnosis.server.windows ?? null;
  if (windows !== null && /\bNT\b.*\b4\.0/i.test(windows.text))
    return notHere(`The server runs ${windows.text} (${windows.source}), which has no such service.`);
  if (release === '2.0' || release === '2.0 SP1') {
    return notHere(
      `${release} is not supported on Windows 2000 (Q247938), and Windows NT 4.0 has no such service.`,
    );
  }
  return windows === null
    ? here('It counts on Windows 2000 only. Nothing that was read tells which Windows the server runs.')
    : here(`It counts on Windows 2000 only. The server runs ${windows.text} (${windows.source}).`);
};

const prochist: NoteRule = ({ release }) =>
  release !== null && release !== '2.0'
    ? here(
        `The article names the first release; the site runs ${release}. A look takes a moment all the same.`,
      )
    : null;

const crashOrHang: NoteRule = ({ crash }) => (crash === null ? null : here(crash));

const senderAtWork: NoteRule = ({ diagnosis }) => {
  const senders = diagnosis.threads.filter(({ component }) => /SENDER$/i.test(component));
  const last =
    senders
      .map(({ lastTime }) => lastTime ?? '')
      .sort()
      .at(-1) ?? '';
  const [sender] = senders.filter(({ lastTime }) => lastTime === last);
  return last === '' || sender === undefined
    ? null
    : here(`In what was read, the last line of a sender is from ${inWords(last)} (${sender.lastLine}).`);
};

const stoppedAlready =
  (service: string): NoteRule =>
  (site) =>
    serviceState(site, service) === 'stopped'
      ? here(`It was stopped when the site was read; see whether it still is.`)
      : null;

const noBackup: NoteRule = (site) => {
  const state = serviceState(site, 'SMS_SITE_BACKUP');
  return state === null || state === 'stopped' || state === 'not installed'
    ? null
    : here(`SMS_SITE_BACKUP was ${state} when the site was read. Wait until it has stopped by itself.`);
};

const sqlMonitor: NoteRule = ({ type }) => {
  if (type === 'secondary') return notHere('This is a secondary site; it has no SMS_SQL_MONITOR (Q307778).');
  return type === 'primary'
    ? null
    : here('Only a primary site has it. What was read does not tell for sure which type this site is.');
};

const rightRelease: NoteRule = ({ release }) =>
  release === null ? here('The release of this site is not known yet.') : here(`This site runs ${release}.`);

const controlFile: NoteRule = ({ controlFile: file, controlFileNames }) => {
  if (controlFileNames.length > 1) return here(`Both ${controlFileNames.join(' and ')} were found here.`);
  return file === null ? null : here(`${file.path}: ${file.note}`);
};

const sleepProgram: NoteRule = ({ diagnosis }) => {
  const found = diagnosis.server.programs.find(({ program }) => program.toLowerCase() === 'sleep.exe');
  if (found === undefined) return null;
  return found.path === null
    ? here(`It was looked for on the PATH of the server and not found (${found.source}). Put it there first.`)
    : here(`It was found at ${found.path} when the site was read (${found.source}).`);
};

const pauses: NoteRule = ({ controlFile: file }) => {
  if (file?.state === 'staggered') return notHere('The pauses are in place already.');
  return file?.state === 'partly'
    ? here('Some of the pauses are in place already; only the others are put in.')
    : null;
};

const meteringServers: NoteRule = (site) => {
  const state = serviceState(site, 'SMS_LICENSE_SERVER');
  return state === null || state === 'not installed'
    ? here(
        'Nothing that was read tells whether this site has metering servers. Ask, and leave the step out if not.',
      )
    : here(`SMS_LICENSE_SERVER is on this server (${state}); other servers may have it as well.`);
};

const hungExecutive: NoteRule = ({ standsStill }) => {
  if (standsStill === true) return here('Threads stand still here: go through that plan first.');
  return standsStill === false ? here('Nothing that was read shows a standstill.') : null;
};

const siteBackup: NoteRule = ({ type, release, controlFile: file }) => {
  if (type === 'secondary') {
    return here(
      'This is a secondary site; it has no SMS_SQL_MONITOR, which starts the site backup (Q235785, Q307778). Use another backup of the server.',
    );
  }
  if (release === '2.0' || release === '2.0 SP1') {
    return here(
      `${release} has the fault of Q256586: a backup to a destination with a long name or a blank in its path can empty another folder, such as the SMS directory. Look at the destination in the site backup task of the console before you start it.`,
    );
  }
  return release === '2.0 SP2' && file?.state !== 'staggered'
    ? here(
        'This backup can bring the hang of Q260366. The plan "Put pauses between the service starts after the site backup" makes that less likely; go through it before.',
      )
    : null;
};

const installed: NoteRule = ({ diagnosis }) => {
  const { release, releaseDispute, build } = diagnosis.site;
  if (releaseDispute !== null) return here(releaseDispute);
  return release === null
    ? here('The release of this site is not known yet.')
    : here(`Read here: ${release}${build === null ? '' : ` (${build})`}.`);
};

const hotfixes: NoteRule = ({ diagnosis }) => {
  const ids = [...new Set(diagnosis.server.hotfixes.map(({ id }) => id))].sort();
  return ids.length === 0
    ? here('No hotfix was named in what was read; that is no proof that there is none.')
    : here(`Named in what was read: ${ids.join(', ')}.`);
};

const RULES: Readonly<Record<string, Readonly<Record<string, NoteRule>>>> = {
  'restart-executive': {
    'crash-or-hang': crashOrHang,
    'prochist-size': prochist,
    'remote-registry': remoteRegistry,
    'sender-at-work': senderAtWork,
    'no-backup': noBackup,
    'stop-component-manager': stoppedAlready('SMS_SITE_COMPONENT_MANAGER'),
    'stop-executive': stoppedAlready('SMS_EXECUTIVE'),
  },
  'stagger-backup-start': {
    'right-release': rightRelease,
    'no-backup': noBackup,
    'find-control-file': controlFile,
    'find-sleep': sleepProgram,
    'insert-pauses': pauses,
  },
  'upgrade-service-pack': {
    'installed-release': installed,
    'hung-executive': hungExecutive,
    'sql-monitor-running': sqlMonitor,
    'sql-monitor-after': sqlMonitor,
    'backup-first': siteBackup,
    'write-down': hotfixes,
    'metering-servers': meteringServers,
  },
};

/** What is to be said of a step on a site; applies and null where nothing is. */
export function noteOnStep(plan: string, step: string, site: PlanSite): StepNote {
  return RULES[plan]?.[step]?.(site) ?? { applies: true, hereBecause: null };
}
