import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { FixPage } from './support/pages/fix-page.ts';
import { STEPS } from './support/pages/frame.ts';
import { makeLargeSite, sampleTitle, unpackSample } from './support/sites.ts';
import { WHO } from './support/whole-run.ts';

/** More stops than any page has. */
const MOST_STOPS = 200;

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${target.toString()}.`);
}

test('the main job works with the keyboard alone', async ({ wizard, frame, casePage, reportPage }) => {
  test.setTimeout(120_000);
  const { page, app, folder } = wizard;
  await tabTo(page, casePage.name);
  await page.keyboard.type(WHO.name);
  await tabTo(page, casePage.ticket);
  await page.keyboard.type(WHO.ticket);
  await tabTo(page, casePage.technician);
  await page.keyboard.type(WHO.technician);
  await tabTo(page, casePage.sample(await sampleTitle('sp2-after-backup')));
  await page.keyboard.press('Enter');
  await casePage.expectRead();

  for (const step of STEPS.slice(1)) {
    await tabTo(page, frame.primary);
    await page.keyboard.press('Enter');
    await frame.expectAt(step);
  }

  const file = path.join(folder, 'keyboard.html');
  await answerSaveDialog(app, file);
  await tabTo(page, reportPage.saveHtml);
  await page.keyboard.press('Enter');
  await expect(page.getByText(file, { exact: true })).toBeVisible();
  const html = await readFile(file, 'utf8');
  expect(html).toContain('Q260366');
  expect(html).toContain(WHO.technician);
});

test('a cited line opens with the keyboard, and the focus comes back', async ({
  wizard,
  frame,
  casePage,
  diagnosisPage,
}) => {
  const { page } = wizard;
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Diagnosis');
  const citation = diagnosisPage.citations.first();
  await tabTo(page, citation);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/waiting/i);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(citation).toBeFocused();
});

test.describe('the focus goes on when what had it goes away:', () => {
  test('What we know, folded and unfolded', async ({ wizard, frame }) => {
    const { page } = wizard;
    await tabTo(page, frame.foldKnown);
    await page.keyboard.press('Enter');
    await expect(frame.unfoldKnown).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(frame.foldKnown).toBeFocused();
  });

  test('a reading, begun, cancelled and put away', async ({ wizard, casePage }) => {
    const { page, app } = wizard;
    await answerOpenDialog(app, [await makeLargeSite(path.join(wizard.folder, 'large'))]);
    await tabTo(page, casePage.chooseFolder);
    await page.keyboard.press('Enter');
    await expect(casePage.cancelReading).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Read large after all' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Put away' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(casePage.chooseFolder).toBeFocused();
  });

  test('a reading, begun and done', async ({ wizard, casePage }) => {
    const { page, app } = wizard;
    await answerOpenDialog(app, [await unpackSample('sp4-busy', path.join(wizard.folder, 'site'))]);
    await tabTo(page, casePage.chooseFolder);
    await page.keyboard.press('Enter');
    await casePage.expectRead();
    await expect(page.getByRole('heading', { level: 2, name: 'site', exact: true })).toBeFocused();
  });

  test('a sample, picked up and read', async ({ wizard, casePage }) => {
    const { page } = wizard;
    const title = await sampleTitle('sp4-busy');
    await tabTo(page, casePage.sample(title));
    await page.keyboard.press('Enter');
    await casePage.expectRead();
    await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeFocused();
  });

  test('a step, not skipped after all, done, and opened again', async ({ wizard, frame, casePage }) => {
    const { page } = wizard;
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.goTo('Fix');
    const fix = new FixPage(page);
    await tabTo(page, fix.begin);
    await page.keyboard.press('Enter');
    const first = fix.title(0);
    await expect(first).toBeFocused();

    await tabTo(page, fix.skip);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Why is it skipped?' })).toBeFocused();
    await tabTo(page, fix.main.getByRole('button', { name: 'Do not skip' }));
    await page.keyboard.press('Enter');
    await expect(fix.skip).toBeFocused();

    await first.focus();
    await tabTo(page, fix.told);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'What did you see or do?' })).toBeFocused();
    await page.keyboard.type('Copied to E:\\proof.');
    await tabTo(page, fix.main.getByRole('button', { name: 'I did this', exact: true }));
    await page.keyboard.press('Enter');
    await expect(fix.title(1)).toBeFocused();
    await expect(first).toContainText('Done by hand');
    await expect(fix.journal).toContainText('Copied to E:\\proof.');

    await first.focus();
    await page.keyboard.press('Enter');
    await tabTo(page, fix.main.getByRole('button', { name: /^Open it again/ }));
    await page.keyboard.press('Enter');
    await expect(first).toBeFocused();
    await expect(first).not.toContainText('Done by hand');
  });
});
