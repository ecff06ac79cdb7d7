/** Variants whose story is the same hang and whose logs look different. */
import { join } from 'node:path';
import { smsDirectory } from '../../build/sample-sites/sample-site.ts';
import { sp2AfterBackup } from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { SeededRandom } from '../../build/sample-sites/seeded-random.ts';
import type { SiteFiles } from '../../build/sample-sites/site-files.ts';
import { utf16Bytes } from '../../build/sample-sites/text-bytes.ts';
import { writeFolder } from '../../build/sample-sites/write-folder.ts';
import { asFolder, bytesOf, changeDespoolerLogs, SP2_CONFIRMED, textOf, WAITING_CITED } from './variant.ts';
import type { SiteVariant, VariantExpectation } from './variant.ts';

const confirmed = (note: string): VariantExpectation => ({
  exit: 1,
  verdict: 'confirmed',
  findings: SP2_CONFIRMED,
  evidence: [WAITING_CITED('Q260366')],
  note,
});

const confirmedOrLikely = (note: string): VariantExpectation => ({
  exit: 1,
  verdict: ['confirmed', 'likely'],
  findings: { Q260366: ['confirmed', 'likely'], Q304381: 'ruled-out' },
  evidence: [WAITING_CITED('Q260366')],
  note,
});

/** Breaks lines at blanks, as mail programs do at 76 columns. */
function wrapped(text: string): string {
  return text.replace(/[^\r\n]{77,}/g, (line) => {
    const pieces: string[] = [];
    let piece = '';
    for (const word of line.split(' ')) {
      if (piece !== '' && piece.length + 1 + word.length > 76) {
        pieces.push(piece);
        piece = word;
      } else {
        piece = piece === '' ? word : `${piece} ${word}`;
      }
    }
    return [...pieces, piece].join('\r\n');
  });
}

/** Puts NUL bytes and bytes that are no text between the lines. */
function withGarbage(bytes: Uint8Array): Uint8Array {
  const chance = new SeededRandom('garbage');
  const parts: Uint8Array[] = [];
  for (const [index, line] of textOf(bytes).split('\n').entries()) {
    parts.push(bytesOf(index === 0 ? line : `\n${line}`));
    if (index % 40 === 7) parts.push(new Uint8Array(chance.whole(1, 300)));
    if (index % 55 === 9) {
      parts.push(Uint8Array.from({ length: chance.whole(20, 400) }, () => chance.whole(128, 255)));
    }
  }
  return new Uint8Array(Buffer.concat(parts));
}

function onlyRolledOver(files: SiteFiles): SiteFiles {
  const text = textOf(files.get('Logs/Despool.lo_').bytes) + textOf(files.get('Logs/Despool.log').bytes);
  const { modified } = files.get('Logs/Despool.log');
  files.remove((path) => path === 'Logs/Despool.log');
  return files.put('Logs/Despool.lo_', bytesOf(text), modified);
}

/** All threads of the Executive write into one file, as can be chosen in Service Manager (Q198737). */
function sharedLog(files: SiteFiles): SiteFiles {
  const own = /^Logs\/(?:Sitecomp|Smsdbmon|Smsbkup)\.lo[g_]$/;
  const shared = files.paths().filter((path) => path.startsWith('Logs/') && !own.test(path));
  const lines = shared
    .flatMap((path) => textOf(files.get(path).bytes).split('\r\n').filter(Boolean))
    .map((line) => ({
      line,
      time: Date.parse(`${/<(\w{3} \w{3} \d\d [\d:.]+ \d{4})/.exec(line)?.[1] ?? ''} UTC`),
    }))
    .sort((left, right) => left.time - right.time);
  const { modified } = files.get('Logs/Despool.log');
  files.remove((path) => shared.includes(path));
  return files.put('Logs/Shared.log', bytesOf(lines.map(({ line }) => `${line}\r\n`).join('')), modified);
}

