import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import type { ConditionResult, Diagnosis, Stall } from '../../../electron/engine/reasoning/diagnosis.ts';
import { factGroups } from '../../../renderer/view-model/facts.ts';
import {
  balanceOf,
  conditionGroups,
  leadingFinding,
  otherFindings,
  strongestEvidence,
} from '../../../renderer/view-model/findings.ts';
import {
  backlogHeading,
  inboxBars,
  inboxName,
  sortInboxes,
  worstBacklog,
} from '../../../renderer/view-model/inbox-bars.ts';
import { eventLabel } from '../../../renderer/view-model/events.ts';
import { nextPage, pageIds, pages, previousPage } from '../../../renderer/view-model/pages.ts';
import { shortTitle, sourcesText } from '../../../renderer/view-model/plans.ts';
import {
  optionOfAnswer,
  optionsOf,
  otherQuestions,
  releaseOptions,
  serviceOptions,
  openQuestions,
} from '../../../renderer/view-model/questions.ts';
import { type RailInput, railSteps } from '../../../renderer/view-model/rail.ts';
import { amountRead, shareRead, whatWasFound } from '../../../renderer/view-model/reading.ts';
import { otherFormat, previewDocument, saveLabel } from '../../../renderer/view-model/report.ts';
import { serviceGroups, serviceView } from '../../../renderer/view-model/services.ts';
import { stallGroups } from '../../../renderer/view-model/stalls.ts';
import { finding, inbox, question, stalledSite } from './diagnosis-example.ts';
import { runExample, runStep, tailoredPlan } from './run-example.ts';

const plans = [
  tailoredPlan('restart-executive', 'relief'),
  tailoredPlan('stagger-backup-start', 'mitigation', { fit: 'not-for-this-site' }),
  tailoredPlan('upgrade-service-pack', 'cure'),
];

const railInput = (change: Partial<RailInput> = {}): RailInput => ({
  current: 'case',
  reading: false,
  diagnosis: stalledSite,
  answers: [],
  setAside: [],
  before: null,
  plans,
  runs: [],
  verified: null,
  reportSaved: false,
  ...change,
});

const line = (input: RailInput, page: string): string =>
  railSteps(input)
    .filter((entry) => entry.page === page)
    .map((entry) => `${entry.word}: ${entry.line}`)
    .join();

