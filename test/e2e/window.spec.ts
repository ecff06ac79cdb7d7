import { spawn } from 'node:child_process';
import { expect, test } from './support/fixtures.ts';
import { STEPS } from './support/pages/frame.ts';
import { sampleTitle } from './support/sites.ts';
import type { Wizard } from './support/wizard.ts';

async function resize({ app }: Wizard, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
}

async function zoom({ app }: Wizard, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, value) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value);
  }, factor);
}

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
  const info = await wizard.page.evaluate(() => window.doctor.invoke('app:info', null));
  const running = await wizard.app.evaluate(() => process.versions.electron);
  expect(info.electron).toBe(running);
  expect(info.testRuntimeNote).toBe(process.env['SMS_SITE_DOCTOR_TEST_RUNTIME'] ?? null);
  expect(info.testRuntime).toBe(info.testRuntimeNote !== null);
});

for (const [name, width, height, factor] of [
  ['at its least size', 960, 640, 1],
  ['at 200 % zoom', 1600, 1000, 2],
] as const) {
  test(`no page is wider than the window ${name}`, async ({ wizard, frame, casePage }) => {
    await resize(wizard, width, height);
    await zoom(wizard, factor);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    for (const step of STEPS) {
      await frame.goTo(step);
      const overflow = await wizard.page.evaluate(() => {
        const root = document.documentElement;
        return root.scrollWidth - root.clientWidth;
      });
      expect.soft(overflow, `${step}: pixels beyond the window`).toBeLessThanOrEqual(0);
      await expect.soft(frame.actions, step).toBeInViewport();
    }
  });
}
