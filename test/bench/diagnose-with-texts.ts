/**
 * Reads a site and diagnoses it like the command line, with more watched texts than the knowledge has:
 * `<folder> <file with one text a line>`. Prints the verdict and how many of the texts were found.
 */
import { readFileSync } from 'node:fs';
import type { WatchedText } from '../../electron/engine/evidence/model.ts';
import { watchedTexts } from '../../electron/engine/knowledge/entry.ts';
import { diagnose } from '../../electron/engine/reasoning/diagnose.ts';
import { loadKnowledge } from '../../electron/knowledge-base/load.ts';
import { readSite } from '../../electron/site/read-site.ts';

async function main(folder: string, list: string): Promise<void> {
  const knowledge = await loadKnowledge('assets');
  const more = readFileSync(list, 'latin1')
    .split('\n')
    .filter((text) => text !== '');
  const added = more.map((text, index): WatchedText => ({
    id: `bench-${index}`,
    text,
    components: [],
    files: [],
    neutral: [],
  }));
  const evidence = await readSite([folder], {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    watched: [...watchedTexts(knowledge), ...added],
  });
  const { verdict } = diagnose(evidence, knowledge, { answers: [] });
  process.stdout.write(`${JSON.stringify({ verdict, found: evidence.logs.hits.length })}\n`);
}

const [, , folder, list] = process.argv;
main(folder ?? '', list ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