describe('rail', () => {
  it('says each result in one line', () => {
    const input = railInput();
    expect(line(input, 'case')).toBe('Now: HQ1 · SMSHQ01');
    expect(line(input, 'version')).toBe('Done: 2.0 SP2 · 2 sources agree');
    expect(line(input, 'logs')).toBe('Done: 2 logs · Despool stalled 02:23');
    expect(line(input, 'inboxes')).toBe('Done: Receive: 420 files, oldest 15 h');
    expect(line(input, 'services')).toBe('Done: 1 running, 1 not known · backup ended 02:20');
    expect(line(input, 'diagnosis')).toBe('Done: Q260366 confirmed');
    expect(line(input, 'fix')).toBe('Needs you: 2 plans, first: Restart');
    expect(line(input, 'verify')).toBe('Open: Not read again yet');
    expect(line(input, 'report')).toBe('Open: Not saved yet');
  });

  it('says that a thread stalled also when its lines carry no time', () => {
    const stalls = stalledSite.stalls.map((stall) => ({ ...stall, since: null }));
    const input = railInput({ diagnosis: { ...stalledSite, stalls } });
    expect(line(input, 'logs')).toBe('Done: 2 logs · Despool stalled');
  });

  it('names all findings that are equally likely, as the headline does', () => {
    const likely = ['Q260366', 'Q304381'].map((id) => finding(id, { verdict: 'likely' }));
    const tied: Diagnosis = { ...stalledSite, verdict: 'likely', findings: likely };
    expect(line(railInput({ diagnosis: tied }), 'diagnosis')).toBe('Done: Q260366 or Q304381 likely');
  });

  it('counts only services whose state is known as not running', () => {
    const services = stalledSite.services.map((service) => ({
      ...service,
      expected: true,
      state: 'stopped',
    }));
    const known = railInput({ diagnosis: { ...stalledSite, services, events: [] } });
    expect(line(known, 'services')).toBe('Done: 0 of 3 running');
  });

  it('leaves pages open, not skipped, while nothing was read at all', () => {
    const asking: Diagnosis = {
      ...stalledSite,
      site: { ...stalledSite.site, releaseSources: [{ value: '2.0 SP2', source: 'answered by A. Meyer' }] },
      logs: [],
      inboxes: [],
      services: [],
      events: [],
    };
    const input = railInput({ diagnosis: asking });
    expect(line(input, 'logs')).toBe('Open: Nothing told yet');
    expect(line(input, 'inboxes')).toBe('Open: Nothing told yet');
    expect(line(input, 'services')).toBe('Open: States not known');
  });

  it('calls an inbox that was counted by hand answered, and an age that is not known so', () => {
    const counted = inbox('Inboxes/ddm.box', {
      files: 40,
      judgement: 'unknown',
      source: 'answered by A. Meyer',
    });
    const answers = [{ question: 'inbox:ddm.box', value: '40', by: 'A. Meyer', at: null }];
    const told = railInput({ diagnosis: { ...stalledSite, inboxes: [counted] }, answers });
    expect(line(told, 'inboxes')).toBe('Answered: 1 folder · backlog not known');
    const read = inbox('Inboxes/ddm.box', { files: 40, judgement: 'unknown', oldestAgeMinutes: -30 });
    expect(line(railInput({ diagnosis: { ...stalledSite, inboxes: [read] } }), 'inboxes')).toBe(
      'Done: 1 folder · backlog not known',
    );
  });

  it('asks for a site first, and blocks what needs one', () => {
    const input = railInput({ diagnosis: null, current: 'report' });
    expect(line(input, 'case')).toBe('Needs you: Nothing read yet');
    expect(line(input, 'logs')).toBe('Blocked: Needs a site first');
    expect(line(input, 'report')).toBe('Now: Needs a site first');
  });

  it('never calls what was not collected done', () => {
    const bare: Diagnosis = { ...stalledSite, logs: [], inboxes: [], services: [], events: [] };
    const input = railInput({ diagnosis: bare });
    expect(line(input, 'logs')).toBe('Skipped: Not collected');
    expect(line(input, 'inboxes')).toBe('Skipped: Not collected');
    expect(line(input, 'services')).toBe('Skipped: States not known');
    const asked = railInput({ diagnosis: { ...bare, nextQuestions: [question('despooler-waits', 'logs')] } });
    expect(line(asked, 'logs')).toBe('Needs you: Not collected');
  });

  it('says that a page without evidence was answered, and does not ask what nobody knows', () => {
    const bare: Diagnosis = {
      ...stalledSite,
      logs: [],
      inboxes: [],
      services: [],
      events: [],
      nextQuestions: [question('threads-silent', 'logs')],
    };
    const answer = (id: string, value: string | boolean) => ({ question: id, value, by: null, at: null });
    const answers = [answer('inbox:despoolr.box/receive', '420/900'), answer('log-text:despool', 'x')];
    const told = railInput({ diagnosis: bare, answers });
    expect(line(told, 'inboxes')).toBe('Answered: 1 answer by hand');
    expect(line(told, 'logs')).toBe('Needs you: 1 answer by hand');
    const setAside = [{ question: 'threads-silent', by: null, at: '' }];
    expect(line(railInput({ diagnosis: bare, answers, setAside }), 'logs')).toBe(
      'Answered: 1 answer by hand',
    );
    expect(line(railInput({ diagnosis: bare, setAside }), 'logs')).toBe('Skipped: Not collected');
  });

  it('does not call pasted lines a log that was read', () => {
    const pasted = stalledSite.logs.slice(0, 1).map((log) => ({ ...log, path: 'pasted by A. Meyer' }));
    const diagnosis: Diagnosis = { ...stalledSite, logs: pasted, stalls: [] };
    const answers = [{ question: 'log-text:despool', value: 'x', by: null, at: null }];
    expect(line(railInput({ diagnosis, answers }), 'logs')).toBe('Answered: 1 log pasted · no stall seen');
  });

  it('calls the verification done only when the fault is gone', () => {
    const gone: Diagnosis = { ...stalledSite, verdict: 'no-known-fault', findings: [finding('Q260366')] };
    expect(line(railInput({ before: stalledSite }), 'verify')).toBe('Needs you: Q260366 still confirmed');
    expect(line(railInput({ before: stalledSite, diagnosis: gone }), 'verify')).toBe(
      'Done: Now: no known fault',
    );
    const open: Diagnosis = { ...gone, verdict: 'undetermined' };
    expect(line(railInput({ before: stalledSite, diagnosis: open }), 'verify')).toBe(
      'Needs you: Now: not decided',
    );
  });

  it('does not ask for a fix that is not decided, and does not skip a backlog without a fault', () => {
    const possible = finding('Q304381', { verdict: 'possible', plans: ['restart-executive'] });
    const undecided: Diagnosis = { ...stalledSite, verdict: 'undetermined', findings: [possible] };
    expect(line(railInput({ diagnosis: undecided }), 'fix')).toBe('Open: Not decided what to fix');
    const busy: Diagnosis = { ...stalledSite, verdict: 'no-known-fault', findings: [finding('Q304381')] };
    expect(line(railInput({ diagnosis: busy, plans: [] }), 'fix')).toBe(
      'Open: Work piles up: what to do next',
    );
    expect(line(railInput({ diagnosis: { ...busy, inboxes: [] }, plans: [] }), 'fix')).toBe(
      'Skipped: Nothing to fix',
    );
  });

  it('shows a release in dispute and an unknown one', () => {
    const dispute = { ...stalledSite, site: { ...stalledSite.site, releaseDispute: 'They differ.' } };
    expect(line(railInput({ diagnosis: dispute }), 'version')).toBe('Done: 2.0 SP2 · sources disagree');
    const unknown = { ...stalledSite, site: { ...stalledSite.site, release: null } };
    expect(line(railInput({ diagnosis: unknown }), 'version')).toBe('Needs you: Release not known');
  });

  it('counts the steps of the run that goes on, and is done only when no advised plan is left', () => {
    const [restart, , upgrade] = plans as [TailoredPlan, TailoredPlan, TailoredPlan];
    expect(line(railInput(), 'fix')).toBe('Needs you: 2 plans, first: Restart');
    expect(line(railInput({ plans: null }), 'fix')).toBe('Open: Plans not worked out yet');
    const going = runExample(restart, [
      runStep('a', 'told'),
      runStep('b', 'skipped'),
      runStep('c', 'open'),
      runStep('d', 'not-needed'),
    ]);
    expect(line(railInput({ runs: [going] }), 'fix')).toBe('Needs you: Restart: 1 of 3 steps, 1 skipped');
    const cutOff = { ...going, state: 'interrupted' as const };
    expect(line(railInput({ runs: [cutOff] }), 'fix')).toBe(
      'Needs you: Restart: 1 of 3 steps, 1 skipped, cut off',
    );
    const finished = { ...going, state: 'finished' as const };
    expect(line(railInput({ runs: [finished] }), 'fix')).toBe('Open: Restart finished. Then: Upgrade');
    const givenUp = { ...going, state: 'given-up' as const };
    expect(line(railInput({ runs: [givenUp] }), 'fix')).toBe('Needs you: 2 plans, first: Restart');
    const both = [finished, runExample(upgrade, [runStep('a', 'done')], { state: 'finished' })];
    expect(line(railInput({ runs: both }), 'fix')).toBe('Done: Restart and Upgrade finished');
  });

  it('keeps a run in sight when the site no longer needs its plan', () => {
    const gone: Diagnosis = { ...stalledSite, verdict: 'no-known-fault', findings: [], inboxes: [] };
    const run = runExample(tailoredPlan('restart-executive', 'relief'), [runStep('a', 'open')]);
    expect(line(railInput({ diagnosis: gone, plans: [], runs: [run] }), 'fix')).toBe(
      'Needs you: Restart: 0 of 1 step',
    );
  });

  it('takes the word of the case on whether the fix worked', () => {
    const verified = { outcome: 'partly', text: '', at: '' };
    expect(line(railInput({ before: stalledSite, verified }), 'verify')).toBe('Needs you: Partly fixed');
    const fixed = { ...verified, outcome: 'fixed' };
    expect(line(railInput({ before: stalledSite, verified: fixed }), 'verify')).toBe('Done: Fixed');
  });
});

