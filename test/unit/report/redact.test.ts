import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPasswords } from '../../../electron/report/mask-passwords.ts';
import { RedactionError, Redactor } from '../../../electron/report/redact.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { shippedPlans } from './read-asset.ts';
import { runOf } from './sample-run.ts';
import { sampleDiagnosis, sampleFinding } from './sample-diagnosis.ts';

const formats = ['html', 'json', 'markdown', 'text'] as const;
const caseInfo = { name: 'Packages stopped at Contoso', ticket: 'INC-4711', technician: 'Anna Meyerbeer' };
const runs = [
  runOf('restart-executive', [
    [
      'told',
      {
        marks: [
          {
            kind: 'told',
            text: 'copied to \\\\NYSMS01\\cases, told Meyerbeer',
            by: 'Anna Meyerbeer',
            at: '2001-05-17T21:10:00Z',
          },
        ],
      },
    ],
  ]),
];
const options = { redact: true, caseInfo, runs, plans: shippedPlans() };

/** Lines of logs with a name in them that has to go, as a finding may cite them. */
const lines: readonly (readonly [line: string, gone: RegExp])[] = [
  ['~Begin enum of NTLM volumes on server filesrv', /filesrv/i],
  ['Cannot reach site server hqserver for site LON', /hqserver|\bLON\b/],
  [
    '---> Attempting to connect to administrative share of WKS4712 using account CONTOSO\\jmeyer',
    /WKS4712|jmeyer|CONTOSO/i,
  ],
  ['Machine Name: WKS0815 user jdoe name ANNA.SCHMIDT', /WKS0815|jdoe|SCHMIDT/i],
  ['connected to SQL server SQLBOX9 database SMS_CEN', /SQLBOX9|CEN\b/],
  ['Done with loading MIF for machine PAYROLL3, key CEN00023', /PAYROLL3|CEN00023/],
  ['Processing site PAR and package PAR000A1.PCK', /PAR/],
  [
    'COMP="SMS_DISCOVERY_DATA_MANAGER" SYS=GOOFY SITE=CEN PID=1 ISTR0="DAISYPC" ISTR1="" ISTR2="Anna\'s own text" NUMATTRS=0',
    /GOOFY|DAISYPC|own text/,
  ],
  ['ISTR3="cut off in the mid', /cut off/],
  ['fqdn donald.corp.contoso.com and -joe.black@contoso.com', /donald|corp|contoso|black/i],
  ['cannot resolve DONALD.CORP.NORTHWIND.DE or northwind.de', /donald|northwind/i],
  ['Domain = "Sales Europe", user: \'Schulze, Eva\'', /Sales|Europe|Schulze|Eva\b/],
  ['computer [pluto] did not answer, client=minnie, system <goofyx>', /pluto|minnie|goofyx/],
  ['Full name is Anna Bergstrom', /Bergstrom/],
  ['user Müller cannot log on', /Müller/],
  ['replicated account SMS#_DONALDDC', /DONALDDC/],
];

describe('names in the lines of logs that are cited', () => {
  it.each(lines)('%s', (line, gone) => {
    expect(line).toMatch(gone);
    const cited = { fact: 'The last line.', source: 'Logs/Ddm.log:9', text: line };
    const diagnosis = sampleDiagnosis({
      findings: [sampleFinding({ for: [cited] })],
      threads: [{ component: 'X', lines: 1, lastTime: null, lastLine: 'Logs/Ddm.log:9', lastText: line }],
    });
    for (const format of formats) {
      const report = renderReport(diagnosis, format, {
        ...options,
        caseInfo: null,

        plans: [],
      });
      expect(report.replaceAll('SITE-1', '').replaceAll('ACCOUNT-1', '')).not.toMatch(gone);
    }
  });

  it.each([
    'Waiting for an available despooling thread',
    'SMS_DESPOOLER started on the site server, no server was found for the client.',
    'Checking the inboxes of the site server...',
    'The system cannot find the file D:\\SMS\\inboxes\\despoolr.box\\receive\\ds_00001.pkg, Win32 Error = 2',
    'User account has no rights, the domain controller is not available; client access point is up to date',
    'File version 2.00.1493.2000 of Ccm.dll at 02:23:11.120 in %windir%\\system32',
    'Component name: SMS_INBOX_MANAGER, file name smsexec.exe, share name SMS_SITE',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS for Q260366 on I386, SP2 for NT4',
    'Created a new despooling thread 1E2, system type is primary, machine name is empty',
  ])('%s stays readable', (line) => {
    const cited = { fact: 'The last line.', source: 'Logs/Ddm.log:9', text: line };
    const diagnosis = sampleDiagnosis({ findings: [sampleFinding({ for: [cited] })] });
    const report = JSON.parse(
      renderReport(diagnosis, 'json', { ...options, caseInfo: null, plans: [] }),
    ) as ReturnType<typeof sampleDiagnosis>;
    expect(report.findings[0]?.for[0]?.text).toBe(line);
  });
});

