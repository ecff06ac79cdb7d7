/** What must hold for the edit of any control file, and for anything else that is taken for one. */
import path from 'node:path';
import fc from 'fast-check';
import { editControlFile, restoreNewestBackup } from '../../electron/control-file/edit-control-file.ts';
import { ControlFileError } from '../../electron/engine/control-file/control-file-error.ts';
import { examineControlFile } from '../../electron/engine/control-file/examine.ts';
import { memoryFiles } from './memory-files.ts';

const FOLDER = path.resolve('/inboxes');
const FILE = path.join(FOLDER, 'Smsbkup.ctl');
const OPTIONS = { now: new Date(Date.UTC(2001, 4, 17, 2, 23)), dryRun: false } as const;

const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const blanks = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: oneOf('\t', '  ', ' \t') },
);
const anyCase = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(text) },
    { weight: 1, arbitrary: oneOf(text.toLowerCase(), text.toUpperCase()) },
  );
const service = (name: string): fc.Arbitrary<string> =>
  fc.tuple(blanks, anyCase(`service \\\\%SITE_SERVER%\\${name}`), blanks).map((parts) => parts.join(''));
const pause = fc
  .tuple(
    blanks,
    fc.oneof(
      { weight: 20, arbitrary: oneOf('sleep 60', 'sleep 60', 'SLEEP  90', 'sleep 30', 'sleep.exe 60') },
      { weight: 1, arbitrary: oneOf('sleep', 'sleep x') },
    ),
  )
  .map((parts) => parts.join(''));
const manager = service('SMS_SITE_COMPONENT_MANAGER');
const license = service('SMS_LICENSE_SERVER');
const quiet = fc.oneof(
  oneOf(
    '',
    '\t',
    '# comment',
    '  # [Start]',
    '#service \\\\%SITE_SERVER%\\SMS_LICENSE_SERVER',
    '# \u00c4\u00ff\u0081',
  ),
  service('SMS_SQL_MONITOR'),
  oneOf('cmd `ver`', 'BACKUP_DESTINATION=BACKUP_DEST_DIR\\SITE_CODE', 'rmdir BACKUP_DESTINATION'),
);
const odd = oneOf(
  '#stop',
  '#start',
  '[Other]',
  '[Start]',
  '[Tokens',
  '\u001a',
  '\0',
  'service x',
  'cmd `sleep 60`',
);
const lineEnd = fc.oneof(
  { weight: 6, arbitrary: fc.constant('\r\n') },
  { weight: 2, arbitrary: fc.constant('\n') },
  { weight: 1, arbitrary: oneOf('\r', '\r\r\n') },
);

const some = (line: fc.Arbitrary<string>, most = 3): fc.Arbitrary<string[]> =>
  fc.array(line, { maxLength: most });
const section = (name: string, lines: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> =>
  fc.tuple(blanks, anyCase(`[${name}]`), lines).map(([before, heading, rest]) => [before + heading, ...rest]);
const maybe = (lines: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> =>
  fc.oneof({ weight: 4, arbitrary: lines }, { weight: 1, arbitrary: fc.constant<string[]>([]) });

/** [Start] as it may be: in most cases with both services, and any pauses between. */
const start = fc
  .tuple(
    some(quiet),
    some(pause, 2),
    manager,
    some(fc.oneof(pause, quiet)),
    maybe(license.map((line) => [line])),
    some(fc.oneof(pause, quiet)),
  )
  .map(([first, pauses, line, between, second, last]) => [
    ...first,
    ...pauses,
    line,
    ...between,
    ...second,
    ...last,
  ]);

const realistic = fc
  .tuple(
    some(oneOf('# Backup Control File', '', '# SMS version 2.0')),
    maybe(section('Tokens', some(quiet))),
    maybe(section('Stop', fc.oneof(some(quiet), start))),
    section('Start', start),
    maybe(section('Tasks', some(quiet))),
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.tuple(fc.nat(30), odd) },
    ),
  )
  .map(([header, tokens, stop, begin, tasks, extra]) => {
    const lines = [...header, ...tokens, ...stop, ...begin, ...tasks];
    if (extra !== null) lines.splice(extra[0], 0, extra[1]);
    return lines;
  });