describe('pages', () => {
  it('ask nine questions in their order', () => {
    expect(pageIds).toHaveLength(9);
    for (const id of pageIds) expect(pages[id].question).toMatch(/\?$/);
    expect(nextPage('report')).toBeNull();
    expect(previousPage('case')).toBeNull();
    expect(nextPage('services')).toBe('diagnosis');
  });
});

describe('inboxes', () => {
  const inboxes = [
    inbox('Inboxes/ddm.box/data.col', { files: 900, kind: 'store' }),
    inbox('Inboxes/ddm.box', { files: 40, judgement: 'unknown' }),
    inbox('Inboxes/despoolr.box/receive', { files: 30, judgement: 'true', oldestAgeMinutes: 898 }),
    inbox('Inboxes/ccr.box'),
  ];

  it('puts backlogs first and folders that keep their files last', () => {
    expect(sortInboxes(inboxes).map((entry) => entry.files)).toEqual([30, 40, 0, 900]);
    expect(worstBacklog(inboxes)?.files).toBe(30);
    expect(worstBacklog([])).toBeNull();
  });

  it('draws no bar for an empty folder and says the judgement in a word', () => {
    const bars = inboxBars(inboxes, []);
    expect(bars.map((bar) => bar.judgementWord)).toEqual(['Backlog', 'Not known', 'Kept by design']);
    expect(bars[0]).toMatchObject({
      name: 'despoolr.box\\receive',
      ageText: '15 hours old',
      ageShort: '15 h',
    });
    expect(Math.max(...bars.map((bar) => bar.length))).toBe(1);
  });

  it('never calls an age that cannot be told "0 min", nor a backlog that cannot be told none', () => {
    const untold = [
      inbox('Inboxes/ddm.box', { files: 40, judgement: 'unknown', oldestAgeMinutes: -30 }),
      inbox('Inboxes/sinv.box', { files: 20, judgement: 'unknown' }),
      inbox('Inboxes/ccr.box', { files: 2, judgement: 'false', oldestAgeMinutes: 5 }),
    ];
    expect(inboxBars(untold, []).map((bar) => bar.ageLabel)).toEqual([
      'age not known',
      'age not known',
      'oldest 5 min',
    ]);
    expect(backlogHeading(untold)).toBe('Backlog not known: 2 inboxes hold files whose age cannot be told');
    expect(backlogHeading(untold.slice(1))).toBe(
      'Backlog not known: 1 inbox holds files whose age cannot be told',
    );
    expect(backlogHeading(untold.slice(2))).toBe('No backlog seen');
    expect(backlogHeading(inboxes)).toBe('One inbox has a backlog');
  });

  it('does not say that a small queue is emptied when its thread stands still', () => {
    const small = [inbox('Inboxes/despoolr.box/receive', { files: 2, reader: 'SMS_DESPOOLER' })];
    expect(inboxBars(small, [])[0]).toMatchObject({ judgementWord: 'No backlog', readerStalled: false });
    expect(inboxBars(small, stalledSite.stalls)[0]).toMatchObject({
      judgementWord: 'Nobody empties it',
      readerStalled: true,
    });
    const idle = stalledSite.stalls.map((entry) => ({ ...entry, kind: 'idle' as const }));
    expect(inboxBars(small, idle)[0]?.readerStalled).toBe(false);
    const kept = small.map((entry) => ({ ...entry, kind: 'store' as const }));
    expect(inboxBars(kept, stalledSite.stalls)[0]?.readerStalled).toBe(false);
  });

  it('names a folder as on Windows, wherever the site was read from', () => {
    expect(inboxName('SMS/Inboxes/despoolr.box/Receive')).toBe('despoolr.box\\Receive');
  });
});

