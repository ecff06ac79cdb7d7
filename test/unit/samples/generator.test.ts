/** The samples come out byte for byte the same, on any machine and in any zone. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverTime } from '../../../build/sample-sites/server-clock.ts';
import { SiteFiles } from '../../../build/sample-sites/site-files.ts';
import { zipBytes } from '../../../build/sample-sites/write-zip.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const SHIPPED = join(ROOT, 'assets', 'samples');
const LARGEST_SAMPLE = 400_000;

let work: string;
let generator: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'doctor-samples-'));
  generator = join(work, 'generate.cjs');
  buildSync({
    entryPoints: [join(ROOT, 'build', 'sample-sites', 'generate.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: generator,
  });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function generate(zone: string, language: string): ReadonlyMap<string, Buffer> {
  const folder = mkdtempSync(join(work, 'out-'));
  const run = spawnSync(process.execPath, [generator, folder], {
    env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language },
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(0);
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

describe('the sample generator', () => {
  it('writes what ships, in whatever zone and language the machine is', () => {
    const shipped = readdirSync(SHIPPED).filter((name) => /\.(?:zip|json)$/.test(name));
    expect(shipped).toHaveLength(5);
    for (const [zone, language] of [
      ['UTC', 'C'],
      ['America/New_York', 'de_DE.UTF-8'],
      ['Asia/Kathmandu', 'tr_TR.UTF-8'],
    ] as const) {
      const made = generate(zone, language);
      expect([...made.keys()].sort()).toEqual(shipped.sort());
      for (const [name, bytes] of made) {
        const same = bytes.equals(readFileSync(join(SHIPPED, name)));
        expect(same, `${name} made in ${zone}`).toBe(true);
      }
    }
  });

  it('keeps every sample small', () => {
    for (const name of readdirSync(SHIPPED)) {
      expect(readFileSync(join(SHIPPED, name)).length, name).toBeLessThan(LARGEST_SAMPLE);
    }
  });
});

describe('the zip writer', () => {
  const files = new SiteFiles()
    .put('SMS/Logs/b.log', Buffer.from('b'), serverTime(2001, 4, 1, 2, 30, 14))
    .put('SMS/Logs/a.log', Buffer.from('a'), serverTime(1999, 12, 31, 23, 59, 59));

  it('writes entries in a fixed order with the contents given', () => {
    const entries = unzipSync(zipBytes(files));
    expect(Object.keys(entries)).toEqual(['SMS/Logs/a.log', 'SMS/Logs/b.log']);
    expect(Buffer.from(entries['SMS/Logs/b.log']!).toString()).toBe('b');
  });

  it('stores the server clock in the DOS fields, also at an hour that a zone skips', () => {
    // 1 April 2001, 02:30 did not exist in New York.
    const zip = Buffer.from(zipBytes(files));
    const central = zip.indexOf('SMS/Logs/b.log', zip.indexOf('PK\u0001\u0002', 0, 'latin1'), 'latin1') - 46;
    const [clock, date] = [zip.readUInt16LE(central + 12), zip.readUInt16LE(central + 14)];
    expect([clock >> 11, (clock >> 5) & 63, (clock & 31) * 2]).toEqual([2, 30, 14]);
    expect([(date >> 9) + 1980, (date >> 5) & 15, date & 31]).toEqual([2001, 4, 1]);
    const local = zip.readUInt32LE(central + 42);
    expect([zip.readUInt16LE(local + 10), zip.readUInt16LE(local + 12)]).toEqual([clock, date]);
  });

  it('can write names with backslashes', () => {
    expect(Object.keys(unzipSync(zipBytes(files, { separator: '\\' })))).toContain('SMS\\Logs\\a.log');
  });
});