/** Control files as they may be found, some of them damaged, and bytes of any kind. */
export const anyControlFile: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        realistic,
        fc.array(lineEnd, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        oneOf('', '', '\u001a'),
      )
      .map(([lines, ends, ended, mark]) => {
        const text = lines.map((line, index) => line + (ends[index % ends.length] ?? '')).join('');
        return Uint8Array.from(Buffer.from((ended ? text : text.replace(/[\r\n]+$/, '')) + mark, 'latin1'));
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(manager, license, pause, quiet, odd, lineEnd, oneOf('[Start]', '[Tokens]')), {
        maxLength: 24,
      })
      .map((parts) => Uint8Array.from(Buffer.from(parts.join(''), 'latin1'))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
);

/** What of the cases was edited; a run that edits nothing shows nothing. */
export interface ControlFileTally {
  edited: number;
  complete: number;
  refused: number;
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const same = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0;

/**
 * Edits one file, edits it again, and undoes it.
 * @throws Error when something does not hold
 */
export async function checkOneControlFile(bytes: Uint8Array, tally: ControlFileTally): Promise<void> {
  const disk = new Map([[FILE, bytes]]);
  const files = memoryFiles(disk);
  const holdsFiles = (count: number): boolean => disk.size === count;
  const { state, reasons } = examineControlFile(bytes);
  must(reasons.length > 0, 'No reason is given.');
  if (state === 'unexpected' || state === 'not-a-control-file') {
    tally.refused += 1;
    const refused = await editControlFile(files, FILE, OPTIONS).then(
      () => null,
      (error: unknown) => error,
    );
    must(
      refused instanceof ControlFileError && refused.code === state,
      'It was not refused as it is examined.',
    );
    must(holdsFiles(1) && same(disk.get(FILE), bytes), 'The refused file was touched.');
    return;
  }
  const { changed, backup } = await editControlFile(files, FILE, OPTIONS);
  const edited = disk.get(FILE) ?? new Uint8Array();
  must(examineControlFile(edited).state === 'staggered', 'The pauses are not in place.');
  if (state === 'staggered') {
    tally.complete += 1;
    must(!changed && holdsFiles(1) && same(edited, bytes), 'A complete file was touched.');
    return;
  }
  tally.edited += 1;
  must(changed && backup !== null && holdsFiles(2), 'There is not exactly one backup.');
  must(same(disk.get(backup), bytes), 'The backup is not the original.');
  checkInserted(bytes, edited);
  const again = await editControlFile(files, FILE, OPTIONS);
  must(!again.changed && holdsFiles(2) && same(disk.get(FILE), edited), 'A second edit changed something.');
  const restored = await restoreNewestBackup(files, FILE, { ...OPTIONS, force: false });
  must(restored.changed && holdsFiles(2), 'It was not put back.');
  must(same(disk.get(FILE), bytes), 'Undoing did not give the original.');
}

const HEADINGS = /(?<=^|[\r\n])[ \t]*\[[ \t]*(tokens|stop|tasks|start)[ \t]*\][ \t]*(?=[\r\n\u001a]|$)/gi;

/** Only lines with a pause came in, and only between [Start] and the next heading. Finds the sections in a way of its own. */
function checkInserted(before: Uint8Array, after: Uint8Array): void {
  const [old, fresh] = [Buffer.from(before).toString('latin1'), Buffer.from(after).toString('latin1')];
  const headings = [...old.matchAll(HEADINGS)];
  const start = headings.findIndex(([, name]) => name?.toLowerCase() === 'start');
  const begin = (headings[start]?.index ?? Number.NaN) + (headings[start]?.[0].length ?? 0);
  const end = headings[start + 1]?.index ?? old.length;
  must(begin > 0 && fresh.slice(0, begin) === old.slice(0, begin), 'Bytes before [Start] changed.');
  must(fresh.slice(fresh.length - (old.length - end)) === old.slice(end), 'Bytes behind [Start] changed.');
  const lines = fresh.split(/\r*\n|\r/);
  for (const line of old.split(/\r*\n|\r/)) {
    while (lines[0] !== line && /^[ \t]*sleep 60$/.test((lines[0] ?? '').replace(/\u001a+$/, '')))
      lines.shift();
    // A mark at the end stands behind the last line, whichever that is.
    must(
      lines.shift()?.replace(/\u001a+$/, '') === line.replace(/\u001a+$/, ''),
      `The line "${line}" is not what it was.`,
    );
  }
  must(
    lines.every((line) => /^(?:[ \t]*sleep 60)?\u001a*$/.test(line)),
    'Something else than a pause was added.',
  );
  const added = fresh.length - old.length;
  must(added >= 9 && added <= 3 * (8 + 3 + 4), `${added} bytes were added.`);
}

/**
 * Tries so many files.
 * @throws Error that names the smallest file for which something does not hold, and the seed
 */
export async function checkControlFiles(seed: number, cases: number): Promise<ControlFileTally> {
  const tally: ControlFileTally = { edited: 0, complete: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(anyControlFile, (bytes) => checkOneControlFile(bytes, tally)),
    { seed, numRuns: cases },
  );
  return tally;
}
