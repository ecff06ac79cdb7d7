/** Checks that run the program or its tools: build, samples, knowledge, unit tests, end-to-end tests. */
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ALL_PARTS, ensureBuilt } from '../bootstrap/built.mjs';
import { withoutNetwork } from '../bootstrap/no-network.mjs';
import { withDisplay } from '../bootstrap/display.mjs';
import { electronRuntime } from '../bootstrap/electron-runtime.mjs';
import { ROOT, inProject } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { SetupProblem, say } from '../bootstrap/say.mjs';
import { ensureSystemPackages } from '../bootstrap/system-packages.mjs';
import { runTypeScript } from '../bundling/typescript-program.mjs';
import { allOrNothing, cannotRun, countsOf, skippedBecause } from './outcome.mjs';
import { playwrightFailures } from './playwright-failures.mjs';
import { freshReport, vitestRun } from './vitest-run.mjs';
import { wineChecks } from './wine-checks.mjs';

const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 };

const unitTests = () => vitestRun({ report: 'unit.json' });

/** The generator must give the checked-in sample sites byte for byte. */
async function samplesUpToDate() {
  const checkedIn = inProject('assets', 'samples');
  const made = inProject('out', 'samples-made-anew');
  rmSync(made, { recursive: true, force: true });
  const generated = await runTypeScript('build/sample-sites/generate.ts', [made]);
  if (generated.code !== 0) return allOrNothing(false);
  const names = new Set([...readdirSync(checkedIn), ...readdirSync(made)]);
  const different = [...names].filter((name) => {
    const old = path.join(checkedIn, name);
    const now = path.join(made, name);
    return !existsSync(old) || !existsSync(now) || !readFileSync(old).equals(readFileSync(now));
  });
  if (different.length > 0) {
    say(
      `Not what the generator makes: ${different.join(', ')}. Run "npm run samples" and look at the change.`,
    );
  }
  return allOrNothing(different.length === 0);
}

async function knowledgeCheck() {
  await ensureBuilt(['cli']);
  const program = inProject('out', 'cli', 'sms-site-doctor.cjs');
  const { code } = await run(process.execPath, [program, 'knowledge', 'check', 'assets/knowledge'], {
    cwd: ROOT,
  });
  return allOrNothing(code === 0);
}

/**
 * @param {string} project Playwright project
 * @param {readonly string[]} prefix words before the program
 */
async function endToEnd(project, prefix) {
  // Without them the window does not open and every test would fail for that one reason.
  const missing = await ensureSystemPackages(['window', 'virtual display']);
  if (missing !== null) return cannotRun(missing);
  try {
    await electronRuntime();
  } catch (error) {
    if (error instanceof SetupProblem) return cannotRun(`${error.message} ${error.nextStep}`);
    throw error;
  }
  await ensureBuilt(ALL_PARTS);
  return withDisplay(async (display) => {
    const report = freshReport(`${project}.json`);
    const playwright = inProject('node_modules', '@playwright', 'test', 'cli.js');
    const [program = process.execPath, ...args] = [
      ...prefix,
      process.execPath,
      ...[playwright, 'test', `--project=${project}`],
    ];
    const { code } = await run(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...display, E2E_REPORT: report.file },
    });
    const read = report.read();
    const stats = read?.stats;
    const counts =
      stats === undefined
        ? NO_COUNTS
        : { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
    return { ...countsOf(counts, code), ...playwrightFailures(read) };
  });
}

/** @type {readonly import('./outcome.mjs').Check[]} */
export const productChecks = [
  {
    id: 'build',
    title: 'Build',
    run: async () => {
      await ensureBuilt(ALL_PARTS);
      return allOrNothing(true);
    },
  },
  { id: 'samples', title: 'Sample sites are what their generator makes', run: samplesUpToDate },
  { id: 'knowledge', title: 'Knowledge entries and their examples', run: knowledgeCheck },
  { id: 'unit', title: 'Unit and property tests (Vitest)', run: unitTests },
  ...wineChecks,
  { id: 'e2e', title: 'End to end in a real window (Playwright)', run: () => endToEnd('window', []) },
  {
    id: 'e2e-no-network',
    title: 'End to end where there is no network',
    run: async () => {
      const namespace = withoutNetwork();
      if ('why' in namespace)
        return namespace.isExpected ? skippedBecause(namespace.why) : cannotRun(namespace.why);
      return endToEnd('without-network', namespace.prefix);
    },
  },
];
