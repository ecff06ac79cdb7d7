import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Channel } from '../../electron/contract/ipc.ts';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { STEPS } from './support/pages/frame.ts';
import { sampleTitle, unpackSample } from './support/sites.ts';
import { resize, zoom } from './support/window-size.ts';
import type { Wizard } from './support/wizard.ts';

test('the window has its first and least size, and the shortcuts of its hidden menu', async ({ wizard }) => {
  const window = await wizard.app.evaluate(({ BrowserWindow, Menu }) => {
    const [first] = BrowserWindow.getAllWindows();
    const menu = Menu.getApplicationMenu();
    const roles = (menu?.items ?? [])
      .flatMap((item) => item.submenu?.items ?? [])
      .map(({ role }) => role ?? '');
    return {
      least: first?.getMinimumSize(),
      title: first?.getTitle(),
      visible: first?.isVisible(),
      barHidden: first?.isMenuBarAutoHide(),
      roles: roles.map((role) => role.toLowerCase()),
    };
  });
  expect(window).toMatchObject({ least: [960, 640], title: 'SMS Site Doctor', visible: true });
  expect(window.barHidden).toBe(process.platform !== 'darwin');
  expect(window.roles).toEqual(
    expect.arrayContaining(['copy', 'paste', 'selectall', 'zoomin', 'zoomout', 'resetzoom']),
  );
});

test('a second start brings the first window to the front instead of opening another', async ({ wizard }) => {
  const program = await wizard.app.evaluate(() => process.execPath);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const second = spawn(program, [...asRoot, ...wizard.arguments], { stdio: 'ignore' });
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(await wizard.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(wizard.page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
});

test('the runtime it runs on is told, and a test runtime is labelled', async ({ wizard }) => {
  const outcome = await wizard.page.evaluate(() => window.doctor.invoke('app:info', null));
  const running = await wizard.app.evaluate(() => process.versions.electron);
  const note = process.env['SMS_SITE_DOCTOR_TEST_RUNTIME'] ?? null;
  expect(outcome).toMatchObject({
    ok: true,
    value: { electron: running, testRuntimeNote: note, testRuntime: note !== null },
  });
});

/** Makes the main process answer a channel with this value, as a fault in it could. */
async function answerWith({ app }: Wizard, channel: Channel, value: unknown): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, given) => {
      ipcMain.removeHandler(given.channel);
      ipcMain.handle(given.channel, () => ({ ok: true, value: given.value }));
    },
    { channel, value },
  );
}

test.describe('what cannot be shown is told, and', () => {
  test('the rail and the other pages still work when it is a page', async ({ wizard, frame, casePage }) => {
    wizard.messages.expect(/TypeError|The above error occurred/);
    const { page } = wizard;
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await answerWith(wizard, 'report:render', { ok: true, value: null });
    await frame.step('Report').click();
    await expect(frame.title).toHaveText('The page “Report” could not be shown');
    await expect(frame.title).toBeFocused();
    await expect(page.getByRole('alert')).toContainText('Try again');
    await frame.goTo('Diagnosis');
    await frame.step('Report').click();
    await expect(frame.title).toHaveText('The page “Report” could not be shown');
    await answerWith(wizard, 'report:render', { ok: true, value: { content: '<p>The report</p>' } });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.frameLocator('iframe[title="Report preview"]').locator('p')).toHaveText('The report');
  });

  test('the window can be started anew when a part of it could not be loaded', async ({
    wizard,
    frame,
    casePage,
  }) => {
    wizard.messages.expect(/Failed to (?:fetch|load)|LoadError|The above error occurred/);
    const { page } = wizard;
    const part = '**/assets/LogsPage-*.js';
    await page.route(part, (route) => route.abort());
    await page.reload();
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.step('Logs').click();
    await expect(frame.title).toHaveText('The page “Logs” could not be shown');
    await page.unroute(part);
    await page.getByRole('button', { name: 'Start the wizard anew' }).click();
    await frame.expectAt('Case');
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.goTo('Logs');
  });

  test('what was read is still there when it is the whole window', async ({ wizard, frame, casePage }) => {
    wizard.messages.expect(/TypeError|The above error occurred/);
    const { page } = wizard;
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await answerWith(wizard, 'evidence:excerpt', { found: true, path: 'Logs/Despool.log', lines: null });
    await frame.goTo('Diagnosis');
    await page
      .getByRole('button', { name: /Despool\.lo[g_]:\d+/i })
      .first()
      .click();
    await expect(frame.title).toHaveText('The window could not be shown');
    // As a dialog that was just opening does, late.
    await page.evaluate(() => document.getElementById('root')?.setAttribute('aria-hidden', 'true'));
    await expect(frame.title).toHaveText('The window could not be shown');
    await expect(frame.rail).toHaveCount(0);
    await page.getByRole('button', { name: 'Try again' }).click();
    await frame.expectAt('Diagnosis');
    await expect(frame.known).toContainText('2.0 SP2');
  });
});

