/**
 * Runs in Windows' own Node: reads a server as the product does, with its host adapter and its reader of sites, and writes what
 * came of it as JSON.
 * Arguments: file for the answer, server, folder.
 */
import { writeFileSync } from 'node:fs';
import { toUserError } from '../../../electron/errors/user-error.ts';
import { collectLive, liveAbility } from '../../../electron/host/live.ts';
import { probeFolder } from '../../../electron/host/unc.ts';
import { readSite } from '../../../electron/site/read-site.ts';

const [, , answer = '', server = '', folder = ''] = process.argv;

async function read(): Promise<unknown> {
  const activities: string[] = [];
  const ability = liveAbility(process.platform);
  const options = {
    signal: new AbortController().signal,
    onActivity: (activity: string) => void activities.push(activity),
  };
  try {
    const live = await collectLive({ server, folder }, options);
    const gone = await probeFolder('C:\\No such folder');
    const paths = live.folder === null ? [] : [live.folder];
    const reading = { signal: options.signal, onProgress: () => undefined, watched: [], live };
    const evidence = await readSite(paths, reading);
    return { platform: process.platform, ability, activities, live, gone, evidence };
  } catch (error) {
    return { platform: process.platform, ability, activities, error: toUserError(error) };
  }
}

void read().then((result) => {
  writeFileSync(answer, JSON.stringify(result, null, 2));
});