describe('events', () => {
  it('says events in words', () => {
    expect(eventLabel('service-started', 'SMS_EXECUTIVE')).toBe('SMS_EXECUTIVE started');
    expect(eventLabel('something-new', 'X')).toBe('X: something-new');
  });
});

describe('findings', () => {
  const condition = (id: string, role: ConditionResult['role'], source: string): ConditionResult => ({
    id,
    role,
    label: id,
    truth: 'true',
    because: '',
    evidence: [{ fact: id, source, text: '' }],
    missing: [],
    children: [],
    distinguishing: role === 'distinguishing',
    sources: [],
    question: null,
  });

  it('leads with what is at least likely, and with nothing else', () => {
    expect(leadingFinding(stalledSite)?.id).toBe('Q260366');
    expect(otherFindings(stalledSite).map((entry) => entry.id)).toEqual(['Q304381']);
    const open = { ...stalledSite, findings: [finding('Q260366', { verdict: 'possible' })] };
    expect(leadingFinding(open)).toBeNull();
    expect(otherFindings(open)).toHaveLength(1);
  });

  it('quotes one line per condition that was met, what tells it apart first and the release last', () => {
    const conditions = [
      condition('release', 'required', 'registry.reg:1'),
      condition('backlog', 'required', 'inboxes.txt:1'),
      condition('stopped', 'contradicting', 'services.txt:1'),
      condition('mark', 'distinguishing', 'd:1'),
      { ...condition('backup', 'supporting', 'b:1'), truth: 'unknown' as const },
    ];
    const example = finding('Q1', { conditions });
    expect(strongestEvidence(example).map((proof) => proof.label)).toEqual(['mark', 'backlog', 'release']);
    expect(strongestEvidence(example, 1)).toHaveLength(1);
    expect(conditionGroups(example).map((group) => group.title)).toEqual([
      'Required',
      'Tells it apart',
      'Supports it',
      'Would speak against it',
    ]);
  });

  it('weighs by conditions, and leaves out nothing that is cited', () => {
    const cited = (source: string) => ({ fact: `fact ${source}`, source, text: '' });
    const example = finding('Q1', {
      for: [cited('a:1'), cited('other:1')],
      against: [cited('c:1'), cited('elsewhere:1')],
      conditions: [
        condition('met', 'required', 'a:1'),
        { ...condition('not met', 'required', 'r:1'), truth: 'false', because: 'why not' },
        condition('contradicts', 'contradicting', 'c:1'),
        { ...condition('harmless', 'contradicting', 'h:1'), truth: 'false' },
        { ...condition('open', 'supporting', 'o:1'), truth: 'unknown' },
      ],
    });
    const balance = balanceOf(example);
    expect(balance.for.map((item) => item.label)).toEqual(['met', 'fact other:1']);
    expect(balance.against.map((item) => item.label)).toEqual(['why not', 'contradicts', 'fact elsewhere:1']);
  });
});

