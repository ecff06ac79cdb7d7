import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITY_CANDIDATES, severityOf } from '../../../electron/log-view/severity.ts';

/** Messages as the articles print them, with the article. */
const LINES: readonly [string, 'error' | 'warning' | null, string][] = [
  ['ERROR - Failed to open file D:\\SMS\\inboxes\\sinv.box\\7U74Z2GZ.sid', 'error', 'Q248969'],
  ['WARNING - Delete file D:\\SMS\\inboxes\\sinv.box\\7U74Z2GZ.sid failed, Win32 = 32', 'warning', 'Q248969'],
  ['WARNING - This file is out-of-date and will be skipped.', 'warning', 'Q234360'],
  ['Warn>: Interval 8 not found in the OfferSummaryDetail record EN120014', 'warning', 'Q271181'],
  ['~Warning could not find domain controller for TEST', 'warning', 'Q255980'],
  [
    'Error: Could not get a SQL connection from the connection cache. : The handle is invalid.~~',
    'error',
    'Q263359',
  ],
  ['Info>: Resetting the default heartbeat timer.~', null, 'Q263359'],
  ['Err>General SQL Server error: Check messages from the SQL Server.~', 'error', 'Q153246'],
  ['~SQL Err #10007> General SQL Server error: Check messages from the SQL Server.~', 'error', 'Q249588'],
  ['~SQL Msg #3606> Arithmetic overflow occurred.~', 'error', 'Q235774'],
  ['SQL>>>>> Done.', null, 'Q271181'],
  ['NAL[1] - ERROR: NetShareGetInfo failed.  The operation completed successfully.~~', 'error', 'Q239828'],
  ['NAL[2] - Trying again.', 'warning', 'Q243385'],
  ['NAL[4] - Attempting to get level 2 information for share C$ on server SMSSVR.', null, 'Q239828'],
  ['{6534} INFO: Beginning processing cycle~', null, 'Q270218'],
  ['{6581} ERROR: Cannot establish a SQL connection.~', 'error', 'Q270218'],
  ['Could not install the performance counters.', 'warning', 'Q267889'],
  ['Installation failed and will be retried in the next polling cycle.', 'warning', 'Q267889'],
  [
    "~Package source \\\\S\\A doesn't exist or we failed to access it, Win32 Error = 5   ",
    'error',
    'Q168510',
  ],
  ['failed to open <path to INS file in Despoolr> WIN32 ERROR = 32', 'error', 'Q161043'],
  ['~Despooler failed to execute the instruction, error code = cb', 'error', 'Q190135'],
  ['Finished, Win32 = 0', null, 'zero is success'],
  ['ERROR: Could not connect to registry key, sleeping 60 seconds.', 'error', 'Q261286'],
  [
    '#$#$#$#$#$ ERROR: The Client Service is not authorised to run this application! (5)~',
    'error',
    'Q246331',
  ],
  ['<<CLIEXCEPT>> (Logged to all threads) An exception was raised in the application', 'error', 'Q308945'],
  ['~Waiting for an available despooling thread', null, 'Q260366'],
  ['Successfully Processed file Eflc4iyv.sid !!!', null, 'Q234360'],
  ['0 errors were found.', null, 'a count of none'],
  ['Running as a Win32 service.', null, 'start of the Executive'],
  ['STATMSG: ID=3807 SEV=W LEV=M SOURCE="SMS Server" COMP="X" ISTR0="ERROR: x"', 'warning', 'Q271181'],
  ['TATMSG: ID=679 SEV=E LEV=M SOURCE="SMS Server"', 'error', 'Q249582'],
  ['STATMSG: ID=500 SEV=I LEV=M SOURCE="SMS Server" ISTR0="failed"', null, 'Q271181'],
];

describe('severityOf', () => {
  it.each(LINES)('%s', (message, expected) => {
    expect(severityOf(message)).toBe(expected);
  });

  it('finds nothing in a line that has no candidate', () => {
    const words = fc.constantFrom(
      'error',
      'ERROR:',
      'Err>',
      'err',
      'warn',
      'Warn>:',
      'info>',
      'INFO:',
      'fatal',
      'SQL Err #1',
      'SQL Msg #2',
      'NAL[1]',
      'NAL[2]',
      'failed',
      'fail',
      'could not',
      "couldn't",
      'cannot',
      'can not',
      "can't",
      'unable to',
      'not authorized',
      'aborted',
      'terminated abnormally',
      'Win32 = 5',
      'win32 error code: 0x5',
      'error code 7',
      'STATMSG: SEV=E',
      'exception was raised',
      'access violation',
      'Error executing',
      'the',
      '-',
      '~',
      ' ',
      '{12}',
      '>:',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), fc.constantFrom('', ' '), (parts, blank) => {
        const message = parts.join(blank);
        const isCandidate = new RegExp(SEVERITY_CANDIDATES.source, 'i').test(message);
        expect(isCandidate || severityOf(message) === null).toBe(true);
      }),
    );
  });

  it('is done with a line of a megabyte at once', () => {
    expect(severityOf('error '.repeat(200_000))).toBe('error');
    expect(severityOf('~'.repeat(1_000_000))).toBeNull();
    expect(severityOf(`STATMSG: ${'SEV= '.repeat(200_000)}`)).toBeNull();
  });
});
