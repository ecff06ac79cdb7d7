import path from 'node:path';
import type { CaseIdentity } from '../../engine/case/records.ts';
import { type FileOperations } from '../../files/file-operations.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * A folder for a new case: `<name or ticket>-<yyyymmdd-hhmm>` in this computer's time, with a number when it is taken.
 * @param parent folder of all cases
 */
export async function freeCaseFolder(
  files: FileOperations,
  parent: string,
  { name, ticket }: CaseIdentity,
  now: Date,
): Promise<string> {
  const slug = [ticket, name]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const plain = `${slug === '' ? 'case' : slug}-${day}-${two(now.getHours())}${two(now.getMinutes())}`;
  for (let number = 1; ; number += 1) {
    const folder = path.join(parent, number === 1 ? plain : `${plain}-${number}`);
    if ((await files.state(folder)) === null) return folder;
  }
}
