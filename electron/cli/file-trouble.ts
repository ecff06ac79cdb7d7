/** What the system says about a file, in plain words. */
import { systemCode } from '../site/errors.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file and not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'you have no right to do that',
  EPERM: 'you have no right to do that',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EBUSY: 'another program keeps it locked',
  ENAMETOOLONG: 'its name is too long',
  EINVAL: 'the system does not accept its name',
  ELOOP: 'it is a link that leads back to itself',
  ETIMEDOUT: 'the network did not answer in time',
};

/**
 * @param error what was thrown while a file was read or written
 * @returns a clause without its end, such as `the disk is full`; names of files in it are left out
 */
export function troubleInWords(error: unknown): string {
  const code = systemCode(error);
  if (code !== null) return WORDS[code] ?? `the system reported ${code}`;
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
