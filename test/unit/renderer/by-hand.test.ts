import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer } from '../../../electron/engine/evidence/model.ts';
import type { Diagnosis, InboxComparison } from '../../../electron/engine/reasoning/diagnosis.ts';
import { connectCommands, isAccessDenied, serverSubject } from '../../../renderer/pages/case/subject.ts';
import { ageView, holdsFor, momentText } from '../../../renderer/view-model/age.ts';
import { describeAnswer } from '../../../renderer/view-model/answers.ts';
import {
  inboxQuestion,
  ruleOrigin,
  ruleQuestion,
  ruleSentence,
} from '../../../renderer/view-model/backlog-rules.ts';
import { enteredText } from '../../../renderer/view-model/entered.ts';
import { handFacts, pageOfAnswer } from '../../../renderer/view-model/hand-facts.ts';
import { changeRows, emptyText, paceText } from '../../../renderer/view-model/inbox-changes.ts';
import { familyOfComponents, logTitle } from '../../../renderer/view-model/log-families.ts';
import {
  inUnits,
  parseAge,
  parseCount,
  parseQuantity,
  quantityText,
  writeQuantity,
} from '../../../renderer/view-model/quantities.ts';
import { viewSource } from '../../../renderer/view-model/sources.ts';
import { splitStepText } from '../../../renderer/view-model/step-text.ts';
import { question, stalledSite } from './diagnosis-example.ts';

const answer = (id: string, value: Answer['value']): Answer => ({ question: id, value, by: null, at: null });

const words = (id: string, value: Answer['value']): string => {
  const { text, value: said } = describeAnswer(answer(id, value), undefined);
  return `${text}: ${said}`;
};

describe('quantities', () => {
  it('are written as the agreement on answers says, and read back', () => {
    expect(writeQuantity({ files: 420, ageMinutes: 900 })).toBe('420/900');
    expect(writeQuantity({ files: 420, ageMinutes: null })).toBe('420/');
    expect(writeQuantity({ files: 0, ageMinutes: 900 })).toBe('0/');
    expect(parseQuantity('420/900')).toEqual({ files: 420, ageMinutes: 900 });
    expect(parseQuantity('0/')).toEqual({ files: 0, ageMinutes: null });
    expect(parseQuantity('many')).toBeNull();
  });

  it('take numbers as people enter them', () => {
    expect(parseCount(' 1,200 ')).toBe(1200);
    expect(parseCount('')).toBeNull();
    expect(parseCount('-3')).toBeNull();
    expect(parseAge('15', 'hours')).toBe(900);
    expect(parseAge('1,5', 'days')).toBe(2160);
    expect(parseAge(' ', 'hours')).toBeNull();
    expect(parseAge('long', 'hours')).toBeUndefined();
  });

  it('are shown again in the unit they fit', () => {
    expect(inUnits(900)).toEqual({ amount: 15, unit: 'hours' });
    expect(inUnits(2880)).toEqual({ amount: 2, unit: 'days' });
    expect(inUnits(930)).toEqual({ amount: 15.5, unit: 'hours' });
    expect(inUnits(30)).toEqual({ amount: 30, unit: 'minutes' });
    expect(inUnits(61)).toEqual({ amount: 61, unit: 'minutes' });
    expect(inUnits(0)).toEqual({ amount: 0, unit: 'minutes' });
    expect(quantityText({ files: 0, ageMinutes: null })).toBe('empty');
  });
});

