/** A program that opens a case at a given moment, writes into it and closes it; says `opened` or the code of what kept it from that. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CaseError } from '../../../electron/case-store/case-error.ts';
import { openCase } from '../../../electron/case-store/open-case.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';

const [, , folder = '', begin = '0'] = process.argv;
const who = { by: () => String(process.pid), now: () => new Date(), computer: 'PC' };

async function openAndWrite(): Promise<string> {
  try {
    const opened = await openCase(diskFiles, folder, who);
    if (opened.readOnly) return 'read-only';
    await sleep(30);
    await opened.append({ kind: 'step-noted', run: 'r', step: 's', note: String(process.pid) });
    await sleep(30);
    await opened.close();
    return 'opened';
  } catch (error) {
    if (error instanceof CaseError) return error.code;
    throw error;
  }
}

// Both are to begin in the same millisecond, so nothing is waited for by timers.
while (Date.now() < Number(begin)) continue;
void openAndWrite().then((said) => process.stdout.write(said));
