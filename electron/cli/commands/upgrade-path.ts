/** `upgrade-path`: the allowed way from one release to another. */
import { watchedTexts } from '../../engine/knowledge/entry.ts';
import { viewReleases } from '../../engine/reasoning/release-view.ts';
import { parseReleaseText } from '../../engine/release/release.ts';
import { upgradePath } from '../../engine/release/upgrade-path.ts';
import { loadKnowledge, loadReleaseData } from '../../knowledge-base/load.ts';
import { renderUpgradePathText } from '../../report/render-upgrade-path.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { asJson, deliver } from '../output.ts';
import { readOneSite } from '../read-one-site.ts';
import { wrap } from '../wrap.ts';

/**
 * Runs it.
 * @param from release that is installed, as typed; null: that of the site
 * @param to release that is wanted, null for advice
 * @returns exit code: 1 when there is no allowed way
 * @throws UsageError when nothing tells what is installed
 */
export async function runUpgradePath(
  from: string | null,
  to: string | null,
  flags: { readonly site?: string; readonly format: 'json' | 'text' },
  signal: AbortSignal,
): Promise<number> {
  const typed = from === null ? null : releaseOf(from);
  const wanted = to === null ? null : releaseOf(to);
  const data = await loadReleaseData(assetsFolder());
  const site = flags.site === undefined ? null : await lookAtSite(flags.site, typed, signal);
  const path = upgradePath(data, typed ?? releaseOfSite(site), wanted);
  const note = site === null ? [] : ['', wrap(site.note)];
  await deliver(
    flags.format === 'json'
      ? asJson(site === null ? path : { ...path, site })
      : [renderUpgradePathText(path).trimEnd(), ...note].join('\n'),
  );
  return path.allowed ? 0 : 1;
}

function releaseOfSite(site: SiteLook | null): string {
  if (site?.release != null) return site.release;
  throw new UsageError(
    'no-release',
    site === null ? 'Nothing tells which release is installed.' : site.note,
    'Give the release, such as SP2, or a collected site that tells it with --site.',
  );
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

/** What a collected site says of its release, compared with the one that was given. */
async function lookAtSite(source: string, from: string | null, signal: AbortSignal): Promise<SiteLook> {
  const knowledge = await loadKnowledge(assetsFolder());
  const evidence = await readOneSite([source], {
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
  if (from === null) {
    return {
      source,
      release: view.release,
      agrees: null,
      note: `The site in ${source} runs ${view.release}.`,
    };
  }
  const agrees = view.release === from;
  const note = agrees
    ? `The site in ${source} runs ${view.release} as well.`
    : `Caution: the site in ${source} runs ${view.release}, not ${from}. Start from ${view.release}.`;
  return { source, release: view.release, agrees, note };
}
