import { describe, expect, it } from 'vitest';
import { Ajv, type AnySchema } from 'ajv';
import { readAsset } from '../report/read-asset.ts';
import { checkPlans } from '../../../electron/knowledge-base/check-plans.ts';
import { checkReferences } from '../../../electron/knowledge-base/check-references.ts';
import type { Plan, PlanStep } from '../../../electron/engine/knowledge/plan.ts';
import { knowledge } from '../compare/made-up-site.ts';

const check = new Ajv({ allErrors: true, strict: true }).compile(
  readAsset('plans/plan.schema.json') as AnySchema,
);

/** What a plan breaks of the schema; empty when it fits. */
function errorsOf(value: unknown): readonly unknown[] {
  return check(value) ? [] : (check.errors ?? []);
}

const step = {
  id: 'look',
  kind: 'check',
  title: 'See that it runs',
  text: 'Look at Control Panel, Services.',
  reason: 'It must run first.',
  sources: ['judgement'],
} as const satisfies PlanStep;

const plan = {
  id: 'a-plan',
  title: 'A plan for a test',
  purpose: 'relief',
  summary: 'Does nothing but stand in a test.',
  sources: ['Q260366'],
  steps: [step],
  verification: [{ ...step, id: 'verified', kind: 'verify' }],
} as const satisfies Plan;

/** The plan with its first step changed. */
function withStep(change: Readonly<Record<string, unknown>>): unknown {
  return { ...plan, steps: [{ ...step, ...change }] };
}

function refused(value: unknown): boolean {
  return errorsOf(value).length > 0;
}

describe('the schema of a plan', () => {
  it('takes a plan as it should be', () => {
    expect(errorsOf(plan)).toEqual([]);
  });

  it.each([
    ['check', { do: 'check-service', service: 'SMS_EXECUTIVE', wants: 'running', absentIsFine: true }],
    ['check', { do: 'check-file-size', file: 'Data/Prochist/x.dat', atMostBytes: 512000 }],
    ['check', { do: 'check-quiet-file', file: 'Logs/Sender.log', seconds: 180 }],
    ['check', { do: 'check-release', anyOf: ['2.0 SP2'] }],
    ['check', { do: 'check-program', program: 'sleep.exe' }],
    ['check', { do: 'check-no-crash' }],
    ['check', { do: 'check-control-file' }],
    ['run', { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 }],
    ['run', { do: 'start-service', service: 'SMS_EXECUTIVE', limitSeconds: 60 }],
    ['wait', { do: 'wait-service', service: 'SMS_EXECUTIVE', wants: 'stopped', limitSeconds: 60 }],
    ['run', { do: 'end-process', service: 'SMS_EXECUTIVE', image: 'smsexec.exe', limitSeconds: 60 }],
    ['edit', { do: 'edit-control-file' }],
    ['verify', { do: 'watch-logs', families: ['despool'], limitSeconds: 60 }],
    ['verify', { do: 'watch-drain', inbox: 'Inboxes/a.box', everySeconds: 5, limitSeconds: 60 }],
    ['verify', { do: 'read-release' }],
    ['verify', { do: 'scan-log', files: ['Smssetup.log'], texts: ['FAILED'] }],
    ['verify', { do: 'collect-again' }],
  ])('takes a step of kind %s with %o, and none of its fields may be left out', (kind, action) => {
    const change = { kind, action, commands: ['NET START'] };
    expect(errorsOf(withStep(change))).toEqual([]);
    for (const field of Object.keys(action).filter((name) => name !== 'absentIsFine')) {
      const without = Object.fromEntries(Object.entries(action).filter(([name]) => name !== field));
      expect(refused(withStep({ ...change, action: without })), field).toBe(true);
    }
    expect(refused(withStep({ ...change, action: { ...action, more: 1 } })), 'more').toBe(true);
  });

  it.each([
    ['without a source', { sources: [] }],
    ['with a source that is none', { sources: ['KB260366'] }],
    ['without a reason', { reason: undefined }],
    ['with an unknown kind', { kind: 'think' }],
    ['with an unknown field', { note: 'a note' }],
    ['with an id in capitals', { id: 'Look' }],
    ['with a title that is too long', { title: 'x'.repeat(81) }],
    ['that runs without a command', { kind: 'run' }],
    ['that is dangerous and warns of nothing', { dangerous: true }],
    ['that is expressly not dangerous', { dangerous: false, caution: 'Take care with this one.' }],
    ['with an unknown action', { action: { do: 'format-disk' } }],
    ['with an action without a name', { action: { service: 'SMS_EXECUTIVE' } }],
    [
      'that checks and stops a service',
      { action: { do: 'stop-service', service: 'SMS_EXECUTIVE', limitSeconds: 5 } },
    ],
    ['that checks and edits', { action: { do: 'edit-control-file' } }],
    [
      'with a path that leaves the SMS directory',
      { action: { do: 'check-file-size', file: '../x', atMostBytes: 1 } },
    ],
    ['with a path of a disk', { action: { do: 'check-file-size', file: 'C:/x', atMostBytes: 1 } }],
    ['with a path from the root', { action: { do: 'check-file-size', file: '/x', atMostBytes: 1 } }],
    ['with backslashes in a path', { action: { do: 'check-file-size', file: 'a\\b', atMostBytes: 1 } }],
    ['with a release that is none', { action: { do: 'check-release', anyOf: ['SP2'] } }],
    ['with a program that is a command', { action: { do: 'check-program', program: 'sleep 60' } }],
    ['with no time to wait', { action: { do: 'check-quiet-file', file: 'a.log', seconds: 0 } }],
    [
      'with a service that is a command',
      { action: { do: 'check-service', service: 'A & B', wants: 'running' } },
    ],
  ])('refuses a step %s', (_, change) => {
    expect(refused(withStep(change))).toBe(true);
  });

  it.each([
    ['without steps', { steps: [] }],
    ['without verification', { verification: [] }],
    ['with an unknown purpose', { purpose: 'hope' }],
    ['without a source', { sources: [] }],
    ['with an unknown field', { author: 'somebody' }],
  ])('refuses a plan %s', (_, change) => {
    expect(refused({ ...plan, ...change })).toBe(true);
  });
});

