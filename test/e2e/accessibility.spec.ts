import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lastLines, unpackEarlier, zipOfSites } from './support/collections.ts';
import { answerOpenDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { AskingPages } from './support/pages/asking-pages.ts';
import type { CasePage } from './support/pages/case-page.ts';
import { FixPage } from './support/pages/fix-page.ts';
import { STEPS } from './support/pages/frame.ts';
import type { Frame } from './support/pages/frame.ts';
import { sampleTitle } from './support/sites.ts';
import { resize } from './support/window-size.ts';

/** Violations of the page as shown, in short. */
async function violations(page: Page): Promise<readonly string[]> {
  // Electron opens no further pages for the scan, so it runs in the page itself (legacy mode).
  const result = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // A sandboxed document of its own in which no script may run.
    .exclude('iframe')
    // The component library's marks for the edges of the tab order: they hand the focus on at once.
    .exclude('[data-tabster-dummy]')
    .analyze();
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

/** Scans every page, before and after a site is read. */
async function scanPages(page: Page, frame: Frame, casePage: CasePage): Promise<void> {
  expect.soft(await violations(page), 'Case, before a site is read').toEqual([]);
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  for (const step of STEPS) {
    await frame.goTo(step);
    expect.soft(await violations(page), step).toEqual([]);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes the accessibility scan in ${colorScheme}`, async ({ wizard, frame, casePage }) => {
    test.setTimeout(180_000);
    await wizard.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await scanPages(wizard.page, frame, casePage);
  });
}

test('every page passes the accessibility scan in the high-contrast theme', async ({
  wizard,
  frame,
  casePage,
}) => {
  test.setTimeout(180_000);
  await wizard.page.emulateMedia({ reducedMotion: 'reduce' });
  await frame.chooseTheme('High contrast');
  await scanPages(wizard.page, frame, casePage);
});

test('every page passes the accessibility scan with forced colours', async ({ wizard, frame, casePage }) => {
  test.setTimeout(180_000);
  await wizard.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await scanPages(wizard.page, frame, casePage);
});

for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
  test(`what lies over the page passes the accessibility scan, theme ${theme}`, async ({
    wizard,
    frame,
    casePage,
    diagnosisPage,
  }) => {
    const { page } = wizard;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await frame.chooseTheme(theme);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.goTo('Diagnosis');
    await diagnosisPage.citations.first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Copy the cited line' })).toBeVisible();
    expect.soft(await violations(page), 'lines of a source').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);

    await resize(wizard, 960, 640);
    await frame.unfoldKnown.click();
    await expect(page.getByRole('dialog', { name: 'What we know' })).toContainText('2.0 SP2');
    expect.soft(await violations(page), 'What we know as a drawer').toEqual([]);
  });
}

for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
  test(`what collecting and asking show passes the accessibility scan, theme ${theme}`, async ({
    wizard,
    frame,
    casePage,
  }) => {
    test.setTimeout(120_000);
    const { page, app, folder } = wizard;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await frame.chooseTheme(theme);

    await page.getByRole('button', { name: 'Show the instructions' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await violations(page), 'instructions of the collector').toEqual([]);
    await page.keyboard.press('Escape');

    const sites = { headquarters: 'sp2-after-backup', munich: 'sp3-at-startup' } as const;
    await answerOpenDialog(app, [await zipOfSites(path.join(folder, 'both.zip'), sites)]);
    await casePage.chooseFiles.click();
    await expect(page.getByRole('heading', { name: 'Which site?' })).toBeVisible();
    expect.soft(await violations(page), 'choice between sites').toEqual([]);
    await page.getByRole('button', { name: /^Read HQ1/ }).click();
    await casePage.expectRead();
    expect.soft(await violations(page), 'Case, with stale evidence').toEqual([]);

    await frame.goTo('Logs');
    const ask = new AskingPages(page);
    await ask.lines.fill(await lastLines('sp2-after-backup', 'Despool.log', 5));
    await expect(ask.main).toContainText('counts for');
    expect.soft(await violations(page), 'pasted lines, recognized').toEqual([]);
    await page.getByRole('button', { name: 'Use these lines' }).click();
    await expect(ask.pasted).toBeVisible();
    expect.soft(await violations(page), 'pasted lines, used').toEqual([]);

    await frame.goTo('Inboxes');
    await ask.main.getByText('Details of despoolr.box\\receive').click();
    await page.getByRole('button', { name: 'Adjust the rule of despoolr.box\\receive' }).click();
    await answerOpenDialog(app, [await unpackEarlier(path.join(folder, 'earlier'))]);
    await page.getByRole('button', { name: 'Compare with a folder' }).click();
    await expect(page.getByRole('list', { name: 'Inboxes before and after' })).toBeVisible();
    expect.soft(await violations(page), 'details of an inbox and a comparison').toEqual([]);

    await frame.rail.getByRole('button', { name: 'New case' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    expect.soft(await violations(page), 'a new case').toEqual([]);
  });
}

for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
  test(`a plan that is being done passes the accessibility scan, theme ${theme}`, async ({
    wizard,
    frame,
    casePage,
  }) => {
    test.setTimeout(120_000);
    const { page } = wizard;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await frame.chooseTheme(theme);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.goTo('Fix');
    const fix = new FixPage(page);
    await fix.plan('Cure').click();
    await fix.main.getByText(/^Ends \d+ known bugs$/).click();
    expect.soft(await violations(page), 'an upgrade with its lists').toEqual([]);
    await fix.plan('Relief').click();
    await fix.begin.click();
    await expect(fix.title(0)).toBeFocused();
    await fix.skip.click();
    expect.soft(await violations(page), 'a step with the reason asked').toEqual([]);
    await fix.main.getByRole('button', { name: 'Do not skip' }).click();
    await fix.tell('Seen.');
    await expect(fix.title(1)).toBeFocused();
    await fix.title(0).click();
    expect.soft(await violations(page), 'a step that is done, and the journal').toEqual([]);
    await frame.goTo('Case');
    expect.soft(await violations(page), 'Case, with a case that is kept').toEqual([]);
  });
}

test('pages without a site say what to do next, and pass the scan', async ({ wizard, frame }) => {
  const { page } = wizard;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const step of STEPS.slice(1)) {
    await frame.goTo(step);
    expect.soft(await violations(page), step).toEqual([]);
  }
});
