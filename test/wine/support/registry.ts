/** Putting values into the registry of a prefix. */
import type { WinePrefix } from './prefix.ts';
import { wine } from './run.ts';

export interface RegistryEntry {
  /** `HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup` */
  readonly key: string;
  readonly name: string;
  readonly type: 'REG_SZ' | 'REG_DWORD' | 'REG_MULTI_SZ' | 'REG_EXPAND_SZ' | 'REG_BINARY';
  readonly data: string;
}

/** Adds values one after the other. */
export async function addToRegistry(prefix: WinePrefix, entries: readonly RegistryEntry[]): Promise<void> {
  for (const { key, name, type, data } of entries) {
    // Without /f it would ask for ever whether to overwrite.
    const args = ['add', key, '/v', name, '/t', type, '/d', data, '/f'];
    const { code, stdout, stderr } = await wine(prefix, 'reg.exe', args);
    if (code !== 0) throw new Error(`reg ${args.join(' ')} ended with ${String(code)}: ${stdout}${stderr}`);
  }
}

const SMS = 'HKLM\\SOFTWARE\\Microsoft\\SMS';
const THREADS = `${SMS}\\Components\\SMS_EXECUTIVE\\Threads`;

/** What the registry of a small SMS 2.0 SP2 site server `CEN` on `NYSMS01` holds, as far as the diagnosis looks. */
export function siteRegistry(directory: string): readonly RegistryEntry[] {
  return [
    { key: `${SMS}\\Setup`, name: 'Full Version', type: 'REG_SZ', data: '2.00.1493.2009' },
    { key: `${SMS}\\Setup`, name: 'Type', type: 'REG_DWORD', data: '1' },
    { key: `${SMS}\\Setup`, name: 'Installation Directory', type: 'REG_SZ', data: directory },
    { key: `${SMS}\\Identification`, name: 'Site Code', type: 'REG_SZ', data: 'CEN' },
    { key: `${SMS}\\Identification`, name: 'Site Server', type: 'REG_SZ', data: 'NYSMS01' },
    { key: `${SMS}\\Tracing\\SMS_DESPOOLER`, name: 'Enabled', type: 'REG_DWORD', data: '1' },
    { key: `${THREADS}\\SMS_DESPOOLER`, name: 'Current State', type: 'REG_SZ', data: 'Running' },
    { key: `${THREADS}\\SMS_DESPOOLER`, name: 'Requested Operation', type: 'REG_SZ', data: 'None' },
  ];
}
