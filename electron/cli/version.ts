import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Version of the program, out of the package file that stands beside `out`. */
export function programVersion(): string {
  const file = path.resolve(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
