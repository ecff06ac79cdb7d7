/** Arguments of the benchmark. */
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly bytes: number;
  readonly files: number;
  /** Folder for the large site; it is made inside and taken away at the end. */
  readonly folder: string | null;
  readonly starts: number;
  readonly reading: boolean;
  readonly listing: boolean;
  readonly logView: boolean;
  readonly window: boolean;
}

export const USAGE = `Usage: npm run bench -- [options]
  --bytes N      size of all logs together (default 1073741824; 300M and 1G are understood)
  --files N      files in the inbox (default 200000)
  --folder DIR   where to put the large site (default: the system's folder for temporary files)
  --starts N     starts of the window that are measured (default 5)
  --only PART    reading, listing, log-view or window`;

const PARTS = ['reading', 'listing', 'log-view', 'window'];

const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** @throws Error in plain words when an argument is not understood */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      bytes: { type: 'string', default: '1G' },
      files: { type: 'string', default: '200000' },
      folder: { type: 'string' },
      starts: { type: 'string', default: '5' },
      only: { type: 'string' },
    },
  });
  const { only } = values;
  if (only !== undefined && !PARTS.includes(only)) {
    throw new Error(`--only is one of ${PARTS.join(', ')}, not "${only}".`);
  }
  const wanted = (part: string): boolean => only === undefined || only === part;
  return {
    bytes: amount('--bytes', values.bytes),
    files: amount('--files', values.files),
    folder: values.folder ?? null,
    starts: amount('--starts', values.starts),
    reading: wanted('reading'),
    listing: wanted('listing'),
    logView: wanted('log-view'),
    window: wanted('window'),
  };
}

function amount(name: string, text: string): number {
  const parts = /^(\d+)([KMG]?)$/i.exec(text);
  if (!parts)
    throw new Error(`${name} is a whole number, with K, M or G after it if you like, not "${text}".`);
  return Number(parts[1]) * (UNITS[(parts[2] ?? '').toUpperCase()] ?? 1);
}
