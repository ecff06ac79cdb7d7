import type { WatchedText } from '../engine/evidence/model.ts';
import type { Complaints } from './complaints.ts';
import type { LiveFacts } from './live-facts.ts';
import { locateAll } from './path-names.ts';
import type { ProgressTeller } from './progress.ts';
import { withoutWrongGuesses } from './read-logs.ts';
import { type FoundSnapshot, readRegistryFile, readSnapshotFile } from './read-small-files.ts';
import { type RegistryFacts, addRegistryValue, emptyRegistryFacts } from './registry-facts.ts';
import type { FileRole } from './roles.ts';
import { type SiteFile, type Survey, emptySurvey, surveyTree } from './survey.ts';
import { DEFAULT_CODE_PAGE, DEFAULT_OEM_CODE_PAGE, codePageName } from './text/code-page.ts';
import type { SiteTree } from './tree/tree.ts';

/** The files of a site, with what must be known before the others are read. */
export interface SurveyedSite {
  /** Name of each tree. */
  readonly labels: readonly string[];
  readonly survey: Survey;
  readonly snapshots: readonly FoundSnapshot[];
  readonly registry: RegistryFacts;
  /** Of Windows programs, and of the command prompt. */
  readonly codePage: string;
  readonly oemCodePage: string;
}

interface SurveySiteOptions {
  readonly signal: AbortSignal;
  readonly complaints: Complaints;
  readonly progress: ProgressTeller;
}

/**
 * Goes through all trees and notes what can be read.
 *
 * @param counting false when only the names of the files are wanted
 * @param wanted which of several sites is meant
 * @throws SeveralSitesError when there are several and none is meant; the signal's reason when cancelled
 */
export async function surveyAll(
  trees: readonly SiteTree[],
  counting: boolean,
  wanted: string | undefined,
  options: SurveySiteOptions,
): Promise<{ readonly labels: readonly string[]; readonly survey: Survey }> {
  const { signal, complaints, progress } = options;
  const survey = emptySurvey();
  const { located, leftOut } = await locateAll(trees, signal, wanted);
  for (const { label, why } of leftOut) complaints.add(label, why);
  for (const { tree, spot, names } of located) {
    for (const { path, why } of tree.problems)
      complaints.add(path === '' ? names.label : names.shown(path), why);
    await surveyTree(tree, spot, names, survey, {
      counting,
      signal,
      complaints,
      onFolder: (shown) => progress.activity(`Counting ${shown}`),
      onCounted: (files) => progress.files(files),
    });
  }
  // The system lists names in any order; what is reported must not depend on it.
  survey.files.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
  survey.folders.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
  return { labels: located.map(({ names }) => names.label), survey };
}

/**
 * Reads what tells how the other files are written, and leaves out the files that were wrongly guessed to be logs.
 *
 * @param watched texts that make a file without stamps a log
 * @param live what was asked of the server itself
 * @throws the signal's reason when cancelled
 */
export async function beginSite(
  { labels, survey }: { readonly labels: readonly string[]; readonly survey: Survey },
  watched: readonly WatchedText[],
  options: SurveySiteOptions,
  live: LiveFacts | null = null,
): Promise<SurveyedSite> {
  const first = { ...options, codePage: DEFAULT_CODE_PAGE, oemCodePage: DEFAULT_OEM_CODE_PAGE };
  const snapshots: FoundSnapshot[] = [];
  for (const file of having(survey, 'snapshot')) {
    snapshots.push(await readSnapshotFile(file, first));
  }
  const registry = emptyRegistryFacts();
  for (const value of live?.registry ?? []) addRegistryValue(registry, value, live?.label ?? '', null);
  for (const file of having(survey, 'registry')) await readRegistryFile(file, registry, first);
  const written = codePages(snapshots, registry);
  const files = await withoutWrongGuesses(survey.files, { ...options, watched, codePage: written.codePage });
  return { labels, survey: { ...survey, files: [...files] }, snapshots, registry, ...written };
}

/** The files of one role. */
export function having(survey: Survey, role: FileRole): readonly SiteFile[] {
  return survey.files.filter((file) => file.role === role);
}

function codePages(
  snapshots: readonly FoundSnapshot[],
  registry: RegistryFacts,
): { readonly codePage: string; readonly oemCodePage: string } {
  const stated = (key: 'codePage' | 'oemCodePage'): string | null => {
    for (const { snapshot } of snapshots) {
      const name = codePageName(snapshot.get(key)?.value ?? '');
      if (name !== null) return name;
    }
    return null;
  };
  return {
    codePage: stated('codePage') ?? registry.codePage ?? DEFAULT_CODE_PAGE,
    oemCodePage: stated('oemCodePage') ?? registry.oemCodePage ?? DEFAULT_OEM_CODE_PAGE,
  };
}
