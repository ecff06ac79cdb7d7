/** What the reader makes of the control file of a site, and what is told of it. */
import { describe, expect, it } from 'vitest';
import type { ControlFileReading } from '../../../electron/engine/evidence/model.ts';
import { Complaints } from '../../../electron/site/complaints.ts';
import { ProgressTeller } from '../../../electron/site/progress.ts';
import { readControlFile } from '../../../electron/site/read-small-files.ts';
import { fileInMemory } from '../../fuzz/memory-tree.ts';
import { LICENSE, MANAGER, bytesOf, controlFileWith } from './control-files.ts';

const PATH = 'Inboxes/smsbkup.box/Smsbkup.ctl';

async function read(
  bytes: Uint8Array,
): Promise<{ readonly reading: ControlFileReading | null; readonly complaints: readonly string[] }> {
  const complaints = new Complaints();
  const { signal } = new AbortController();
  const progress = new ProgressTeller(() => undefined);
  const reading = await readControlFile(fileInMemory(Buffer.from(bytes), PATH, 'control-file', 50), {
    signal,
    complaints,
    progress,
    codePage: 'windows-1252',
    oemCodePage: 'cp850',
  });
  return { reading, complaints: complaints.list().map(({ source, why }) => `${source}: ${why}`) };
}

describe('a control file of a site', () => {
  it.each([
    ['untouched', [MANAGER, LICENSE]],
    ['staggered', ['sleep 60', MANAGER, 'sleep 60', LICENSE, 'sleep 60']],
    ['partly', [MANAGER, 'sleep 60', LICENSE]],
    ['unexpected', [LICENSE, MANAGER]],
  ])('is read as %s', async (state, lines) => {
    const bytes = controlFileWith(lines);
    expect(await read(bytes)).toEqual({
      reading: { path: PATH, bytes: bytes.length, spelling: 'usual', hasStartSection: true, state },
      complaints: [],
    });
  });

  it('that is something else is complained of, with the line', async () => {
    const { reading, complaints } = await read(bytesOf('\r\nDear Sir,\r\n'));
    expect(reading).toMatchObject({ state: 'not-a-control-file', hasStartSection: false });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(
      /^Inboxes\/smsbkup\.box\/Smsbkup\.ctl:2: It is not a backup control file\./,
    );
  });

  it('that is far too large is not read to its end', async () => {
    const { reading, complaints } = await read(new Uint8Array(3 << 20).fill(35));
    expect(reading).toMatchObject({ state: 'not-a-control-file', bytes: 3 << 20 });
    expect(complaints[0]).toContain('far larger than any control file');
  });
});
