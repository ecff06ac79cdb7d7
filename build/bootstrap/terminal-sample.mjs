/** What `npm start` does without a display: a diagnosis of a sample site in the terminal, and its report as a file. */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runCommandLine } from './command-line.mjs';
import { ROOT, inProject } from './places.mjs';
import { isThere } from './run.mjs';
import { SetupProblem, say } from './say.mjs';

/** The command line's exit codes for a finished diagnosis: nothing wrong found, or a fault found. */
const FINISHED = [0, 1];

/**
 * Diagnoses the first sample site and says how to open the window. The command line must be built.
 * @param {string} why why there is no window, in words that can begin a sentence
 * @returns {Promise<number>} the exit code
 */
export async function diagnoseSampleInTerminal(why) {
  const samples = inProject('assets', 'samples');
  const sample = readdirSync(samples)
    .filter((name) => name.endsWith('.zip'))
    .sort()[0];
  if (sample === undefined) {
    throw new SetupProblem(
      'NO_SAMPLE',
      `${why}, and there is no sample site in assets/samples to show in its place.`,
      'Make the sample sites with "npm run samples", then start again.',
    );
  }
  const source = path.join('assets', 'samples', sample);
  const report = path.join('reports', `${path.basename(sample, '.zip')}.html`);
  mkdirSync(inProject('reports'), { recursive: true });

  say(`${why}, so this is the diagnosis of the sample site ${sample}:\n`);
  for (const output of [
    ['--format', 'text'],
    ['--format', 'html', '--out', report],
  ]) {
    const code = await runCommandLine(['diagnose', source, ...output], ROOT);
    if (!FINISHED.includes(code)) return code;
  }
  const installFirst = isThere('xvfb-run', ['--help']) ? '' : " (part of Debian's packages xvfb and xauth)";
  say(`
The same as a report to open in a browser: ${report}
Your own site:    npm run --silent doctor -- diagnose <folder or zip>
To open the window, start from a desktop or over "ssh -X". To try it without a screen: xvfb-run -a npm start${installFirst}`);
  return 0;
}
