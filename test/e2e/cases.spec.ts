import { appendFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { drop } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { CasePage } from './support/pages/case-page.ts';
import { Frame } from './support/pages/frame.ts';
import { unpackSample } from './support/sites.ts';
import { type Wizard, openWizard } from './support/wizard.ts';

/** Reads a site and waits until its case is kept. */
async function keepSite({ app, page, folder }: Wizard): Promise<void> {
  await answerOpenDialog(app, [await unpackSample('sp2-after-backup', path.join(folder, 'site'))]);
  const casePage = new CasePage(page);
  await casePage.chooseFolder.click();
  await casePage.expectRead();
  await expect(page.getByText(/^Kept in /)).toBeVisible();
}

/** Closes the window as a click on its cross does, and waits until the program has ended. */
async function closeWindow({ app }: Wizard): Promise<void> {
  const ended = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  await ended;
}

/** The folder of the only case in a profile. */
async function onlyCase(folder: string): Promise<string> {
  const cases = path.join(folder, 'profile', 'cases');
  const names = await readdir(cases);
  expect(names).toHaveLength(1);
  return path.join(cases, names[0] ?? '');
}

/** The only case in the list, opened. */
async function openOnlyCase({ page }: Wizard): Promise<void> {
  const list = page.getByRole('list', { name: 'Your cases' });
  await list.getByRole('button', { name: /^Open/ }).click();
  await expect(page.getByText(/^Kept in /)).toBeVisible();
}

test('what was typed right before the window is closed is kept', async () => {
  const first = await openWizard();
  const { folder } = first;
  await keepSite(first);
  await new CasePage(first.page).name.fill('Nothing reaches Lyon');
  await closeWindow(first);
  const again = await openWizard({ folder });
  try {
    await expect(again.page.getByRole('list', { name: 'Your cases' })).toContainText('Nothing reaches Lyon');
    await openOnlyCase(again);
    await expect(new CasePage(again.page).name).toHaveValue('Nothing reaches Lyon');
    expect([...first.messages.complaints(), ...again.messages.complaints()]).toEqual([]);
  } finally {
    await again.close();
  }
});

test('a case saved as one file is opened on another computer by dropping it', async ({
  wizard,
  casePage,
}) => {
  await keepSite(wizard);
  await casePage.fill({ name: 'Nothing reaches Lyon', ticket: 'INC-7', technician: 'Ada' });
  const file = path.join(wizard.folder, 'lyon.smscase');
  await answerSaveDialog(wizard.app, file);
  await wizard.page.getByRole('button', { name: 'Save the case as one file' }).click();
  await expect(wizard.page.getByText(`Saved: ${file}`)).toBeVisible();
  // The site it was read from is not there either.
  await rm(path.join(wizard.folder, 'site'), { recursive: true });
  const other = await openWizard();
  try {
    await drop(other, [file]);
    const otherCase = new CasePage(other.page);
    await expect(otherCase.name).toHaveValue('Nothing reaches Lyon');
    await expect(otherCase.ticket).toHaveValue('INC-7');
    await expect(new Frame(other.page).known).toContainText('2.0 SP2');
    await expect(other.page.getByRole('main')).toContainText('Shown from what the case kept');
    await expect(other.page.getByRole('main')).not.toContainText('From answers alone');
    expect(other.messages.complaints()).toEqual([]);
  } finally {
    await other.close();
  }
});

test.describe('the journal of a case', () => {
  for (const { name, harm, told } of [
    {
      name: 'torn at its end opens with a notice, and is written on',
      harm: (journal: string) => appendFile(journal, '{"seq":99,"at":"2001-05-'),
      told: 'That record was not finished and does not count.',
    },
    {
      name: 'damaged in the middle opens to be looked at only',
      harm: async (journal: string) => {
        const lines = (await readFile(journal, 'utf8')).split('\n');
        lines[1] = (lines[1] ?? '').replace(/"/, "'");
        await writeFile(journal, lines.join('\n'));
      },
      told: 'The journal of this case is damaged in line 2.',
    },
  ]) {
    test(name, async () => {
      const first = await openWizard();
      const { folder } = first;
      await keepSite(first);
      await closeWindow(first);
      const journal = path.join(await onlyCase(folder), 'journal.ndjson');
      await harm(journal);
      const harmed = await readFile(journal);
      const again = await openWizard({ folder });
      try {
        await openOnlyCase(again);
        await expect(again.page.getByRole('main')).toContainText(told);
        await expect(new Frame(again.page).known).toContainText('2.0 SP2');
        await expect(again.page.getByRole('main')).not.toContainText('From answers alone');
        if (told.includes('damaged')) expect(await readFile(journal)).toEqual(harmed);
        const file = path.join(folder, 'carried.smscase');
        await answerSaveDialog(again.app, file);
        await again.page.getByRole('button', { name: 'Save the case as one file' }).click();
        await expect(again.page.getByText(`Saved: ${file}`)).toBeVisible();
        await rm(file);
        expect(again.messages.complaints()).toEqual([]);
      } finally {
        await again.close();
      }
    });
  }
});
