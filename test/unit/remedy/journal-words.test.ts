/** Every record has its sentence. */
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../electron/engine/case/records.ts';
import { journalSentence } from '../../../electron/remedy/journal-words.ts';
import {
  BACKUP,
  BEGUN,
  RUN,
  done,
  failed,
  intent,
  interrupted,
  looked,
  of,
  plan,
  records,
  seen,
  step,
} from '../case-fold/plan-for-tests.ts';

const identity = { name: 'NYSMS01', ticket: 'INC-1', technician: 'Ann' };
const plans = new Map([[RUN, plan([step('a', { title: 'Stop the service' })])]]);

const answered = (question: string, value: string | boolean) => ({ question, value, by: 'Ann', at: null });

describe('answers', () => {
  const sentence = (
    now: readonly ReturnType<typeof answered>[],
    before: readonly ReturnType<typeof answered>[],
  ) => journalSentence({ seq: 1, at: '', by: 'Ann', kind: 'answers', answers: now }, plans, before);

  it('are told as far as they are new, other, or taken back', () => {
    const release = answered('release', '2.0 SP2');
    const waits = answered('despooler-waits', true);
    expect(sentence([release], [])).toBe('Answered: Release of the site: 2.0 SP2.');
    expect(sentence([release, waits], [release])).toBe('Answered: despooler waits: yes.');
    expect(sentence([answered('release', '2.0 SP3')], [release, waits])).toBe(
      'Answered: Release of the site: 2.0 SP3; despooler waits: taken back.',
    );
    expect(sentence([answered('log-text:despool', 'a\nb\n')], [])).toMatch(/Despool.*: 2 lines\.$/i);
    expect(sentence([release], [release])).toBe('1 question is answered.');
  });
});

const sentences: readonly (readonly [CaseEvent, string])[] = [
  [{ kind: 'case-created', identity, id: 'x' }, 'The case "NYSMS01" was begun.'],
  [{ kind: 'case-created', identity: { ...identity, name: '' }, id: 'x' }, 'The case was begun.'],
  [
    { kind: 'case-described', identity: { ...identity, ticket: '' } },
    'The case is now called "NYSMS01", ticket none, technician Ann.',
  ],
  [{ kind: 'case-opened', computer: 'DESK' }, 'Opened on DESK.'],
  [{ kind: 'answers', answers: [] }, '0 questions are answered.'],
  [BEGUN, 'Began the plan "A plan for tests" from this computer.'],
  [looked('a', 'before'), 'Looked at "Stop the service": It is before.'],
  [intent('a'), 'Begins "Stop the service": Does it.'],
  [
    intent('a', true, BACKUP),
    `Begins to take back "Stop the service": Does it. The original is kept (SHA-256 ${BACKUP.sha256}).`,
  ],
  [done('a'), 'Did "Stop the service" and saw that it is so: It is after.'],
  [done('a', true), 'Took back "Stop the service" and saw that it is so: It is after.'],
  [failed('a'), '"Stop the service" did not reach its end: It did not happen in time.'],
  [failed('a', true), '"Stop the service" was not taken back: It did not happen in time.'],
  [interrupted('a'), '"Stop the service" was cut off. What is there now: It is before.'],
  [
    { kind: 'step-told', ...of('a'), note: 'At the console.', seen: seen('before') },
    'Told to be done: "Stop the service". At the console. But this was seen: It is before.',
  ],
  [{ kind: 'step-told', ...of('a'), note: '', seen: null }, 'Told to be done: "Stop the service".'],
  [{ kind: 'step-skipped', ...of('a'), reason: 'No time.' }, 'Left out "Stop the service": No time.'],
  [{ kind: 'step-reopened', ...of('a') }, 'Opened "Stop the service" again.'],
  [{ kind: 'step-noted', ...of('a'), note: 'Ask Bob.' }, 'Note on "Stop the service": Ask Bob.'],
  [{ kind: 'step-sampled', ...of('lost'), files: 3, text: '3 files wait.' }, '"lost": 3 files wait.'],
  [
    { kind: 'kit-written', run: RUN, folder: 'E:\\kit', files: [BACKUP] },
    'Wrote the fix kit of "A plan for tests" into E:\\kit (1 file).',
  ],
  [
    { kind: 'kit-returned', run: 'lost', result: BACKUP, summary: 'All done.' },
    'Took in what the fix kit of "a plan" did: All done.',
  ],
  [
    { kind: 'plan-ended', run: RUN, outcome: 'given-up', note: 'Server is being replaced.' },
    'Gave up the plan "A plan for tests". Server is being replaced.',
  ],
  [{ kind: 'verified', outcome: 'fixed', text: 'The fault is gone.' }, 'Verified: The fault is gone.'],
];

describe('the journal in words', () => {
  it.each(sentences)('%o', (event, sentence) => {
    const [record] = records([event]);
    expect(record === undefined ? '' : journalSentence(record, plans)).toBe(sentence);
  });
});