test('an answer shows that it is being weighed, and is told once when that fails', async ({
  wizard,
  frame,
  casePage,
}) => {
  const { page, app } = wizard;
  const main = page.getByRole('main');
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Services & backup');
  await app.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('diagnosis:answer');
    ipcMain.handle(
      'diagnosis:answer',
      () => new Promise((resolve) => Object.assign(globalThis, { weighed: resolve })),
    );
  });
  const state = page.getByRole('combobox', { name: 'State of SMS_EXECUTIVE by hand' });
  const before = await state.inputValue();
  await state.selectOption({ index: 1 });
  await expect(main).toHaveAttribute('aria-busy', 'true');
  await expect(frame.actions).toContainText('Weighing your answer');
  await app.evaluate(() => {
    const error = { code: 'x', message: 'It could not be weighed.', nextStep: 'Answer once more.' };
    (globalThis as unknown as { weighed: (reply: unknown) => void }).weighed({ ok: false, error });
  });
  await expect(page.getByRole('alert').filter({ hasText: 'It could not be weighed.' })).toHaveCount(1);
  await expect(main).toHaveAttribute('aria-busy', 'false');
  await expect(state).toHaveValue(before);
  await page.getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(frame.title).toBeFocused();
});

async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) fold.open = true;
  });
}

/** What is wider than its place: the window itself, or the part of the page that scrolls. */
async function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ['html', '.page', '.page-column', '.page-actions', '.rail'].flatMap((selector) => {
      const element = document.querySelector(selector);
      if (element === null) return [`${selector} is not there`];
      const beyond = element.scrollWidth - element.clientWidth;
      return beyond > 0 ? [`${selector}: ${beyond} pixels`] : [];
    }),
  );
}

for (const [name, width, height, factor] of [
  ['at its least size', 960, 640, 1],
  ['at 200 % zoom', 1600, 1000, 2],
] as const) {
  test(`no page is wider than the window ${name}`, async ({ wizard, frame, casePage }) => {
    await resize(wizard, width, height);
    await zoom(wizard, factor);
    expect.soft(await tooWide(wizard.page), 'Case, before a site is read').toEqual([]);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    for (const step of STEPS) {
      await frame.goTo(step);
      await unfoldAll(wizard.page);
      expect.soft(await tooWide(wizard.page), step).toEqual([]);
      await expect.soft(frame.actions, step).toBeInViewport();
    }
  });

  test(`a long path does not widen a page ${name}`, async ({ wizard, frame, casePage }) => {
    await resize(wizard, width, height);
    await zoom(wizard, factor);
    const long = 'SMSHQ01_copy-of-17-May-2001_'.repeat(6);
    const folder = await unpackSample('sp2-after-backup', path.join(wizard.folder, long, long));
    await answerOpenDialog(wizard.app, [folder]);
    await casePage.chooseFolder.click();
    await casePage.expectRead();
    await answerSaveDialog(wizard.app, path.join(folder, 'report.html'));
    for (const step of ['Case', 'Verify', 'Report'] as const) {
      await frame.goTo(step);
      if (step === 'Report') {
        await frame.primary.click();
        await expect(frame.saved).toBeVisible();
      }
      expect.soft(await tooWide(wizard.page), step).toEqual([]);
      await expect.soft(frame.actions, step).toBeInViewport();
    }
  });
}

test('a report that is to be redacted stays so when its page is left', async ({
  frame,
  casePage,
  wizard,
}) => {
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Report');
  const redact = wizard.page.getByRole('switch');
  await redact.check();
  await frame.goTo('Diagnosis');
  await frame.goTo('Report');
  await expect(redact).toBeChecked();
});