describe('stalls', () => {
  const stall = (component: string, kind: Stall['kind'], since: Stall['since']): Stall => ({
    component,
    because: '',
    kind,
    since,
    lastLine: '',
    text: '',
  });

  it('are grouped by how they stand still, with the span in which they stopped', () => {
    const groups = stallGroups([
      stall('A', 'silent', '2001-05-17T02:21:00'),
      stall('B', 'waiting', '2001-05-17T02:23:00'),
      stall('C', 'silent', '2001-05-17T02:20:00'),
      stall('D', 'silent', null),
    ]);
    expect(groups.map((group) => [group.kind, group.stalls.length, group.from, group.to])).toEqual([
      ['waiting', 1, '2001-05-17T02:23:00', '2001-05-17T02:23:00'],
      ['silent', 3, '2001-05-17T02:20:00', '2001-05-17T02:21:00'],
    ]);
  });
});

describe('plans', () => {
  it('have a short title for buttons', () => {
    const title = 'Restart SMS_EXECUTIVE so that its threads work again';
    expect(shortTitle({ title })).toBe('Restart SMS_EXECUTIVE');
    expect(shortTitle({ title: 'Upgrade' })).toBe('Upgrade');
  });

  it('does not pass own judgement off as an article', () => {
    expect(sourcesText(['Q260366', 'judgement'])).toBe("Source: Q260366, the wizard's own judgement");
  });
});

