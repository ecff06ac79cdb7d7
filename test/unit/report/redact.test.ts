import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPasswords } from '../../../electron/report/mask-passwords.ts';
import { RedactionError, Redactor } from '../../../electron/report/redact.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { shippedPlans } from './read-asset.ts';
import { sampleDiagnosis, sampleFinding } from './sample-diagnosis.ts';

const formats = ['html', 'json', 'markdown', 'text'] as const;
const caseInfo = { name: 'Packages stopped at Contoso', ticket: 'INC-4711', technician: 'Anna Meyerbeer' };
const checklist = [
  {
    plan: 'restart-executive',
    step: 'keep-proof',
    state: 'done' as const,
    note: 'copied to \\\\NYSMS01\\cases, told Meyerbeer',
    by: 'Anna Meyerbeer',
    at: '2001-05-17T21:10:00Z',
  },
];
const options = { redact: true, caseInfo, checklist, plans: shippedPlans() };

describe('redacted report', () => {
  it.each(formats)('%s holds none of the names', (format) => {
    const report = renderReport(sampleDiagnosis(), format, options);
    expect(report).not.toMatch(/NYSMS01|BOSTON7|smsadm|contoso|Meyer|4711|10\.1\.2\.3|Packages stopped/i);
    expect(report).not.toMatch(/\bCEN\b/);
  });

  it('uses the same placeholder for the same name', () => {
    const json = renderReport(sampleDiagnosis(), 'json', options);
    const report = JSON.parse(json) as {
      site: { server: string; code: string };
      facts: { value: string }[];
      case: { technician: string };
      checklist: { by: string; note: string }[];
      redaction: { kinds: { kind: string; names: number; places: number }[] };
    };
    expect(report.site).toMatchObject({ server: 'SERVER-1', code: 'SITE-1' });
    expect(report.facts[0]?.value).toBe('SERVER-1');
    expect(report.checklist[0]?.by).toBe(report.case.technician);
    expect(report.checklist[0]?.note).toMatch(/^copied to \\\\SERVER-1\\cases, told PERSON-\d$/);
    const kinds = Object.fromEntries(report.redaction.kinds.map((kind) => [kind.kind, kind]));
    expect(kinds['server']?.names).toBe(2);
    expect(kinds['server']?.places).toBeGreaterThan(2);
    expect(Object.keys(kinds)).toEqual(
      expect.arrayContaining(['server', 'site', 'account', 'person', 'case', 'address', 'mail']),
    );
  });

  it('keeps well-known names and the contract', () => {
    const site = sampleDiagnosis({
      threads: [
        {
          component: 'SMS_NT_LOGON_SERVER_MANAGER',
          lines: 1,
          lastTime: null,
          lastLine: 'Logs/Nt_logon.log:3',
          lastText:
            '\\\\NYSMS01\\SMS_SITE \\\\NYSMS01\\ADMIN$ \\\\NYSMS01\\SMS_CEN \\\\NYSMS01\\CAP_CEN SMS_EXECUTIVE SMS_SQL_MONITOR_NYSMS01 HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SMS',
        },
      ],
    });
    const json = JSON.parse(renderReport(site, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    expect(json.threads[0]?.lastText).toBe(
      '\\\\SERVER-1\\SMS_SITE \\\\SERVER-1\\ADMIN$ \\\\SERVER-1\\SMS_SITE-1 \\\\SERVER-1\\CAP_SITE-1 SMS_EXECUTIVE SMS_SQL_MONITOR_SERVER-1 HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SMS',
    );
    expect(json.verdict).toBe('confirmed');
    expect(json.findings.map((finding) => finding.id)).toEqual(['Q260366', 'Q304381']);
    expect(json.site.release).toBe('2.0 SP2');
  });

  it('keeps the report readable when a site code or server is an everyday word', () => {
    const base = sampleDiagnosis();
    const site = sampleDiagnosis({
      site: { ...base.site, code: 'SP2', server: 'SERVER' },
      unreadable: [
        { source: 'x', why: 'Share \\\\SERVER\\SMS_SITE, SITE=SP2, release 2.0 SP2 of the server' },
      ],
    });
    const json = JSON.parse(renderReport(site, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    expect(json.unreadable[0]?.why).toBe(
      'Share \\\\SERVER-1\\SMS_SITE, SITE=SITE-1, release 2.0 SP2 of the server',
    );
    expect(json.site).toMatchObject({ code: 'SITE-1', server: 'SERVER-1', release: '2.0 SP2' });
  });

  it('does not mistake versions, times and folders for names', () => {
    const line =
      'SMS\\Logs 2.00.1493.2000 at 02:23:11 file version 2.0.92.1 in D:\\SMS\\inboxes\\ddm.box of SMS_SITE';
    const site = sampleDiagnosis({ notCollected: [line] });
    const json = JSON.parse(renderReport(site, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    expect(json.notCollected).toEqual([line]);
  });

  it('gives no number twice when a computer is itself called like a placeholder', () => {
    const base = sampleDiagnosis();
    const site = sampleDiagnosis({
      site: { ...base.site, server: 'NYSMS01' },
      notCollected: ['Seen: \\\\SERVER-1\\x and \\\\HOSTB\\y'],
    });
    const json = JSON.parse(renderReport(site, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    const seen = [...(json.notCollected[0] ?? '').matchAll(/SERVER-\d+/g)].map((hit) => hit[0]);
    expect(new Set([...seen, json.site.server]).size).toBe(3);
    expect(seen).not.toContain('SERVER-1');
  });

  it('lets no name survive, wherever it stands', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const host = fc
      .tuple(
        fc.constantFrom('NY', 'SRV', 'Q', 'site-', 'LON_'),
        fc.string({
          unit: fc.constantFrom(...Array.from(`${letters}0123456789`)),
          minLength: 3,
          maxLength: 8,
        }),
      )
      .map(([start, end]) => `${start}${end}7`);
    const code = fc
      .string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 2, maxLength: 2 })
      .map((start) => `${start}4`);
    const user = fc
      .string({ unit: fc.constantFrom(...Array.from(letters.toLowerCase())), minLength: 4, maxLength: 8 })
      .map((name) => `${name}9`);
    const octet = fc.integer({ min: 1, max: 254 });
    fc.assert(
      fc.property(
        fc.record({ server: host, other: host, code, user, a: octet, b: octet }),
        fc.constantFrom(...formats),
        ({ server, other, code: site, user: account, a, b }, format) => {
          const address = `10.${a}.${b}.77`;
          const text =
            `Connecting to \\\\${other}\\SMS_SITE (${address}) as DOMX7\\${account}; ${server.toLowerCase()} SYS=${server} SITE=${site} ` +
            `CAP_${site} ${account}@mail7.example ${other.toUpperCase()}.log`;
          const base = sampleDiagnosis();
          const diagnosis = sampleDiagnosis({
            headline: `On ${server}: ${text}`,
            site: { ...base.site, server, code: site, label: `\\\\${other}\\share\\SMSSNAP-${server}-0001` },
            findings: [sampleFinding({ for: [{ fact: text, source: `Logs/${server}/Sender.log:1`, text }] })],
            notCollected: [text],
            nextQuestions: [],
          });
          const report = renderReport(diagnosis, format, { ...options, plans: [] }).toLowerCase();
          for (const name of [
            server,
            other,
            account,
            address,
            'domx7',
            'mail7',
            ` ${site} `,
            `=${site}`,
            `_${site}`,
          ]) {
            expect(report).not.toContain(name.toLowerCase());
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('the second look', () => {
  it('refuses what still holds a name', () => {
    const redactor = new Redactor({ diagnosis: sampleDiagnosis(), caseInfo, checklist: [] });
    expect(() => redactor.prove({ text: 'all good on SERVER-1' })).not.toThrow();
    for (const text of [
      'see nysms01',
      'on \\\\BOSTON7\\x',
      'code CEN here',
      'by Anna Meyerbeer',
      '10.1.2.3',
    ]) {
      expect(() => redactor.prove({ deep: [{ text }] })).toThrow(RedactionError);
    }
  });

  it('names kind and placeholder, never the name', () => {
    const redactor = new Redactor({ diagnosis: sampleDiagnosis(), caseInfo, checklist: [] });
    try {
      redactor.prove('NYSMS01');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'redaction-incomplete',
        left: [{ kind: 'server', placeholder: 'SERVER-1' }],
      });
      expect(String(error)).not.toContain('NYSMS01');
    }
  });
});

describe('maskPasswords', () => {
  it.each([
    ['login sa password=Secret1;', 'login sa password=[password-removed];'],
    ['Password: "a b c" set', 'Password: [password-removed] set'],
    ['PWD=x;UID=sa', 'PWD=[password-removed];UID=sa'],
    ['the password is geheim', 'the password is [password-removed]'],
    ['isql -U sa -P geheim -Q "select 1"', 'isql -U sa -P [password-removed] -Q "select 1"'],
    [
      'net use \\\\NYSMS01\\ADMIN$ geheim /user:DOM\\sms',
      'net use \\\\NYSMS01\\ADMIN$ [password-removed] /user:DOM\\sms',
    ],
    ['net use Z: \\\\NYSMS01\\SMS_SITE /user:DOM\\sms', 'net use Z: \\\\NYSMS01\\SMS_SITE /user:DOM\\sms'],
    ['Error 1069 means the account or its password.', 'Error 1069 means the account or its password.'],
  ])('%s', (text, wanted) => {
    expect(maskPasswords(text)).toBe(wanted);
    expect(maskPasswords(maskPasswords(text))).toBe(wanted);
  });
});
