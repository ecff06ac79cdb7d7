import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { zipOfSites } from './support/collections.ts';
import { answerOpenDialog, answerPrinting, lastPrinted } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { AskingPages } from './support/pages/asking-pages.ts';
import { samplePath, sampleTitle } from './support/sites.ts';
import { WHO } from './support/whole-run.ts';
import type { Wizard } from './support/wizard.ts';

/** Makes the next dialog offer a zip with two sites. */
async function offerTwoSites(wizard: Wizard): Promise<void> {
  const sites = { headquarters: 'sp2-after-backup', munich: 'sp3-at-startup' } as const;
  await answerOpenDialog(wizard.app, [await zipOfSites(path.join(wizard.folder, 'both.zip'), sites)]);
}

test.describe('several sites in one zip', () => {
  test('are offered by name and place, and the chosen one is read', async ({ wizard, frame, casePage }) => {
    const { page } = wizard;
    await offerTwoSites(wizard);
    await casePage.chooseFiles.click();
    await expect(page.getByRole('heading', { name: 'Which site?' })).toBeFocused();
    const choice = page.getByRole('radiogroup', { name: 'Site to read' });
    await expect(choice.getByRole('radio')).toHaveCount(2);
    await expect(choice).toContainText('headquarters');
    await choice.getByRole('radio', { name: /munich/ }).check();
    await page.getByRole('button', { name: /^Read .*MUC/ }).click();
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP3');

    await page.getByRole('button', { name: 'Choose another site' }).click();
    await choice.getByRole('radio', { name: /headquarters/ }).check();
    await page.getByRole('button', { name: /^Read .*HQ1/ }).click();
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP2');
  });

  test('can be chosen with the keyboard, or left', async ({ wizard, frame, casePage }) => {
    const { page } = wizard;
    await offerTwoSites(wizard);
    await casePage.chooseFiles.click();
    await expect(page.getByRole('heading', { name: 'Which site?' })).toBeFocused();
    await page.keyboard.press('Tab');
    const [first, second] = [page.getByRole('radio').first(), page.getByRole('radio').nth(1)];
    await expect(first).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(second).toBeChecked();
    await page.keyboard.press('Enter');
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP3');

    await casePage.chooseFiles.click();
    await page.getByRole('button', { name: 'Read none of them' }).click();
    await expect(page.getByRole('heading', { name: 'Which site?' })).toHaveCount(0);
    await expect(frame.known).toContainText('2.0 SP3');
  });
});

test.describe('the collector', () => {
  test('is saved with its instructions where the technician says', async ({ wizard }) => {
    const { page, app, folder } = wizard;
    await answerOpenDialog(app, [folder]);
    await page.getByRole('button', { name: 'Save the collector' }).click();
    await expect(page.getByRole('main')).toContainText('The collector is saved');
    const target = path.join(folder, 'SMS collector');
    await expect(page.getByText(target, { exact: true })).toBeVisible();
    const names = await readdir(target);
    expect(names.map((name) => name.toLowerCase())).toContain('collect.cmd');
    expect(names.some((name) => /\.html?$/i.test(name))).toBe(true);
    const batch = await readFile(path.join(target, names.find((name) => /^collect\.cmd$/i.test(name)) ?? ''));
    expect(batch.toString('latin1')).toContain('\r\n');
  });

  test('is not saved when the dialog is cancelled', async ({ wizard }) => {
    await answerOpenDialog(wizard.app, []);
    const save = wizard.page.getByRole('button', { name: 'Save the collector' });
    await save.click();
    await expect(save).toBeFocused();
    await expect(wizard.page.getByRole('main')).not.toContainText('The collector is saved');
  });

  test('prints its instructions, and says why when that does not work', async ({ wizard }) => {
    const { page, app } = wizard;
    const print = page.getByRole('button', { name: 'Print them' });
    await answerPrinting(app, null);
    await print.click();
    await expect.poll(() => lastPrinted(app)).toMatch(/collector-instructions .+/);
    await expect(page.getByRole('main')).not.toContainText('could not be printed');
    await answerPrinting(app, 'No printer is set up');
    await print.click();
    await expect(page.getByRole('main')).toContainText('could not be printed: No printer is set up.');
  });

  test('shows its instructions, and the focus comes back', async ({ wizard }) => {
    const { page } = wizard;
    const show = page.getByRole('button', { name: 'Show the instructions' });
    await show.click();
    const dialog = page.getByRole('dialog', { name: 'How to collect on the server' });
    await expect(dialog).toBeVisible();
    await expect(
      page.frameLocator('iframe[title="Instructions for the collector"]').locator('body'),
    ).toContainText('collect.cmd');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(show).toBeFocused();
  });
});

