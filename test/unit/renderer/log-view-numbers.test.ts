import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadExplanations } from '../../../electron/explanations/load.ts';
import { NumberDictionary } from '../../../renderer/view-model/number-explanations.ts';
import { findNumbers } from '../../../renderer/view-model/number-forms.ts';

/** Numbers of a text as `kind value`. */
const numbers = (text: string): readonly string[] =>
  findNumbers(text).map(({ kind, value }) => `${kind} ${value}`);

describe('numbers in lines of site servers', () => {
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['WARNING - Delete zero length file V4TY4GF3.sid failed, Win32 = 2', ['win32 2']],
    [
      'ERROR - Failed to move file D:\\SMS\\inboxes\\sinv.box\\7U74Z2GZ.sid to D:\\SMS\\inboxes\\sinv.box\\BADSinv\\OFW94C1G.sid Directory, Win32 = 32',
      ['win32 32'],
    ],
    [
      'Cannot create/open the remote file \\\\<server>\\SMS_SITE\\2_4O7PRI.PCK, Win32 error = 32.',
      ['win32 32'],
    ],
    ['Failed to write to the output file, Win32 Error = 13', ['win32 13']],
    [
      'Warning - Could not read offers from source file E:\\SMS\\inboxes\\clicfg.src\\CLINTX86.OFR (Win32 error: 2)',
      ['win32 2'],
    ],
    ['There is no existing connection, Win32 error = 0', ['win32 0']],
    [
      'ERROR: Could not open file "C:\\SMS\\inboxes\\statmgr.box\\statmsgs\\IBNQWXY4.SVF", the file is assumed to be corrupt. The operating system reported error 5: Access is denied.',
      ['win32 5'],
    ],
    ['~NetShareEnum failure Unable to Enumerate NTLM volumes on server BDC22, error=5', ['win32 5']],
    ['~Cannot update the package AUS0001B in the package source, error = 8', ['win32 8']],
    [
      "Can't determine file system for share TEMP1$ on server TESTNTDC2; GetVolumeInformation GetLastError 2",
      ['win32 2'],
    ],
    ['~NetGetDCName domain: TEST server return: 2453', ['win32 2453']],
    ['Error during WNetAddConnection2 to \\\\DSSMS\\SMS_SITE (67).', ['win32 67']],
    ['Error during WNetAddConnection2 (53)', ['win32 53']],
    ['---> Failed to connect to \\\\SPARC\\admin$ using account HAMPTON\\SMSService (67)', ['win32 67']],
    [
      '~SQL Msg #99901> This PkgID (40100002) does not exist in the parent table, SMSPackages.~',
      ['sql 99901'],
    ],
    ['~SQL Err #10007> General SQL Server error: Check messages from the SQL Server.~', ['sql 10007']],
    ["SQL Msg #2627> Violation of PRIMARY KEY constraint 'StatusMessages_PK'.", ['sql 2627']],
    ['Microsoft SQL Server reported SQL message 105, severity 15: Unclosed quotation mark', ['sql 105']],
    [
      'STATMSG: ID=4502 SEV=I LEV=M SOURCE="SMS Server" COMP="SMS_OFFER_STATUS_SUMMARIZER" SYS=SE2 SITE=CN5 PID=519 TID=96 GMTDATE=Wed Jun 20 12:42:07.596 2001 ISTR0="F:\\SMS\\X06JN0BM.SUM" ISTR1="" NUMATTRS=0',
      ['status 4502'],
    ],
    ['TATMSG: ID=2636 SEV=E LEV=M SOURCE="SMS Server" COMP="SMS_DISCOVERY_DATA_MANAGER"', ['status 2636']],
    [
      'ERROR: NAL failed to access NAL path "MSWNET:\\\\DELLSERVER\\", NAL IAbstractNetwork::CreatePath() returned 0x80004005: The operation completed successfully.',
      [`win32 2147500037`],
    ],
    ['CoCreateInstance failed, hr=0x80070005', ['win32 5']],
    ['CoCreateInstance failed, hr = -2147024891', ['win32 5']],
    ['Exception = c0000005', []],
  ];
  it.each(lines)('%s', (line, expected) => expect(numbers(line)).toEqual(expected));
});

describe('numbers that mean nothing of the kind', () => {
  const lines = [
    'Created sending thread (Thread ID = 205)',
    '~Starting package processing thread,thread ID = 129',
    "Package AUS0001B requires a newer version (2) of source files and the new compressed files hasn't arrived yet",
    'E:\\OPALSP2\\Sdk_provider\\Nt\\Smsprov\\SspObjectQuery.cpp(4233) : SQL Connection attempt timed out',
    'There are now 1 processing threads (4)',
    'Found 49 inboxes that need to be deinstalled.',
    '----- Started a new CCR processing thread. Thread ID is 0x114. There are now 1 processing threads',
    'Waiting for an available despooling thread',
    'Error 12 times in a row',
    'Trying the No. 1 address (out of 1)',
    'Server is running Microsoft Windows NT Server 4.0 Service Pack 1.',
    'The size of package SR30002F is -1234567890123 KBytes',
  ];
  it.each(lines)('%s', (line) => expect(numbers(line)).toEqual([]));
});

it('tells where a number stands', () => {
  const text = 'Delete failed, Win32 = 32';
  expect(findNumbers(text)).toEqual([{ from: 23, to: 25, kind: 'win32', value: 32 }]);
});

it('finds several numbers in the order of the text, none twice', () => {
  expect(numbers('SQL Err #10007> x~ error 5, Win32 = 32 (error 32)')).toEqual([
    'sql 10007',
    'win32 5',
    'win32 32',
    'win32 32',
  ]);
});

it('looks no further than 4,000 characters', () => {
  expect(numbers(`${'x '.repeat(2_000)}Win32 = 32`)).toEqual([]);
});

describe('what a number means', () => {
  let dictionary: NumberDictionary;
  beforeAll(async () => {
    const assets = fileURLToPath(new URL('../../../assets', import.meta.url));
    dictionary = new NumberDictionary(await loadExplanations(assets));
  });
  const only = (text: string) => {
    const explained = dictionary.explain(text);
    expect(explained).toHaveLength(1);
    return explained[0]!;
  };

  it('names a Win32 number', () => {
    expect(only('Delete failed, Win32 = 32')).toMatchObject({
      title: 'Win32 32, ERROR_SHARING_VIOLATION',
      basis: 'general knowledge',
    });
  });

  it('shows which Win32 number stands in a result', () => {
    expect(only('hr=0x80070005').title).toBe('0x80070005, Win32 5, ERROR_ACCESS_DENIED');
    expect(only('hr=-2147467259').title).toBe('0x80004005, E_FAIL');
  });

  it('leaves a number alone that nobody explains', () => {
    expect(dictionary.explain('Win32 = 59999')).toEqual([]);
  });

  it('puts the insertion strings of the line into the meaning of a status message', () => {
    const { title, meaning } = only(
      'STATMSG: ID=523 SEV=W LEV=M COMP="SMS_SOFTWARE_INVENTORY_PROCESSOR" ISTR0="C:\\SMS\\x.SIC" ISTR1=""',
    );
    expect(title).toBe('Status message 523, Warning');
    expect(meaning).toContain('“C:\\SMS\\x.SIC”');
  });

  it('says when another component wrote it than the number is known from', () => {
    expect(only('STATMSG: ID=4502 COMP="SMS_OFFER_STATUS_SUMMARIZER"').meaning).not.toContain('known from');
    expect(only('STATMSG: ID=4502 COMP="SMS_DESPOOLER"').meaning).toContain('here SMS_DESPOOLER wrote it');
  });
});
