/** The four sites that ship with the program. */
import { smsDirectory } from './sample-site.ts';
import type { SampleSite } from './sample-site.ts';
import { sp2AfterBackup } from './scenarios/sp2-after-backup.ts';
import { sp3AtStartup } from './scenarios/sp3-at-startup.ts';
import { sp3NothingSent } from './scenarios/sp3-nothing-sent.ts';
import { sp4Busy } from './scenarios/sp4-busy.ts';
import { SiteFiles } from './site-files.ts';
import { snapshot, snapshotName } from './snapshot.ts';

/** One entry of `samples.json`, as the window and the command line read it. */
export interface SampleEntry {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly description: string;
}

export interface ShippedSample {
  readonly entry: SampleEntry;
  readonly site: SampleSite;
  /** What is in the zip. */
  readonly files: SiteFiles;
}

/** @returns the samples in the order in which they are offered */
export function shippedSamples(): ShippedSample[] {
  const headquarters = sp2AfterBackup();
  const munich = sp3AtStartup();
  const seattle = sp4Busy();
  const boston = sp3NothingSent();
  return [
    {
      entry: {
        id: 'sp2-after-backup',
        file: 'sp2-after-backup.zip',
        title: 'Packages stopped after the night',
        description:
          'A head office server with Service Pack 2, collected with collect.cmd. Packages from other sites have not arrived since early this morning, although all services are started.',
      },
      site: headquarters,
      files: new SiteFiles().addAll(snapshot(headquarters, 'nt4'), snapshotName(headquarters)),
    },
    {
      entry: {
        id: 'sp3-at-startup',
        file: 'sp3-at-startup.zip',
        title: 'Standing still since the restart',
        description:
          'A copy of the SMS directory of a German server with Service Pack 3. It was restarted at six in the morning and nothing has moved since.',
      },
      site: munich,
      files: new SiteFiles().addAll(smsDirectory(munich), 'SMS'),
    },
    {
      entry: {
        id: 'sp4-busy',
        file: 'sp4-busy.zip',
        title: 'A busy Wednesday morning',
        description:
          'A server with Service Pack 4, collected with collect.cmd. Someone feels that it is slow, and its log has lines that look worrying at first sight.',
      },
      site: seattle,
      files: new SiteFiles().addAll(snapshot(seattle, '2000'), snapshotName(seattle)),
    },
    {
      entry: {
        id: 'sp3-nothing-sent',
        file: 'sp3-nothing-sent.zip',
        title: 'Nothing reaches the child sites',
        description:
          'A copy of the SMS directory of a server with Service Pack 3. What is sent to other sites does not leave, and some inboxes hold hundreds of files.',
      },
      site: boston,
      files: withBackupFolder(new SiteFiles().addAll(smsDirectory(boston), 'SMS'), 'BOS'),
    },
  ];
}

/** Moves the backup log to where the backup writes it: `<destination>\\Smsbkup\\<site code>` (Q289490). */
function withBackupFolder(files: SiteFiles, siteCode: string): SiteFiles {
  return files.renamed((path) =>
    path.endsWith('/Logs/Smsbkup.log') ? `Smsbkup/${siteCode}/Smsbkup.log` : path,
  );
}