describe('answers in words', () => {
  it('never show the id of their question', () => {
    expect(words('release', '2.0 SP2')).toBe('Release of this site: Service Pack 2 (2.00.1493.2...)');
    expect(words('release', '2.00.1493.2009')).toBe('Release of this site: 2.00.1493.2009');
    expect(words('service-state:SMS_EXECUTIVE', 'stop-pending')).toBe(
      'State of SMS_EXECUTIVE: Stopping, and it does not end',
    );
    expect(words('inbox:despoolr.box/receive', '420/900')).toBe(
      'Files in despoolr.box\\receive: 420 files, the oldest 15 hours old',
    );
    expect(words('backlog-rule:ddm.box', '50/240')).toBe(
      'From when on ddm.box counts as backed up: 50 files, the oldest 4 hours old',
    );
    expect(words('log-text:despool', 'a\r\nb\n\n')).toBe('Lines of Despool.log: 2 lines pasted');
    expect(words('collected-at', '2001-05-17T17:22:00')).toBe(
      'When it was collected: 17 May 2001, 17:22 server time',
    );
    expect(words('release-changed', 'yes')).toBe('A service pack was installed after it was collected: Yes');
    expect(words('crash-folder', false)).toMatch(/whose name begins with Crash.*: No$/);
    expect(words('something-new', true)).not.toContain('something-new');
  });

  it('belong to the page where they are revised', () => {
    const ids = [
      'release-changed',
      'log-text:sched',
      'inbox:x',
      'backlog-rule:x',
      'executive-started',
      'other',
    ];
    expect(ids.map(pageOfAnswer)).toEqual(['version', 'logs', 'inboxes', 'inboxes', 'services', null]);
    expect(pageOfAnswer('collected-at')).toBe('case');
  });

  it('name their folder as the agreement on answers does', () => {
    expect(inboxQuestion('SMS/Inboxes/Despoolr.box/Receive')).toBe('inbox:despoolr.box/receive');
    expect(ruleQuestion('Inboxes\\ddm.box')).toBe('backlog-rule:ddm.box');
    const rule = {
      files: 1,
      ageMinutes: 1,
      from: 'answered',
      text: 'a backlog is 1 file (judgement)',
    } as const;
    expect(ruleOrigin(rule)).toContain('by hand');
    expect(ruleSentence(rule)).toBe('A backlog is 1 file.');
  });
});

describe('facts told by hand', () => {
  it('are all yes-no questions of the knowledge, on their page', async () => {
    const file = fileURLToPath(new URL('../../../assets/knowledge/questions.yaml', import.meta.url));
    const { questions } = parse(await readFile(file, 'utf8')) as {
      questions: readonly { id: string; page: string; kind: string }[];
    };
    const known = questions.filter((entry) => entry.kind === 'yes-no').map(({ id, page }) => ({ id, page }));
    const offered = (['version', 'logs', 'inboxes', 'services'] as const).flatMap((page) =>
      handFacts(page, []).map(({ id, page: on }) => ({ id, page: on })),
    );
    expect(offered.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      known.toSorted((a, b) => a.id.localeCompare(b.id)),
    );
  });

  it('are not offered twice while they are asked for', () => {
    const ids = handFacts('logs', [question('despooler-waits', 'logs')]).map((fact) => fact.id);
    expect(ids).toEqual(['threads-silent']);
  });

  it('are counted before they go', () => {
    expect(enteredText(1, 0, 0)).toBe('1 answer');
    expect(enteredText(3, 1, 2)).toBe('3 answers, “I don’t know” once and 2 plans begun');
    expect(enteredText(0, 0, 0)).toBe('nothing by hand');
  });

  it('are known from their components when they are lines of a log', () => {
    expect(familyOfComponents(['sms_despooler'])).toBe('despool');
    expect(familyOfComponents(['SMS_DESPOOLER', 'SMS_SCHEDULER'])).toBeNull();
    expect(familyOfComponents([])).toBeNull();
    expect(logTitle('ddm')).toBe('Ddm.log');
  });

  it('are shown as such where they are cited', () => {
    expect(viewSource('pasted by A. Meyer:12')).toMatchObject({ answered: true, opens: false });
  });
});

describe('age of the evidence', () => {
  const aged = (age: Partial<Diagnosis['age']>): Diagnosis => ({
    ...stalledSite,
    age: { ...stalledSite.age, collectedAt: '2001-05-17T20:43:00', ...age },
  });
  const paths = { kind: 'paths', paths: ['/x'] } as const;

  it('says when and how old, and that it is stale', () => {
    expect(
      ageView(aged({ ageMinutes: 13_411_000, text: 'collected 25 years ago', stale: true }), paths),
    ).toEqual({
      kind: 'evidence',
      when: 'Collected 17 May 2001, 20:43 server time',
      old: '25 years old',
      stale: true,
    });
    const later = aged({ ageMinutes: -200, text: 'dated 3 hours after now' });
    expect(ageView(later, paths).old).toBe('dated 3 hours after now');
    const now = aged({ ageMinutes: 0, text: 'collected just now' });
    expect(ageView(now, paths).old).toBe('just now');
  });

  it('says that a sample is a sample, whatever its age', () => {
    const view = ageView(aged({ ageMinutes: 13_411_000, text: 'collected 25 years ago', stale: true }), {
      kind: 'sample',
      id: 'x',
    });
    expect(view).toMatchObject({ kind: 'sample', old: null, stale: false });
  });

  it('says when nothing tells it', () => {
    expect(ageView(aged({ collectedAt: null }), paths).when).toContain('not known');
    const told: Diagnosis = {
      ...aged({ collectedAt: null }),
      site: { ...stalledSite.site, releaseSources: [] },
      logs: [],
      services: [],
      events: [],
      controlFiles: [],
      inboxes: [],
    };
    expect(ageView(told, null)).toMatchObject({ kind: 'answers', old: null });
  });

  it('tells what a case kept from answers, although the place it was read from is gone', () => {
    expect(ageView(aged({ collectedAt: null }), null)).toMatchObject({ kind: 'evidence', stale: false });
  });

  it('does not pass the clock of the desk off as that of the server', () => {
    expect(holdsFor(stalledSite)).toBe('Holds for 17 May 2001, 17:22 server time (time of the snapshot).');
    const asked = {
      ...stalledSite,
      atBasis: "this computer's clock, because nothing that was read carries a time",
    };
    expect(momentText(asked)).toBe('17 May 2001, 17:22 by this computer’s clock');
    expect(holdsFor(asked)).not.toContain('server time');
  });
});

