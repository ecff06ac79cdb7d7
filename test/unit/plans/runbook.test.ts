import { describe, expect, it } from 'vitest';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import {
  renderRunbook,
  renderRunbooks,
  type RunbookInput,
  type RunbookJson,
} from '../../../electron/report/runbook/render-runbook.ts';
import { hungWith, planOf, plansOf, releaseData, wellWith } from './site.ts';

const before = Buffer.from(
  '[Tokens]\r\nSITE_SERVER_DEST=BACKUP_DESTINATION\\SiteServer\r\n\r\n[Start]\r\n\tservice \\\\%SITE_SERVER%\\SMS_SITE_COMPONENT_MANAGER\r\n\tservice \\\\%SITE_SERVER%\\SMS_LICENSE_SERVER\r\n',
  'latin1',
);
const controlFile = { name: 'Smsbkup.ctl', before, after: staggerControlFile(before).result };
const more = {
  server: 'NYSMS01',
  smsDirectory: 'D:\\SMS',
  controlFiles: [{ name: 'Smsbkup.ctl', state: 'untouched' }],
} as const;
const titles = releaseData.titles ?? {};

function rendered(id: string, format: RunbookInput['format'], input: Partial<RunbookInput> = {}): string {
  return renderRunbook(planOf(id, hungWith('2.0 SP2'), more), { format, controlFile, titles, ...input });
}

/** Words without line breaks, as a reader reads them. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe.each(['text', 'markdown', 'html'] as const)('a runbook as %s', (format) => {
  it('tells what, why, risk, what comes first, how to verify and the way back', () => {
    const text = flat(rendered('restart-executive', format).replaceAll('\\_', '_'));
    for (const expected of [
      'Restart SMS_EXECUTIVE',
      'Advised',
      'Q260366 is confirmed here.',
      'NYSMS01',
      'Risks',
      'Finish first',
      'How to see that it worked',
      'The way back',
      'Agree on this step with a second person',
      'Go on when',
    ]) {
      expect(text).toContain(expected);
    }
    expect(text).toContain('NET STOP SMS_SITE_COMPONENT_MANAGER');
    expect(text.indexOf('NET STOP SMS_SITE_COMPONENT_MANAGER')).toBeLessThan(
      text.indexOf('NET STOP SMS_EXECUTIVE'),
    );
  });

  it('names the case it is for, as far as it has names', () => {
    const identity = { name: 'Packages stuck', ticket: 'INC-4711', technician: '' };
    const text = flat(rendered('restart-executive', format, { identity }));
    expect(text).toMatch(/Ticket.{0,30}INC.{0,1}-4711/);
    expect(text).toContain('Packages stuck');
    expect(flat(rendered('restart-executive', format))).not.toContain('Technician');
  });

  it('names a plan that comes first by its title, also when it is not in the document', () => {
    const planTitles = { 'restart-executive': 'Restart SMS_EXECUTIVE so that its threads work again' };
    const text = flat(rendered('stagger-backup-start', format, { planTitles }).replaceAll('\\_', '_'));
    expect(text).toMatch(/Finish first.{0,20}Restart SMS_EXECUTIVE so that its threads work again/);
    expect(text).not.toContain('Plan restart-executive');
  });

  it('gives the way back without saying a command twice, whole in a line', () => {
    const document = rendered('restart-executive', format);
    const [, back = ''] = document.split(/The way back/).slice(-2);
    expect(back.match(/NET START SMS_SITE_COMPONENT_MANAGER/g)?.length).toBe(1);
    expect(flat(back)).toMatch(/takes back .*Stop .* and .*Stop /);
  });

  it('shows the change of the control file line by line, with the hashes', () => {
    const text = flat(rendered('stagger-backup-start', format));
    expect(text.match(/\+ added/g)).toHaveLength(3);
    expect(text).toContain('3 lines added in');
    expect(text).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(text).toContain('D:\\SMS\\Inboxes\\Smsbkup.box\\Smsbkup.ctl');
  });

  it('says why there is no change to show', () => {
    const text = flat(
      rendered('stagger-backup-start', format, {
        controlFile: null,
        noControlFile: 'No control file was collected.',
      }),
    );
    expect(text).toContain('No control file was collected. So the lines that change cannot be shown here');
    expect(text).not.toContain('added in');
  });

  it('says that nothing changes where the pauses are in place', () => {
    const same = { ...controlFile, before: controlFile.after };
    expect(flat(rendered('stagger-backup-start', format, { controlFile: same }))).toContain(
      'Nothing changes',
    );
  });

  it('lists what an upgrade ends and brings, and what the articles are about', () => {
    const text = flat(rendered('upgrade-service-pack', format));
    expect(text).toMatch(/Known faults it ends \(139\)/);
    expect(text).toMatch(/Known problems it brings \(\d+\)/);
    expect(text).toContain('Q304381: Two threads block each other');
    expect(text).toContain('Q311457: How to get and install Service Pack 4');
  });

  it('says how to find out what the commands leave open', () => {
    const plan = planOf('restart-executive', hungWith('2.0 SP2'));
    const text = flat(renderRunbook(plan, { format, controlFile: null }));
    expect(text).toContain('Put the SMS directory of the server for');
    expect(text).toContain('PID column of Task Manager');
  });

  it('puts several plans into one document, and tells of those not to be done only why', () => {
    const plans = plansOf(wellWith('2.0 SP3'), more);
    const text = flat(renderRunbooks(plans, { format, controlFile: null, titles }));
    for (const plan of plans) expect(text.replaceAll('\\_', '_')).toContain(plan.title);
    expect(text).toContain('no article proposes the pauses from then on');
    expect(text).not.toContain('Keep a copy, then insert the pauses');
    expect(text).toContain('Run setup of 2.0 SP4');
  });

  it('is the same each time, and names nothing of the computer it is made on', () => {
    const text = rendered('upgrade-service-pack', format);
    expect(rendered('upgrade-service-pack', format)).toBe(text);
    expect(text).not.toContain(process.cwd());
  });
});

describe('a runbook as HTML', () => {
  it('loads nothing from anywhere', () => {
    const html = renderRunbooks(plansOf(hungWith('2.0 SP2'), more), { format: 'html', controlFile, titles });
    expect(html).not.toMatch(/\b(?:src|href|action)\s*=\s*"(?!#)/i);
    expect(html).not.toMatch(/https?:|url\(|@import|<script|<link|<iframe/i);
    expect(html).toContain("default-src 'none'");
  });

  it('has each id once', () => {
    const html = renderRunbooks(plansOf(hungWith('2.0 SP2'), more), { format: 'html', controlFile, titles });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a runbook as JSON', () => {
  it('carries the plans whole, and the change of the control file where a plan makes it', () => {
    const plans = plansOf(hungWith('2.0 SP2'), more);
    const json = JSON.parse(renderRunbooks(plans, { format: 'json', controlFile })) as RunbookJson;
    expect(json.schema).toBe('sms-site-doctor/plan@1');
    expect(json.plans.map(({ id, fit }) => [id, fit])).toEqual(plans.map(({ id, fit }) => [id, fit]));
    expect(json.plans[0]?.controlFile).toBeNull();
    expect(json.plans[1]?.controlFile).toMatchObject({ changed: true, before: { bytes: before.length } });
    expect(
      json.plans[1]?.controlFile?.diff.filter(({ kind }) => kind === 'added').map(({ text }) => text),
    ).toEqual(['\tsleep 60', '\tsleep 60', '\tsleep 60']);
    expect(json.plans[2]?.upgrade?.way).toEqual(['2.0 SP4']);
  });
});
