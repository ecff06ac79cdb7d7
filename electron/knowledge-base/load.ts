/** Loads everything the engine knows from the assets folder. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Knowledge, KnowledgeEntry, QuestionEntry } from '../engine/knowledge/entry.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { SiteFacts } from '../engine/knowledge/site-facts.ts';
import type { ArticleTitles, BugfixLists, ReleaseData } from '../engine/release/upgrade-data.ts';
import { checkReferences } from './check-references.ts';
import { KnowledgeError } from './knowledge-error.ts';
import { type SharedCondition, type StoredEntry, withSharedConditions } from './shared-conditions.ts';
import { readCheckedFile } from './yaml-file.ts';

const QUESTIONS = 'questions.yaml';
const SHARED = 'conditions.yaml';

/**
 * Loads and checks knowledge entries, questions, plans and facts.
 * @param assets the project's assets folder
 * @param knowledgeFolder folder of the entries, when they are not the assets' own
 * @throws KnowledgeError naming every file that cannot be used
 */
export async function loadKnowledge(
  assets: string,
  knowledgeFolder: string = path.join(assets, 'knowledge'),
): Promise<Knowledge> {
  const schemas = path.join(assets, 'knowledge', 'schema');
  const names = await namesOf(knowledgeFolder);
  const entryNames = names.filter(
    (name) => /\.(ya?ml|json)$/i.test(name) && name !== QUESTIONS && name !== SHARED,
  );
  if (entryNames.length === 0) {
    throw new KnowledgeError([`${knowledgeFolder} holds no knowledge entry (a .yaml file).`]);
  }
  // A folder of entries need not bring questions and shared conditions of its own.
  const besides = (name: string): string =>
    path.join(names.includes(name) ? knowledgeFolder : path.join(assets, 'knowledge'), name);
  const entrySchema = path.join(schemas, 'entry.schema.json');
  const problems: string[] = [];
  const shared = await readCheckedFile<{ conditions: readonly SharedCondition[] }>(
    besides(SHARED),
    entrySchema,
    'sharedConditions',
  );
  const entries: KnowledgeEntry[] = [];
  for (const name of entryNames.sort()) {
    try {
      const stored = await readCheckedFile<StoredEntry>(path.join(knowledgeFolder, name), entrySchema);
      entries.push(withSharedConditions(stored, shared.conditions));
    } catch (error) {
      if (!(error instanceof KnowledgeError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new KnowledgeError(problems);
  const { questions } = await readCheckedFile<{ questions: readonly QuestionEntry[] }>(
    besides(QUESTIONS),
    path.join(schemas, 'questions.schema.json'),
  );
  const knowledge = {
    entries,
    questions,
    plans: await loadPlans(assets),
    facts: await loadSiteFacts(assets),
  };
  const broken = checkReferences(knowledge);
  if (broken.length > 0) throw new KnowledgeError(broken);
  return knowledge;
}

/** Loads the plans. Throws KnowledgeError. */
export async function loadPlans(assets: string): Promise<readonly Plan[]> {
  const folder = path.join(assets, 'plans');
  const names = (await namesOf(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
  return Promise.all(
    names.map((name) =>
      readCheckedFile<Plan>(path.join(folder, name), path.join(folder, 'plan.schema.json')),
    ),
  );
}

/** Loads what is known of releases and the ways between them. Throws KnowledgeError. */
export async function loadReleaseData(assets: string): Promise<ReleaseData> {
  const folder = path.join(assets, 'releases');
  const read = <T>(name: string): Promise<T> =>
    readCheckedFile<T>(
      path.join(folder, name),
      path.join(folder, `${name.replace(/\.[^.]*$/, '')}.schema.json`),
    );
  const [releases, problems, cautions, bugfixes, titles] = await Promise.all([
    read<{ releases: ReleaseData['releases'] }>('releases.yaml'),
    read<{ problems: ReleaseData['problems'] }>('known-problems.yaml'),
    read<{ cautions: ReleaseData['cautions'] }>('cautions.yaml'),
    read<BugfixLists>('bugfix-lists.json'),
    read<ArticleTitles>('article-titles.json'),
  ]);
  return {
    releases: releases.releases,
    problems: problems.problems,
    cautions: cautions.cautions,
    bugfixes,
    titles,
  };
}

async function loadSiteFacts(assets: string): Promise<SiteFacts> {
  const [inboxes, services] = await Promise.all([
    readCheckedFile<Pick<SiteFacts, 'inboxes' | 'suspicions'>>(
      path.join(assets, 'inboxes', 'inboxes.yaml'),
      path.join(assets, 'inboxes', 'inboxes.schema.json'),
    ),
    readCheckedFile<Pick<SiteFacts, 'services' | 'threads'>>(
      path.join(assets, 'services', 'services.yaml'),
      path.join(assets, 'services', 'services.schema.json'),
    ),
  ]);
  return { ...inboxes, services: services.services, threads: services.threads };
}

async function namesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new KnowledgeError([`${folder} cannot be read (${(error as Error).message}).`]);
  }
}