describe('what the schema cannot see', () => {
  const second = { ...step, id: 'second' };

  it('is well with the plans as shipped', () => {
    expect(checkPlans(knowledge.plans)).toEqual([]);
  });

  it.each([
    ['two plans of one id', [plan, plan], /two plans have this id/],
    ['two steps of one id', [{ ...plan, steps: [step, step] }], /two steps have the id "look"/],
    [
      'one id in steps and verification',
      [{ ...plan, verification: [{ ...step, kind: 'verify' as const }] }],
      /two steps have the id "look"/,
    ],
    ['a step after itself', [{ ...plan, steps: [step, { ...second, after: ['second'] }] }], /after "second"/],
    [
      'a step for a failure of a later one',
      [{ ...plan, steps: [{ ...step, onlyIfFailed: 'second' }, second] }],
      /failure of "second"/,
    ],
    [
      'a word that nothing fills in',
      [{ ...plan, steps: [{ ...step, commands: ['DIR <SMSDIR>'] }] }],
      /uses <SMSDIR>/,
    ],
  ])('tells of %s', (_, plans: readonly Plan[], expected) => {
    expect(checkPlans(plans)).toEqual([expect.stringMatching(expected)]);
  });

  it('tells of an entry that names a plan which there is not', () => {
    const [first] = knowledge.entries;
    if (first === undefined) throw new Error('no entry');
    const entries = [{ ...first, plans: ['no-such-plan'] }];
    expect(checkReferences({ ...knowledge, entries })).toContain(
      `${first.id}: there is no plan "no-such-plan".`,
    );
  });
});
