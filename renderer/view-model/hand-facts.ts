/** Facts that can be told by hand at any time on their page, also when the engine does not ask for them. */
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';

export interface HandFact {
  readonly id: string;
  readonly page: NextQuestion['page'];
  readonly text: string;
  readonly howToFindOut: string;
}

/** All are answered with yes or no. */
const facts: readonly HandFact[] = [
  {
    id: 'despooler-waits',
    page: 'logs',
    text: 'Does Despool.log end with “Waiting for an available despooling thread”, over and over or for an hour and more?',
    howToFindOut: 'Open SMS\\Logs\\Despool.log in Notepad and go to its end.',
  },
  {
    id: 'threads-silent',
    page: 'logs',
    text: 'Did several SMS threads stop writing their logs at about the same time?',
    howToFindOut: 'Sort SMS\\Logs by date and see whether several logs end within the same hour.',
  },
  {
    id: 'receive-backlog',
    page: 'inboxes',
    text: 'Are ten or more files waiting in Despoolr.box\\Receive, the oldest over an hour old?',
    howToFindOut: 'Open SMS\\Inboxes\\Despoolr.box\\Receive, sort by date and count.',
  },
  {
    id: 'backup-before-stall',
    page: 'services',
    text: 'Did a site backup end shortly before it stalled?',
    howToFindOut:
      'Read the end of Smsbkup.log in the destination folder of the backup, or ask when the task Backup SMS Site Server runs.',
  },
  {
    id: 'executive-started',
    page: 'services',
    text: 'Was SMS_EXECUTIVE or the whole server started shortly before it stalled?',
    howToFindOut: 'Read Smsexec.log, or ask when the server was last started.',
  },
  {
    id: 'crash-folder',
    page: 'services',
    text: 'Is there a folder whose name begins with Crash below SMS\\Logs, of about the same time?',
    howToFindOut: 'Look into SMS\\Logs and at the date of such folders.',
  },
];

/** The facts of a page; those that are being asked for stand among the questions and are left out here. */
export function handFacts(page: NextQuestion['page'], asked: readonly NextQuestion[]): readonly HandFact[] {
  return facts.filter((fact) => fact.page === page && !asked.some((question) => question.id === fact.id));
}

/** Text of a fact that is told with yes or no; null when there is no such fact. */
export function handFactText(id: string): string | null {
  return facts.find((fact) => fact.id === id)?.text ?? null;
}

/** True when something was told by hand that belongs to a page. */
export function toldOnPage(answers: readonly Answer[], page: NextQuestion['page']): boolean {
  return answers.some((answer) => pageOfAnswer(answer.question) === page);
}

/** Page on which an answer can be revised; null when its question is not known to the window. */
export function pageOfAnswer(question: string): NextQuestion['page'] | 'case' | null {
  if (question === 'release' || question === 'release-changed') return 'version';
  if (question === 'collected-at') return 'case';
  if (question.startsWith('service-state:')) return 'services';
  if (question.startsWith('inbox:') || question.startsWith('backlog-rule:')) return 'inboxes';
  if (question.startsWith('log-text:')) return 'logs';
  return facts.find((fact) => fact.id === question)?.page ?? null;
}
