import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../report/check-schema.ts';
import { assetNames, readAsset, shippedPlans } from '../report/read-asset.ts';

const plans = shippedPlans();
const steps = plans.flatMap((plan) =>
  [...plan.steps, ...plan.verification].map((step) => ({ plan: plan.id, ...step })),
);

describe('plans', () => {
  it('are the three of the founding articles', () => {
    expect(plans.map((plan) => [plan.id, plan.purpose])).toEqual([
      ['restart-executive', 'relief'],
      ['stagger-backup-start', 'mitigation'],
      ['upgrade-service-pack', 'cure'],
    ]);
  });

  it.each(assetNames('plans', '.yaml'))('%s fits the schema and is named after its id', (name) => {
    expect(schemaErrors(`plans/${name}`, 'plans/plan.schema.json')).toEqual([]);
    expect(plans.map((plan) => `${plan.id}.yaml`)).toContain(name);
  });

  it('have steps with ids that are theirs alone', () => {
    for (const plan of plans) {
      const ids = [...plan.steps, ...plan.verification].map((step) => step.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('end with looking whether it worked', () => {
    for (const plan of plans) {
      expect(plan.verification.length).toBeGreaterThan(0);
      expect(plan.verification.every((step) => step.kind === 'verify')).toBe(true);
    }
  });

  it('show the command of every step that runs or edits something', () => {
    for (const step of steps.filter((item) => item.kind === 'run' || item.kind === 'edit')) {
      expect(step.commands, `${step.plan} ${step.id}`).toBeDefined();
    }
  });

  it('say how to take back what can be taken back', () => {
    expect(steps.find((step) => step.id === 'insert-pauses')?.undo).toBeDefined();
    expect(steps.find((step) => step.id === 'stop-component-manager')?.undo).toBe(
      'NET START SMS_SITE_COMPONENT_MANAGER',
    );
    expect(steps.find((step) => step.id === 'end-process')?.undo).toBeUndefined();
  });

  it('stop the Site Component Manager before the Executive, and end the process only after waiting', () => {
    const order = plans.find((plan) => plan.id === 'restart-executive')?.steps.map((step) => step.id) ?? [];
    const expected = [
      'stop-component-manager',
      'stop-executive',
      'wait-for-stop',
      'end-process',
      'start-component-manager',
    ];
    expect(order.filter((id) => expected.includes(id))).toEqual(expected);
  });

  it('insert the pauses as the article prints them, with the copy before and the comparison after', () => {
    const plan = plans.find((candidate) => candidate.id === 'stagger-backup-start');
    const edit = plan?.steps.find((step) => step.id === 'insert-pauses');
    expect(edit?.action).toEqual({ do: 'edit-control-file' });
    expect(edit?.commands).toEqual([
      'COPY "<CONTROL-FILE>" "<CONTROL-FILE>.bak"',
      'NOTEPAD "<CONTROL-FILE>"',
      'FC /L /N /T "<CONTROL-FILE>.bak" "<CONTROL-FILE>"',
    ]);
    // Not to be entered at the prompt.
    expect(edit?.fileLines).toEqual([
      'sleep 60',
      'service \\\\%SITE_SERVER%\\SMS_SITE_COMPONENT_MANAGER',
      'sleep 60',
      'service \\\\%SITE_SERVER%\\SMS_LICENSE_SERVER',
      'sleep 60',
    ]);
  });

  it('end the process only after the stop and the wait failed, and only when agreed to twice', () => {
    const byId = new Map(
      plans.find((plan) => plan.id === 'restart-executive')?.steps.map((step) => [step.id, step]),
    );
    expect(byId.get('wait-for-stop')?.onlyIfFailed).toBe('stop-executive');
    expect(byId.get('end-process')).toMatchObject({
      onlyIfFailed: 'wait-for-stop',
      dangerous: true,
      action: { do: 'end-process', service: 'SMS_EXECUTIVE', image: 'smsexec.exe' },
    });
    expect(byId.get('start-executive')?.onlyIfFailed).toBe('executive-started');
  });

  it('can be done by hand: every step that the wizard could do says how', () => {
    for (const step of steps.filter(
      (item) => item.action !== undefined && item.action.do !== 'collect-again',
    )) {
      expect(step.commands ?? [], `${step.plan} ${step.id}`).not.toEqual([]);
    }
  });

  it('rest on articles that this program knows, or say that it is judgement', () => {
    const known = readAsset('releases/article-titles.json') as Record<string, string>;
    const sources = [...plans.flatMap((plan) => plan.sources), ...steps.flatMap((step) => step.sources)];
    for (const source of new Set(sources)) {
      expect(source === 'judgement' || Object.hasOwn(known, source), source).toBe(true);
    }
    for (const step of steps) {
      const texts = [step.text, step.reason, step.caution ?? ''].join(' ');
      for (const id of texts.match(/Q\d{6}/g) ?? []) expect(Object.hasOwn(known, id), id).toBe(true);
    }
  });

  it('warn of what goes wrong most', () => {
    const cautions = steps.map((step) => `${step.caution ?? ''} ${step.reason} ${step.text}`).join('\n');
    expect(cautions).toMatch(/\[Tokens\]/);
    expect(cautions).toMatch(/system PATH/);
    expect(cautions).toMatch(/Smsmbkup\.ctl/);
    expect(steps.some((step) => step.id === 'sender-at-work' && step.sources.includes('Q317893'))).toBe(true);
  });

  it('use plain words', () => {
    for (const step of steps) {
      const words = `${step.title} ${step.text} ${step.reason} ${step.caution ?? ''}`;
      expect(words).not.toMatch(/!|\bOops\b|\binvalid\b|\bplease\b/i);
    }
  });
});
