/** Variants of how the evidence reaches the technician: folders, snapshots, zips, whole or damaged. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { smsDirectory } from '../../build/sample-sites/sample-site.ts';
import { snapshot, snapshotName } from '../../build/sample-sites/snapshot.ts';
import type { ListingLayout } from '../../build/sample-sites/server-lists.ts';
import { sp2AfterBackup } from '../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { MUNICH, sp3AtStartup } from '../../build/sample-sites/scenarios/sp3-at-startup.ts';
import { SiteFiles } from '../../build/sample-sites/site-files.ts';
import { writeFolder } from '../../build/sample-sites/write-folder.ts';
import { SP2_CONFIRMED, SP3_CONFIRMED, WAITING_CITED, writeZip } from './variant.ts';
import type { SiteVariant, VariantExpectation } from './variant.ts';

const confirmed = (note: string): VariantExpectation => ({
  exit: 1,
  verdict: 'confirmed',
  findings: SP2_CONFIRMED,
  evidence: [WAITING_CITED('Q260366')],
  note,
});

const couldNotRun = (note: string): VariantExpectation => ({ exit: 2, stderr: /\S/, note });

function below(path: string): SiteVariant['make'] {
  return async (folder) => {
    const site = sp2AfterBackup();
    await writeFolder(new SiteFiles().addAll(smsDirectory(site), path), folder, site.profile.zone);
    return [folder];
  };
}

function sp2Snapshot(layout: ListingLayout): SiteVariant['make'] {
  return async (folder) => {
    const site = sp2AfterBackup();
    const target = join(folder, snapshotName(site));
    await writeFolder(snapshot(site, layout), target, site.profile.zone);
    return [target];
  };
}

/** Breaks the packed data of one entry and leaves the zip's directory whole. */
function damageEntry(zip: Uint8Array, name: string): Uint8Array {
  const damaged = Buffer.from(zip);
  const at = damaged.indexOf(name, 0, 'latin1');
  const data = at + name.length;
  damaged.fill(0xff, data + 20, data + 60);
  return new Uint8Array(damaged);
}

const sp2Tree = (): SiteFiles => new SiteFiles().addAll(smsDirectory(sp2AfterBackup()), 'SMS');

const wholeZip = (folder: string): string[] => [join(folder, 'whole.zip')];

/** Writes a damaged zip of the site, and the same zip whole beside it. */
async function damagedZip(folder: string, damage: (bytes: Uint8Array) => Uint8Array): Promise<string[]> {
  await writeZip(folder, 'whole.zip', sp2Tree());
  return [await writeZip(folder, 'site.zip', sp2Tree(), damage)];
}

export const CONTAINER_VARIANTS: readonly SiteVariant[] = [
  {
    id: 'upper-case-names',
    make: async (folder) => {
      const site = sp2AfterBackup();
      const files = smsDirectory(site).renamed((path) => path.toUpperCase());
      await writeFolder(files, join(folder, 'SMS'), site.profile.zone);
      return [join(folder, 'SMS')];
    },
    expect: confirmed('Every name in capitals, as old copy programs leave them.'),
  },
  {
    id: 'deeper-folders',
    make: below('from server/drive D/old copy/SMS'),
    expect: confirmed('The SMS directory lies some folders below the one that was given.'),
  },
  {
    id: 'blanks-and-umlauts-in-path',
    make: below('Standort München (alt) 100%/SMS'),
    expect: confirmed('Folder names with blanks, brackets and letters outside ASCII.'),
  },
  {
    id: 'cyclic-link',
    make: async (folder) => {
      const site = sp2AfterBackup();
      const target = join(folder, 'SMS');
      await writeFolder(smsDirectory(site), target, site.profile.zone);
      await symlink(target, join(target, 'Logs', 'again'), 'junction');
      await symlink(target, join(target, 'Inboxes', 'despoolr.box', 'again'), 'junction');
      return [target];
    },
    expect: confirmed('Links that lead back up must not be followed for ever.'),
  },
  {
    id: 'snapshot-nt4-listing',
    make: sp2Snapshot('nt4'),
    expect: confirmed('A snapshot: inboxes are known from inboxes.txt of Windows NT 4.0.'),
  },
  {
    id: 'snapshot-windows-2000-listing',
    make: sp2Snapshot('2000'),
    expect: confirmed('The same with years of four digits.'),
  },
  {
    id: 'snapshot-later-listing',
    make: sp2Snapshot('later'),
    expect: confirmed('The same with AM and PM apart from the time.'),
  },
  {
    id: 'snapshot-german-listing',
    make: async (folder) => {
      const site = sp3AtStartup(MUNICH);
      const target = join(folder, snapshotName(site));
      await writeFolder(snapshot(site, 'german'), target, site.profile.zone);
      return [target];
    },
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP3_CONFIRMED,
      note: 'The listing is in German: day before month, 24 hours, other words.',
    },
  },
  {
    id: 'snapshot-one-folder-up',
    make: async (folder) => {
      await sp2Snapshot('nt4')(folder);
      return [folder];
    },
    expect: confirmed('The folder that holds the snapshot was given.'),
  },
  {
    id: 'zip-of-directory',
    make: async (folder) => [await writeZip(folder, 'site.zip', sp2Tree())],
    expect: confirmed('A zip of the SMS directory; its times are those of the server.'),
  },
  {
    id: 'zip-with-backslashes',
    make: async (folder) => [await writeZip(folder, 'site.zip', sp2Tree(), (bytes) => bytes, '\\')],
    expect: confirmed('Old packers write names with backslashes.'),
  },
  {
    id: 'zip-truncated',
    make: (folder) => damagedZip(folder, (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.6))),
    undamaged: wholeZip,
    expect: {
      exit: [1, 2],
      note: 'The end of the zip is missing: it says so, or uses what is left; it never says that all is well.',
    },
  },
  {
    id: 'zip-with-damaged-entry',
    make: (folder) => damagedZip(folder, (bytes) => damageEntry(bytes, 'SMS/Logs/Sender.log')),
    undamaged: wholeZip,
    expect: {
      exit: 1,
      verdict: 'confirmed',
      findings: SP2_CONFIRMED,
      unreadable: ['Sender.log'],
      note: 'One file of the zip is damaged; it is named and the rest is used.',
    },
  },
  {
    id: 'zip-is-no-zip',
    make: async (folder) => {
      const path = join(folder, 'site.zip');
      await writeFile(path, 'This was meant to be a zip.\r\n');
      return [path];
    },
    expect: couldNotRun('A text file with the name of a zip.'),
  },
  {
    id: 'zip-empty',
    make: async (folder) => {
      const path = join(folder, 'site.zip');
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50);
      await writeFile(path, end);
      return [path];
    },
    expect: couldNotRun('A zip without any file.'),
  },
  {
    id: 'empty-folder',
    make: async (folder) => {
      const path = join(folder, 'nothing');
      await mkdir(path);
      return [path];
    },
    expect: couldNotRun('There is nothing in the folder.'),
  },
  {
    id: 'folder-without-site',
    make: async (folder) => {
      await mkdir(join(folder, 'pictures'));
      await writeFile(join(folder, 'pictures', 'server room.jpg'), Buffer.from([0xff, 0xd8, 0xff]));
      return [folder];
    },
    expect: couldNotRun('Files, but none of a site.'),
  },
  {
    id: 'vanished-path',
    make: (folder) => Promise.resolve([join(folder, 'was', 'here')]),
    expect: couldNotRun('The path does not exist.'),
  },
];