describe('two collections', () => {
  const comparison: InboxComparison = {
    before: { at: '', label: '' },
    after: { at: '', label: '' },
    minutes: 60,
    problem: null,
    changes: [
      {
        path: 'Inboxes/sinv.box',
        before: { files: 30, bytes: 0 },
        after: { files: 0, bytes: 0 },
        filesPerMinute: -0.5,
        trend: 'emptied',
        emptyInMinutes: null,
        text: '',
      },
      {
        path: 'Inboxes/ccr.box',
        before: { files: 0, bytes: 0 },
        after: { files: 0, bytes: 0 },
        filesPerMinute: 0,
        trend: 'steady',
        emptyInMinutes: null,
        text: '',
      },
      {
        path: 'Inboxes/despoolr.box/receive',
        before: null,
        after: { files: 420, bytes: 0 },
        filesPerMinute: null,
        trend: 'growing',
        emptyInMinutes: null,
        text: '',
      },
    ],
  };

  it('show what grows first, and leave out what was empty both times', () => {
    expect(changeRows(comparison).map((row) => [row.name, row.before, row.after])).toEqual([
      ['despoolr.box\\receive', null, 1],
      ['sinv.box', 30 / 420, 0],
    ]);
  });

  it('say the pace in the unit that fits', () => {
    expect([12, -0.5, 0.01, 0, null].map(paceText)).toEqual([
      '+12 per minute',
      '−30 per hour',
      '+14 per day',
      '0',
      '–',
    ]);
    expect(emptyText(390)).toBe('in 7 hours');
    expect(emptyText(null)).toBe('–');
  });
});

describe('a server by name', () => {
  it('loses the backslashes that people put before it', () => {
    expect(serverSubject(' \\\\smshq01\\ ', ' D:\\SMS ')).toEqual({
      request: { kind: 'server', server: 'smshq01', folder: 'D:\\SMS' },
      name: 'SMSHQ01',
    });
    expect(serverSubject('', '').name).toBe('this computer');
  });

  it('that refuses is connected to by hand', () => {
    const error = (code: string) => ({ code, message: '', nextStep: '' });
    expect(isAccessDenied(error('access-denied'))).toBe(true);
    expect(isAccessDenied(error('no-rights'))).toBe(true);
    expect(isAccessDenied(error('not-found'))).toBe(false);
    expect(connectCommands(serverSubject('HQ', '').request)).toEqual([
      'net use \\\\HQ\\IPC$ /user:DOMAIN\\account *',
    ]);
    expect(connectCommands({ kind: 'paths', paths: ['\\\\HQ\\SMS_HQ1'] })).toHaveLength(1);
    expect(connectCommands({ kind: 'paths', paths: ['D:\\SMS'] })).toEqual([]);
    expect(connectCommands(serverSubject('', '').request)).toEqual([]);
  });
});

describe('text of a step', () => {
  it('counts up as a list what it counts up in words', () => {
    expect(splitStepText('Look: One: is it larger than 500 KB? Two: does it run? If so, stop here.')).toEqual(
      {
        before: 'Look:',
        items: ['Is it larger than 500 KB?', 'Does it run?'],
        after: 'If so, stop here.',
      },
    );
  });

  it('stays whole otherwise', () => {
    const text = 'One: is it larger? Then stop.';
    expect(splitStepText(text)).toEqual({ before: text, items: [], after: '' });
  });
});