export const LOG_FORM_VARIANTS: readonly SiteVariant[] = [
  {
    id: 'rolled-over-only',
    make: asFolder(sp2AfterBackup, onlyRolledOver),
    expect: confirmed('Only Despool.lo_ was brought; its end is the end of the log.'),
  },
  {
    id: 'wrapped-lines',
    make: asFolder(sp2AfterBackup, changeDespoolerLogs(wrapped)),
    wrapped: true,
    expect: confirmed('Lines broken by a mail program belong to the next line that has a tail.'),
  },
  {
    id: 'missing-tails',
    make: asFolder(
      sp2AfterBackup,
      changeDespoolerLogs((text) => text.replace(/ {2}\$\$<[^\r\n]*/g, '')),
    ),
    expect: confirmedOrLikely('Hundreds of waiting lines at the end of Despool.log, without any date.'),
  },
  {
    id: 'tails-cut-to-component',
    make: asFolder(
      sp2AfterBackup,
      changeDespoolerLogs((text) => text.replace(/(\$\$<SMS_DESPOOLER>)<[^\r\n]*/g, '$1')),
    ),
    expect: confirmedOrLikely('Tails cut to the component, as in Q256073.'),
  },
  {
    id: 'mixed-line-ends',
    make: asFolder(
      sp2AfterBackup,
      changeDespoolerLogs((text) => {
        let count = 0;
        return text.replace(/\r\n/g, () => ((count += 1) % 3 === 0 ? '\r\n' : '\n'));
      }),
    ),
    expect: confirmed('LF and CRLF in one file.'),
  },
  {
    id: 'garbage-between-lines',
    make: asFolder(sp2AfterBackup, (files) =>
      files.edit('Logs/Despool.log', withGarbage).edit('Logs/Sitecomp.log', withGarbage),
    ),
    expect: confirmed('NUL bytes and binary garbage between the lines.'),
  },
  {
    id: 'utf16-log',
    make: asFolder(sp2AfterBackup, (files) =>
      files.edit('Logs/Despool.log', (bytes) => utf16Bytes(textOf(bytes))),
    ),
    expect: confirmed('Despool.log was saved by Notepad as Unicode.'),
  },
  {
    id: 'shared-log',
    make: asFolder(sp2AfterBackup, sharedLog),
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      evidence: [{ finding: 'Q260366', side: 'for', source: /Shared\.log:\d+$/ }],
      note: 'All threads log into one file: the component in the line decides.',
    },
  },
  {
    id: 'endless-line',
    make: asFolder(sp2AfterBackup, (files) =>
      files.edit('Logs/Ddm.log', (bytes) => bytesOf('x'.repeat(3_000_000) + textOf(bytes))),
    ),
    expect: confirmed('A line of three million characters in another log.'),
  },
  {
    id: 'torn-last-line',
    make: asFolder(sp2AfterBackup, (files) =>
      files.edit('Logs/Despool.log', (bytes) => bytes.subarray(0, bytes.length - 31)),
    ),
    expect: confirmed('The copy was made while the last line was being written.'),
  },
  {
    id: 'single-log',
    make: async (folder) => {
      const site = sp2AfterBackup();
      await writeFolder(smsDirectory(site), folder, site.profile.zone);
      return [join(folder, 'Logs', 'Despool.log')];
    },
    expect: {
      exit: 1,
      verdict: 'likely',
      findings: { Q260366: 'likely', Q304381: 'likely' },
      evidence: [WAITING_CITED('Q260366')],
      note: 'Despool.log alone: the line is there, release and inboxes are not known.',
    },
  },
  {
    id: 'several-single-logs',
    make: async (folder) => {
      const site = sp2AfterBackup();
      await writeFolder(smsDirectory(site), folder, site.profile.zone);
      return ['Despool.lo_', 'Despool.log', 'Sitecomp.log', 'Sched.log'].map((name) =>
        join(folder, 'Logs', name),
      );
    },
    expect: {
      exit: 1,
      verdict: 'likely',
      findings: { Q260366: 'likely', Q304381: 'likely' },
      note: 'The same with the logs of other components, still without release and inboxes.',
    },
  },
  {
    id: 'folder-and-extra-log',
    make: async (folder) => {
      const site = sp2AfterBackup();
      const files = smsDirectory(site);
      await writeFolder(files, join(folder, 'all'), site.profile.zone);
      files.remove((path) => /Despool\.lo[g_]$/.test(path));
      await writeFolder(files, join(folder, 'SMS'), site.profile.zone);
      return [join(folder, 'SMS'), join(folder, 'all', 'Logs', 'Despool.log')];
    },
    expect: confirmed('The folder came without Despool.log, which was sent afterwards.'),
  },
];
