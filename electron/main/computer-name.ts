import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/**
 * How records name this computer: its name, and a number that only this installation knows. A case that comes from elsewhere can claim
 * any name, but cannot pass itself off as one that was begun here.
 *
 * @param userData folder of this installation's data
 */
export function computerName(userData: string): string {
  const file = path.join(userData, 'installation-id');
  let id = '';
  try {
    id = readFileSync(file, 'utf8').trim();
  } catch {
    // The first start, or a profile that was cleaned: older cases then count as coming from elsewhere.
  }
  if (!/^[0-9a-f]{12}$/.test(id)) {
    id = randomBytes(6).toString('hex');
    mkdirSync(userData, { recursive: true });
    writeFileSync(file, `${id}\n`, 'utf8');
  }
  return `${hostname()} (${id})`;
}
