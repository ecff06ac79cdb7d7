/** Plans as the scripts of a kit get them: every action, with limits that a test can wait for. */
import type { PlanAction, StepKind } from '../../../electron/engine/knowledge/plan.ts';
import type { TailoredPlan, TailoredStep } from '../../../electron/engine/plans/tailored-plan.ts';
import type { KitInput } from '../../../electron/fix-kit/kit-input.ts';
import { fileURLToPath } from 'node:url';

export const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
export const MANAGER = 'SMS_SITE_COMPONENT_MANAGER';
export const EXECUTIVE = 'SMS_EXECUTIVE';

type More = Partial<TailoredStep>;

export function step(id: string, kind: StepKind, action?: PlanAction, more: More = {}): TailoredStep {
  return {
    id,
    kind,
    title: `Title of ${id}`,
    text: `What to do in ${id}: look at 100% of <SMS>\\Logs & "the rest" | more > less ^ (all) on %SystemRoot%.`,
    reason: `Because of ${id}, 5% & more.`,
    sources: ['judgement'],
    applies: true,
    hereBecause: null,
    ...(action === undefined ? {} : { action }),
    ...more,
  };
}

export interface Limits {
  readonly stop: number;
  readonly quiet: number;
  readonly watch: number;
}

const SHORT: Limits = { stop: 10, quiet: 1, watch: 10 };

export function restartPlan(limits: Limits = SHORT): TailoredPlan {
  const { stop, quiet, watch } = limits;
  return plan('restart-executive', {
    steps: [
      step('keep-proof', 'tell'),
      step('prochist', 'check', {
        do: 'check-file-size',
        file: 'Data/Prochist/SMSExec_Prochist.dat',
        atMostBytes: 512_000,
      }),
      step('no-crash', 'check', { do: 'check-no-crash' }),
      step('sender-at-work', 'check', { do: 'check-quiet-file', file: 'Logs/Sender.log', seconds: quiet }),
      step('no-backup', 'check', {
        do: 'check-service',
        service: 'SMS_SITE_BACKUP',
        wants: 'stopped',
        absentIsFine: true,
      }),
      step('stop-component-manager', 'run', { do: 'stop-service', service: MANAGER, limitSeconds: stop }),
      step('stop-executive', 'run', { do: 'stop-service', service: EXECUTIVE, limitSeconds: 1 }),
      step(
        'wait-for-stop',
        'wait',
        { do: 'wait-service', service: EXECUTIVE, wants: 'stopped', limitSeconds: stop },
        { onlyIfFailed: 'stop-executive' },
      ),
      step(
        'end-process',
        'run',
        { do: 'end-process', service: EXECUTIVE, image: 'smsexec.exe', limitSeconds: 10 },
        { onlyIfFailed: 'wait-for-stop', dangerous: true, caution: 'Check the name twice.' },
      ),
      step('start-component-manager', 'run', { do: 'start-service', service: MANAGER, limitSeconds: 20 }),
      step('executive-started', 'wait', {
        do: 'wait-service',
        service: EXECUTIVE,
        wants: 'running',
        limitSeconds: 5,
      }),
      step(
        'start-executive',
        'run',
        { do: 'start-service', service: EXECUTIVE, limitSeconds: 20 },
        { onlyIfFailed: 'executive-started' },
      ),
    ],
    verification: [
      step('new-process', 'verify', {
        do: 'check-service',
        service: EXECUTIVE,
        wants: 'running',
        newProcess: true,
      }),
      step('logs-move', 'verify', {
        do: 'watch-logs',
        families: ['Despool', 'Smsexec'],
        limitSeconds: watch,
      }),
      step('backlog-drains', 'verify', {
        do: 'watch-drain',
        inbox: 'Inboxes/Despoolr.box/Receive',
        everySeconds: 1,
        limitSeconds: 3,
      }),
      step('collect-again', 'verify', { do: 'collect-again' }),
    ],
  });
}

export function staggerPlan(): TailoredPlan {
  return plan('stagger-backup-start', {
    steps: [
      step('right-release', 'check', { do: 'check-release', anyOf: ['2.0 SP2', '2.0 SP3'] }),
      step('no-backup', 'check', {
        do: 'check-service',
        service: 'SMS_SITE_BACKUP',
        wants: 'stopped',
        absentIsFine: true,
      }),
      step('find-control-file', 'check', { do: 'check-control-file' }),
      step('find-sleep', 'check', { do: 'check-program', program: 'sleep.exe' }),
      step('insert-pauses', 'edit', { do: 'edit-control-file' }, { undo: 'Put the copy back.' }),
    ],
    verification: [step('run-backup', 'verify')],
  });
}

export function upgradePlan(): TailoredPlan {
  const made = plan('upgrade-service-pack', {
    steps: [
      step('installed-release', 'check', { do: 'check-release', anyOf: ['2.0 SP2'] }),
      step('take-backup', 'tell'),
      step('run-setup', 'run', undefined, { commands: ['Setup.exe /UPGRADE "C:\\My image"'] }),
      step('put-back', 'tell'),
    ],
    verification: [
      step('release-again', 'verify', { do: 'read-release' }),
      step('setup-log', 'verify', { do: 'scan-log', files: ['Smssetup.log'], texts: ['FAILED'] }),
    ],
  });
  return { ...made, site: { ...made.site, goal: '2.0 SP4' } };
}

function plan(
  id: string,
  {
    steps,
    verification,
  }: { readonly steps: readonly TailoredStep[]; readonly verification: readonly TailoredStep[] },
): TailoredPlan {
  return {
    id,
    title: `Plan ${id} of 100% & more`,
    purpose: 'relief',
    summary: 'A summary \u2013 with \u201cquotes\u201d and an \u00e4.',
    sources: ['Q260366'],
    steps,
    verification,
    fit: 'advised',
    fitBecause: '',
    findings: ['Q260366'],
    needsFirst: [],
    upgrade: null,
    site: {
      server: 'NYSMS01',
      smsDirectory: 'C:\\SMS',
      controlFile: 'Smsbkup.ctl',
      release: '2.0 SP2',
      goal: null,
    },
  };
}

export const BEFORE = Buffer.from(
  '[Tokens]\r\nSITE_SERVER_DEST=BACKUP_DESTINATION\\SiteServer\r\n\r\n[Start]\r\n' +
    'service \\\\%SITE_SERVER%\\SMS_SITE_COMPONENT_MANAGER\r\n',
  'latin1',
);
export const AFTER = Buffer.from(
  BEFORE.toString('latin1').replace('service', 'sleep 60\r\nservice') + 'sleep 60\r\n',
  'latin1',
);

export function kitInput(of: TailoredPlan, more: Partial<KitInput> = {}): KitInput {
  return {
    plan: of,
    caseId: 'case-0001',
    run: 'run-1',
    controlFile:
      of.id === 'stagger-backup-start' ? { name: 'Smsbkup.ctl', before: BEFORE, after: AFTER } : null,
    assetsFolder: ASSETS,
    writtenAt: new Date('2001-05-17T18:23:00Z'),
    runbook: null,
    ...more,
  };
}
