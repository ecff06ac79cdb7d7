/** The SMS directory of a made-up site as a folder that can be worked on: hung after its backup, and later, when it was restarted. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { inboxFiles } from '../../../build/sample-sites/inbox-contents.ts';
import { ALL_SMS_SERVICES, type SampleSite, smsDirectory } from '../../../build/sample-sites/sample-site.ts';
import { HEADQUARTERS, sp2AfterBackup } from '../../../build/sample-sites/scenarios/sp2-after-backup.ts';
import { MINUTE, SECOND, serverTime } from '../../../build/sample-sites/server-clock.ts';
import { SiteFiles } from '../../../build/sample-sites/site-files.ts';
import { tellStory } from '../../../build/sample-sites/site-story.ts';
import { writeFolder } from '../../../build/sample-sites/write-folder.ts';

/** The same site three hours later: restarted at 17:45, its inboxes drained. */
function restarted(): SampleSite {
  const at = serverTime(2001, 5, 17, 20, 45);
  const backup = { from: serverTime(2001, 5, 17, 1, 30), to: serverTime(2001, 5, 17, 2, 20, 12) };
  const restart = serverTime(2001, 5, 17, 17, 45);
  return {
    profile: HEADQUARTERS,
    at,
    logs: tellStory(HEADQUARTERS, {
      runs: [
        {
          from: backup.to - 25 * SECOND,
          to: restart - 5 * MINUTE,
          startSeen: true,
          end: 'cut',
          hang: {
            silentFrom: serverTime(2001, 5, 17, 2, 22, 40),
            firstWait: serverTime(2001, 5, 17, 2, 23, 0) + 123,
            everySeconds: 75,
          },
        },
        { from: restart, to: at - MINUTE, startSeen: true, end: 'still-running' },
      ],
      backups: [backup],
      instructionEveryMinutes: 6,
    }),
    inboxes: inboxFiles(HEADQUARTERS, at, {
      'despoolr.box/receive': { files: 2, oldestMinutes: 3, newestMinutes: 1 },
    }),
    runningServices: ALL_SMS_SERVICES,
  };
}

/** Writes the hung site into a new folder `SMS`. @returns its path */
export async function hungSite(parent: string): Promise<string> {
  const folder = path.join(parent, 'SMS');
  const site = sp2AfterBackup();
  await writeFolder(smsDirectory(site), folder, site.profile.zone);
  return folder;
}

/** Lets three hours and a restart pass for a site that `hungSite` wrote; its control file stays as it is. */
export async function letItRecover(folder: string): Promise<void> {
  await rm(path.join(folder, 'Logs'), { recursive: true });
  await rm(path.join(folder, 'Inboxes', 'despoolr.box'), { recursive: true });
  const site = restarted();
  const files = new SiteFiles();
  for (const [name, { bytes, modified }] of smsDirectory(site).entries()) {
    if (!name.toLowerCase().endsWith('.ctl')) files.put(name, bytes, modified);
  }
  for (const inbox of ['ddm.box', 'statmgr.box', 'colleval.box', 'dataldr.box', 'sinv.box', 'distmgr.box']) {
    await rm(path.join(folder, 'Inboxes', inbox), { recursive: true, force: true });
  }
  await writeFolder(files, folder, site.profile.zone);
}