test('a server by its name is offered where it can be read, or it is said why not', async ({ wizard }) => {
  const { page } = wizard;
  const main = page.getByRole('main');
  const windows = process.platform === 'win32';
  await expect(page.getByRole('button', { name: 'Read this server' })).toHaveCount(windows ? 1 : 0);
  if (!windows) await expect(main).toContainText('By server name is not possible here');
});

test.describe('what was entered', () => {
  test.beforeEach(async ({ wizard, casePage, frame }) => {
    const { page } = wizard;
    await casePage.fill(WHO);
    await page.getByRole('button', { name: 'Answer questions instead' }).click();
    await frame.expectAt('Version');
    await page.getByRole('radio', { name: /^Service Pack 3/ }).check();
    await new AskingPages(page).settled();
    await frame.goTo('Case');
    await answerOpenDialog(wizard.app, [samplePath('sp2-after-backup')]);
    await casePage.chooseFiles.click();
  });

  test('is not replaced without a question, which can be left', async ({ wizard, casePage, frame }) => {
    const { page } = wizard;
    const dialog = page.getByRole('alertdialog', { name: 'Is this the same case?' });
    await expect(dialog).toContainText('1 answer');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(casePage.chooseFolder).toBeFocused();
    await expect(frame.known).toContainText('2.0 SP3');
  });

  test('can be kept', async ({ wizard, casePage, frame }) => {
    const { page } = wizard;
    await page.getByRole('button', { name: 'Keep what you entered' }).click();
    await casePage.expectRead();
    await expect(casePage.ticket).toHaveValue(WHO.ticket);
    await frame.goTo('Version');
    await expect(page.getByRole('radio', { name: /^Service Pack 3/ })).toBeChecked();
    await expect(page.getByRole('main')).toContainText(WHO.technician);
  });

  test('goes with a new case, but not the technician', async ({ wizard, casePage, frame }) => {
    const { page } = wizard;
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start a new case' }).click();
    await casePage.expectRead();
    await expect(casePage.ticket).toHaveValue('');
    await expect(casePage.technician).toHaveValue(WHO.technician);
    await frame.goTo('Version');
    await expect(page.getByRole('radio', { name: /^Service Pack 3/ })).not.toBeChecked();
  });
});

test('a new case begins after asking', async ({ wizard, casePage, frame }) => {
  const { page } = wizard;
  await casePage.fill(WHO);
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Diagnosis');
  const command = frame.rail.getByRole('button', { name: 'New case' });
  await command.click();
  const dialog = page.getByRole('alertdialog', { name: 'Start a new case?' });
  // A sample is not kept until somebody works on it, so Enter presses what loses nothing.
  await expect(dialog).toContainText('not kept yet');
  await expect(dialog.getByRole('button', { name: 'Stay with this case' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(command).toBeFocused();
  await expect(frame.known).toContainText('2.0 SP2');
  await command.click();
  await dialog.getByRole('button', { name: 'Start a new case' }).click();
  await frame.expectAt('Case');
  await expect(frame.title).toBeFocused();
  await expect(frame.known).not.toContainText('2.0 SP2');
  await expect(casePage.ticket).toHaveValue('');
  await expect(frame.step('Diagnosis')).toContainText('Blocked');
});

test('the age of the evidence is in sight, and a sample says that it is one', async ({
  wizard,
  casePage,
  frame,
}) => {
  const { page, app } = wizard;
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await expect(frame.rail).toContainText('Sample site, made up');
  await answerOpenDialog(app, [samplePath('sp2-after-backup')]);
  await casePage.chooseFiles.click();
  await expect(frame.rail).toContainText('Collected 17 May 2001, 17:30 server time');
  await expect(frame.rail).toContainText(/\d+ years old · stale/);
  for (const step of ['Diagnosis', 'Fix'] as const) {
    await frame.goTo(step);
    await expect(page.getByRole('main')).toContainText(/What was read is \d+ years old/);
  }
  await page.getByRole('button', { name: 'Collect it anew' }).click();
  await frame.expectAt('Case');
});