describe('free text in a redacted report', () => {
  it('is left out where no finding cites it, and the report says so', () => {
    const diagnosis = sampleDiagnosis({
      stalls: [
        {
          component: 'A',
          since: '2001-05-17T05:43:10',
          lastLine: 'Logs/A.log:1',
          because: '',
          kind: 'silent',
          text: 'told me zebra',
        },
        {
          component: 'SMS_DESPOOLER',
          since: '2001-05-17T05:43:10',
          lastLine: 'Logs/Despool.log:1042',
          because: '',
          kind: 'waiting',
          text: 'Waiting for an available despooling thread',
        },
      ],
      events: [
        {
          kind: 'service-started',
          service: 'SMS_EXECUTIVE',
          time: null,
          source: 'Logs/E.log:1',
          text: 'zebra began',
        },
      ],
      threads: [
        {
          component: 'A',
          lines: 1,
          lastTime: null,
          lastLine: 'Logs/A.log:1',
          lastText: 'zebra \\\\ZEBRAHOST\\x',
        },
      ],
      notCollected: ['ZEBRAHOST was not read.'],
    });
    for (const format of formats) {
      const plain = renderReport(diagnosis, format, { ...options, redact: false });
      expect(plain).toMatch(format === 'json' ? /told me zebra[\s\S]*zebra began/ : /told me zebra/);
      expect(plain).not.toContain('left out');
      const report = renderReport(diagnosis, format, options);
      expect(report).not.toMatch(/zebra/i);
      expect(report).toContain('(left out)');
      expect(report).toContain('Waiting for an available despooling thread');
      expect(report.replace(/\s+/g, ' ')).toContain('may still hold names that this program cannot know');
    }
  });

  it('does not name the folder that was read', () => {
    const base = sampleDiagnosis();
    const diagnosis = sampleDiagnosis({
      site: { ...base.site, label: 'stuff + Fabrikam-hq.zip + Logs' },
      unreadable: [
        { source: 'stuff/Logs/Sched.log', why: 'No other stuff was read.' },
        { source: 'Fabrikam-hq.zip/Logs/Hman.log', why: 'It is empty.' },
      ],
    });
    const report = JSON.parse(renderReport(diagnosis, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    expect(report.site.label).toBe('SOURCE-1 + SOURCE-2 + Logs');
    expect(report.unreadable).toEqual([
      { source: 'SOURCE-1/Logs/Sched.log', why: 'No other stuff was read.' },
      { source: 'SOURCE-2/Logs/Hman.log', why: 'It is empty.' },
    ]);
  });
});

/** The sample with a line full of names in a place that is always shown. */
function withNames(): ReturnType<typeof sampleDiagnosis> {
  return sampleDiagnosis({ notCollected: sampleDiagnosis().threads.map((thread) => thread.lastText) });
}

describe('redacted report', () => {
  it.each(formats)('%s holds none of the names', (format) => {
    const report = renderReport(withNames(), format, options);
    expect(report).not.toMatch(/NYSMS01|BOSTON7|smsadm|contoso|Meyer|4711|10\.1\.2\.3|Packages stopped/i);
    expect(report).not.toMatch(/\bCEN\b/);
  });

  it('uses the same placeholder for the same name', () => {
    const json = renderReport(withNames(), 'json', options);
    const report = JSON.parse(json) as {
      site: { server: string; code: string };
      facts: { value: string }[];
      case: { technician: string };
      runs: { by: string; server: string; steps: { marks: { by: string; text: string }[] }[] }[];
      redaction: { kinds: { kind: string; names: number; places: number }[] };
    };
    expect(report.site).toMatchObject({ server: 'SERVER-1', code: 'SITE-1' });
    expect(report.facts[0]?.value).toBe('SERVER-1');
    const [run] = report.runs;
    expect(run).toMatchObject({ by: report.case.technician, server: 'SERVER-1' });
    expect(run?.steps[0]?.marks[0]?.by).toBe(report.case.technician);
    expect(run?.steps[0]?.marks[0]?.text).toMatch(/^copied to cases, told PERSON-\d$/);
    const kinds = Object.fromEntries(report.redaction.kinds.map((kind) => [kind.kind, kind]));
    expect(kinds['server']?.names).toBe(2);
    expect(kinds['server']?.places).toBeGreaterThan(2);
    expect(Object.keys(kinds)).toEqual(
      expect.arrayContaining(['server', 'site', 'account', 'person', 'case', 'address', 'mail']),
    );
  });

  it('keeps well-known names and the contract', () => {
    const site = sampleDiagnosis({
      unreadable: [
        {
          source: 'Logs/Nt_logon.log:3',
          why: '\\\\NYSMS01\\SMS_SITE \\\\NYSMS01\\ADMIN$ \\\\NYSMS01\\SMS_CEN \\\\NYSMS01\\CAP_CEN SMS_EXECUTIVE SMS_SQL_MONITOR_NYSMS01 HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SMS',
        },
      ],
    });
    const json = JSON.parse(renderReport(site, 'json', { ...options, plans: [] })) as ReturnType<
      typeof sampleDiagnosis
    >;
    expect(json.unreadable[0]?.why).toBe(
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
    const redactor = new Redactor({ diagnosis: sampleDiagnosis(), caseInfo, runs: [], verification: null });
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
    const redactor = new Redactor({ diagnosis: sampleDiagnosis(), caseInfo, runs: [], verification: null });
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