describe('questions', () => {
  it('never offers "unknown" as an answer', () => {
    const options = [
      { value: 'running', label: 'Started' },
      { value: 'unknown', label: 'Not known' },
    ];
    expect(optionsOf({ kind: 'choice', options })).toEqual([options[0]]);
  });

  it('calls releases and service states as the open questions do', async () => {
    const file = fileURLToPath(new URL('../../../assets/knowledge/questions.yaml', import.meta.url));
    const { questions } = parse(await readFile(file, 'utf8')) as {
      questions: readonly {
        id: string;
        text: string;
        options?: readonly { value: string; label: string }[];
      }[];
    };
    const optionsOfQuestion = (id: string) => questions.find((entry) => entry.id === id)?.options;
    expect(releaseOptions).toEqual(optionsOfQuestion('release'));
    expect(serviceOptions).toEqual(
      expect.arrayContaining([...(optionsOfQuestion('service-state:SMS_EXECUTIVE') ?? [])]),
    );
  });

  it('are open until somebody says "I do not know"', () => {
    const asking = { ...stalledSite, nextQuestions: [question('a', 'logs'), question('b', 'logs')] };
    const aside = { question: 'a', by: null, at: '' };
    expect(openQuestions(asking, [aside]).map((entry) => entry.id)).toEqual(['b']);
  });

  it('leaves out those that have a control of their own', () => {
    const all = ['release', 'service-state:SMS_EXECUTIVE', 'crash-folder'];
    const shown = otherQuestions(
      all.map((id) => question(id, 'services')),
      'services',
    );
    expect(shown.map((entry) => entry.id)).toEqual(['crash-folder']);
  });

  it('shows a given answer as the option it was', () => {
    expect(optionOfAnswer(undefined)).toBe('');
    expect(optionOfAnswer({ question: 'x', value: false, by: null, at: null })).toBe('no');
    expect(optionOfAnswer({ question: 'x', value: '2.0 SP2', by: null, at: null })).toBe('2.0 SP2');
  });
});

describe('services', () => {
  it('keeps those apart that are there only at times', () => {
    const groups = serviceGroups(stalledSite.services);
    expect(groups.main.map((entry) => entry.service)).toEqual(['SMS_EXECUTIVE', 'SMS_SQL_MONITOR']);
    expect(groups.other.map((entry) => entry.service)).toEqual(['SMS_BOOTSTRAP']);
  });

  it('shows the three usual ones when the diagnosis names none', () => {
    expect(serviceGroups([]).main).toHaveLength(3);
  });

  it('never shows "running" as a good sign, nor an unknown state as a state', () => {
    const service = { service: 'S', source: '', expected: true, role: '' };
    expect(serviceView({ ...service, state: 'running' })).toEqual({ word: 'Running', tone: 'info' });
    expect(serviceView({ ...service, state: 'stopping, and hangs in it' })).toEqual({
      word: 'Hung in stopping',
      tone: 'caution',
    });
    expect(serviceView({ ...service, state: 'not collected' })).toEqual({
      word: 'Not collected',
      tone: 'quiet',
    });
  });
});

describe('reading', () => {
  const progress = { readingId: 1, activity: '', filesDone: 12, bytesDone: 512, bytesTotal: 1024 };

  it('says how far it is, and does not guess', () => {
    expect(shareRead(progress)).toBe(0.5);
    expect(shareRead({ ...progress, bytesTotal: null })).toBeNull();
    expect(shareRead({ ...progress, bytesTotal: 0 })).toBeNull();
    expect(shareRead({ ...progress, bytesDone: 4096 })).toBe(1);
    expect(amountRead(progress)).toBe('12 files, 512 bytes of 1.0 KB');
  });

  it('says what was found and what was not collected', () => {
    const found = Object.fromEntries(whatWasFound(stalledSite).map((item) => [item.label, item.value]));
    expect(found).toEqual({
      Release: '2.0 SP2, from 2 sources',
      Logs: '2 files, 1,052 lines',
      Inboxes: '2 folders, 422 files',
      Services: '1 with a state',
      Backup: null,
    });
  });
});

describe('facts', () => {
  it('come in the order of the pages, without empty groups', () => {
    const fact = (group: 'logs' | 'site') => ({
      id: group,
      group,
      label: '',
      value: '',
      state: 'known' as const,
      sources: [],
    });
    expect(factGroups([fact('logs'), fact('site')]).map((group) => group.title)).toEqual(['Site', 'Logs']);
  });
});

describe('report', () => {
  it('gives the preview the nonce of the window, and only its style element', () => {
    expect(previewDocument('<style>a</style><p>&lt;style&gt;</p>', 'n')).toBe(
      '<style nonce="n">a</style><p>&lt;style&gt;</p>',
    );
    expect(previewDocument('<style>a</style>', undefined)).toBe('<style>a</style>');
  });

  it('names the redaction on the buttons that save', () => {
    expect(saveLabel('html', false)).toBe('Save HTML report');
    expect(saveLabel('html', true)).toBe('Save redacted HTML report');
    expect(saveLabel('text', true)).toBe('Save redacted text');
  });

  it('always offers HTML and JSON', () => {
    expect(otherFormat('html')).toBe('json');
    expect(otherFormat('json')).toBe('html');
    expect(otherFormat('text')).toBe('json');
  });
});
