import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { answerSaveDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { STEPS } from './support/pages/frame.ts';
import { sampleTitle } from './support/sites.ts';
import { WHO } from './support/whole-run.ts';

/** More stops than any page has. */
const MOST_STOPS = 150;

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
