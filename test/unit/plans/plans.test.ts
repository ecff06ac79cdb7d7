import { describe, expect, it } from 'vitest';
import { schemaErrors, schemaErrorsOf } from '../report/check-schema.ts';
import { assetNames, shippedPlans } from '../report/read-asset.ts';

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

  it('the schema refuses a step without a source', () => {
    const [plan] = plans;
    const broken = { ...plan, steps: [{ ...plan?.steps[0], sources: [] }] };
    expect(schemaErrorsOf(broken, 'plans/plan.schema.json')).not.toEqual([]);
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

  it('insert the pauses as the article prints them, after a copy was made', () => {
    const plan = plans.find((candidate) => candidate.id === 'stagger-backup-start');
    const ids = plan?.steps.map((step) => step.id) ?? [];
    expect(ids.indexOf('keep-copy')).toBeLessThan(ids.indexOf('insert-pauses'));
    expect(ids.indexOf('keep-copy')).toBeGreaterThanOrEqual(0);
    expect(plan?.steps.find((step) => step.id === 'insert-pauses')?.commands).toEqual([
      'sleep 60',
      'service \\\\%SITE_SERVER%\\SMS_SITE_COMPONENT_MANAGER',
      'sleep 60',
      'service \\\\%SITE_SERVER%\\SMS_LICENSE_SERVER',
      'sleep 60',
    ]);
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
