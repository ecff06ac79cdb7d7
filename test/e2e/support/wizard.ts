/** The built wizard in a real Electron window, and what it said while it ran. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

export const PROJECT_FOLDER = fileURLToPath(new URL('../../..', import.meta.url));
export const SAMPLES_FOLDER = path.join(PROJECT_FOLDER, 'assets', 'samples');

/** Chromium's own log lines (`[123:0517/022300.1:ERROR:bus.cc(399)] ...`) and the debugger's greetings. */
const NOISE = /^\[[\d:/.]+:\w+:|^Debugger |^DevTools listening|^For help, see|^Starting inspector|^$/;
/** What our own main process or its Node says when something is wrong. */
const COMPLAINT = /Error\b|failed:|Unhandled|Uncaught|page ended/;

/** Collects what pages and processes say, so that a test can fail on what nobody looked at. */
export class Messages {
  readonly consoleErrors: string[] = [];
  readonly processLines: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Says that console errors like this belong to the test, such as a violation that it provokes. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  watchPage(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.consoleErrors.push(`Uncaught in the page: ${error.message}`));
  }

  watchProcess(app: ElectronApplication): void {
    for (const stream of [app.process().stdout, app.process().stderr]) {
      stream?.on('data', (chunk: Buffer) => this.processLines.push(...chunk.toString('utf8').split('\n')));
    }
  }

  /** What must not have been said. */
  complaints(): readonly string[] {
    const unexpected = (line: string): boolean => !this.#expected.some((pattern) => pattern.test(line));
    return [
      ...this.consoleErrors.filter(unexpected),
      ...this.processLines.filter((line) => !NOISE.test(line) && COMPLAINT.test(line) && unexpected(line)),
    ];
  }
}

export interface Wizard {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly messages: Messages;
  /** Empty folder for what the test writes. */
  readonly folder: string;
  /** Arguments it was started with. */
  readonly arguments: readonly string[];
  close(): Promise<void>;
}

export interface Opening {
  /** Folder of an earlier wizard, whose profile with its cases is taken up; it is removed with this one. */
  readonly folder?: string;
  /** Ends the main process just before or just after the control file is replaced. */
  readonly killAt?: 'before' | 'after';
}

const KILLER = fileURLToPath(new URL('kill-at-rename.cjs', import.meta.url));

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Starts the wizard with a profile of its own. @throws With the next step when no runtime is set up. */
export async function openWizard(opening: Opening = {}): Promise<Wizard> {
  const folder = opening.folder ?? (await mkdtemp(path.join(tmpdir(), 'doctor-e2e-')));
  const messages = new Messages();
  const startArguments = [PROJECT_FOLDER, `--user-data-dir=${path.join(folder, 'profile')}`];
  let app: ElectronApplication;
  try {
    app = await _electron.launch({
      args: opening.killAt === undefined ? startArguments : ['-r', KILLER, ...startArguments],
      cwd: PROJECT_FOLDER,
      ...(opening.killAt === undefined ? {} : { env: { ...definedEnvironment(), KILL_AT: opening.killAt } }),
    });
  } catch (error) {
    await rm(folder, { recursive: true });
    throw new Error(
      'The window did not start. Run the tests with "npm test" or "npx playwright test" in the project, which build it and set up the Electron runtime and a display.',
      { cause: error },
    );
  }
  messages.watchProcess(app);
  app.on('window', (page) => messages.watchPage(page));
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return {
    app,
    page,
    messages,
    folder,
    arguments: startArguments,
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
