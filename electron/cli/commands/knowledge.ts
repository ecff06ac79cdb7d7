/** `knowledge list|show|search|check`. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EntryCondition, Knowledge, KnowledgeEntry } from '../../engine/knowledge/entry.ts';
import { runExamples } from '../../engine/knowledge/examples.ts';
import { KnowledgeError } from '../../knowledge-base/knowledge-error.ts';
import { loadKnowledge } from '../../knowledge-base/load.ts';
import { count } from '../../report/words.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { asJson, deliver } from '../output.ts';
import { wrap } from '../wrap.ts';

type Format = 'json' | 'text';

/** Lists all articles. */
export async function listKnowledge(format: Format): Promise<number> {
  const { entries } = await loadKnowledge(assetsFolder());
  await deliver(format === 'json' ? asJson(entries.map(summaryOf)) : listing(entries));
  return 0;
}

/** Shows one article. */
export async function showKnowledge(id: string, format: Format): Promise<number> {
  const knowledge = await loadKnowledge(assetsFolder());
  const wanted = /^q/i.test(id) ? id.toUpperCase() : `Q${id}`;
  const entry = knowledge.entries.find((candidate) => candidate.id === wanted);
  if (!entry) {
    const ids = knowledge.entries.map((candidate) => candidate.id).join(', ');
    throw new UsageError('no-such-article', `There is no article ${id} here.`, `The articles are: ${ids}.`);
  }
  await deliver(format === 'json' ? asJson(entry) : inFull(entry, knowledge));
  return 0;
}

/** Lists the articles that hold all words. */
export async function searchKnowledge(words: readonly string[], format: Format): Promise<number> {
  const { entries } = await loadKnowledge(assetsFolder());
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const found = entries.filter((entry) => {
    const text = searchText(entry);
    return wanted.every((word) => text.includes(word));
  });
  const none = `No article holds ${wanted.join(' and ')}.`;
  await deliver(
    format === 'json' ? asJson(found.map(summaryOf)) : found.length === 0 ? none : listing(found),
  );
  return 0;
}

interface CheckReport {
  readonly folder: string;
  readonly entries: number;
  readonly examples: number;
  readonly problems: readonly string[];
}

/** Checks a folder of articles. */
export async function checkKnowledge(dir: string, format: Format): Promise<number> {
  const folder = path.resolve(dir);
  const there = await stat(folder).catch(() => null);
  if (!there?.isDirectory()) {
    throw new UsageError(
      'no-folder',
      `${dir} is not a folder.`,
      'Give the folder that holds the .yaml files.',
    );
  }
  if (!(await readdir(folder)).some(isArticle)) {
    throw new UsageError(
      'no-articles',
      `${dir} holds no article (a .yaml file).`,
      'Give the folder that holds the .yaml files.',
    );
  }
  const report = await checkFolder(folder, dir);
  if (format === 'json') await deliver(asJson({ ...report, ok: report.problems.length === 0 }));
  else if (report.problems.length === 0) {
    await deliver(
      `${count(report.entries, 'article')} and ${count(report.examples, 'example')} checked in ${dir}: all is well.`,
    );
  } else {
    process.stderr.write(`${report.problems.join('\n')}\n`);
    await deliver(`${count(report.problems.length, 'problem')} in ${dir}.`);
  }
  return report.problems.length === 0 ? 0 : 1;
}

function isArticle(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) && name !== 'questions.yaml';
}

async function checkFolder(folder: string, name: string): Promise<CheckReport> {
  try {
    const knowledge = await loadKnowledge(assetsFolder(), folder);
    const results = runExamples(knowledge);
    const problems = results
      .filter((result) => result.found !== result.expected)
      .map((result) =>
        `${result.entry}: example "${result.name}" gives ${result.found}, expected ${result.expected}. ${result.whyNot ?? ''}`.trim(),
      );
    return { folder: name, entries: knowledge.entries.length, examples: results.length, problems };
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return { folder: name, entries: 0, examples: 0, problems: error.problems };
  }
}

function summaryOf(entry: KnowledgeEntry): object {
  const { id, title, summary, appliesTo, fixedIn, plans } = entry;
  return { id, title, summary, appliesTo, fixedIn, plans };
}

function listing(entries: readonly KnowledgeEntry[]): string {
  return entries
    .map(
      (entry) =>
        `${entry.id}  ${entry.title}\n         ${entry.appliesTo.join(', ')}; ends with ${entry.fixedIn ?? 'no release'}`,
    )
    .join('\n');
}

function inFull(entry: KnowledgeEntry, knowledge: Knowledge): string {
  const plans = entry.plans.map(
    (id) => `  ${id}: ${knowledge.plans.find((plan) => plan.id === id)?.title ?? ''}`,
  );
  return [
    `${entry.id}  ${entry.title}`,
    '',
    wrap(entry.summary),
    '',
    wrap(`Cause: ${entry.cause}`),
    `Applies to: ${entry.appliesTo.join(', ')}`,
    `Ends with: ${entry.fixedIn ?? 'no release'}`,
    wrap(`Ruled out by: ${entry.ruledOutBy}`),
    '',
    'Conditions:',
    ...entry.conditions.map(conditionLine),
    '',
    'Plans:',
    ...plans,
    '',
    'Sources:',
    ...entry.sources.map((source) => wrap(`${source.article}: ${source.states}`, 2)),
  ].join('\n');
}

function conditionLine(condition: EntryCondition): string {
  const role = condition.distinguishing ? `${condition.role}, distinguishing` : condition.role;
  return wrap(`${condition.label} (${role}; ${condition.sources.join(', ')})`, 2);
}

function searchText(entry: KnowledgeEntry): string {
  return JSON.stringify([entry.id, entry.title, entry.summary, entry.cause, entry.conditions]).toLowerCase();
}
