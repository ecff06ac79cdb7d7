/** `upgrade-path`: the allowed way from one release to another. */
import { watchedTexts } from '../../engine/knowledge/entry.ts';
import { viewReleases } from '../../engine/reasoning/release-view.ts';
import { parseReleaseText } from '../../engine/release/release.ts';
import { upgradePath } from '../../engine/release/upgrade-path.ts';
import { loadKnowledge, loadReleaseData } from '../../knowledge-base/load.ts';
import { renderUpgradePathText } from '../../report/render-upgrade-path.ts';
import { readSite } from '../../site/read-site.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { asJson, deliver } from '../output.ts';
import { wrap } from '../wrap.ts';

/**
 * Runs it.
 * @param from release that is installed, as typed
 * @param to release that is wanted, null for advice
 * @returns exit code: 1 when there is no allowed way
 */
export async function runUpgradePath(
  from: string,
  to: string | null,
  flags: { readonly site?: string; readonly format: 'json' | 'text' },
  signal: AbortSignal,
): Promise<number> {
  const data = await loadReleaseData(assetsFolder());
  const path = upgradePath(data, releaseOf(from), to === null ? null : releaseOf(to));
  const site = flags.site === undefined ? null : await lookAtSite(flags.site, path.from, signal);
  const note = site === null ? [] : ['', wrap(site.note)];
  await deliver(
    flags.format === 'json'
      ? asJson(site === null ? path : { ...path, site })
      : [renderUpgradePathText(path).trimEnd(), ...note].join('\n'),
  );
  return path.allowed ? 0 : 1;
}

function releaseOf(text: string): string {
  const { release } = parseReleaseText(text);
  if (release === null) {
    throw new UsageError(
      'release-not-understood',
      `"${text}" is not a release that is understood here.`,
      'Write 2.0, SP1, SP2, SP3, SP4, or a version such as 2.00.1493.2009.',
    );
  }
  return release;
}

interface SiteLook {
  readonly source: string;
  readonly release: string | null;
  readonly agrees: boolean | null;
  readonly note: string;
}

/** Compares the release that was given with what a collected site says. */
async function lookAtSite(source: string, from: string, signal: AbortSignal): Promise<SiteLook> {
  const knowledge = await loadKnowledge(assetsFolder());
  const evidence = await readSite([source], {
    signal,
    onProgress: () => undefined,
    watched: watchedTexts(knowledge),
  });
  const view = viewReleases(evidence, []);
  if (view.release === null) {
    const why = view.dispute ?? 'No source of the release was found in it.';
    return {
      source,
      release: null,
      agrees: null,
      note: `The site in ${source} does not tell its release. ${why}`,
    };
  }
  const agrees = view.release === from;
  const note = agrees
    ? `The site in ${source} runs ${view.release} as well.`
    : `Caution: the site in ${source} runs ${view.release}, not ${from}. Start from ${view.release}.`;
  return { source, release: view.release, agrees, note };
}
