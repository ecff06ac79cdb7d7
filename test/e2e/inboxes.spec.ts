import path from 'node:path';
import { unpackEarlier } from './support/collections.ts';
import { answerOpenDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { AskingPages } from './support/pages/asking-pages.ts';
import { samplePath, sampleTitle, unpackSample } from './support/sites.ts';

test.beforeEach(async ({ casePage, frame }) => {
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Inboxes');
});

test('the details of an inbox say what it is for, who empties it and what it holds', async ({ wizard }) => {
  const { page } = wizard;
  const main = page.getByRole('main');
  await main.getByText('Details of despoolr.box\\receive').click();
  const table = page.getByRole('table', { name: 'Files in despoolr.box\\receive by extension' });
  await expect(table.getByRole('rowheader', { name: '.pck' })).toBeVisible();
  await expect(main).toContainText('SMS_DESPOOLER');
});

test('a rule can be adjusted with the keyboard, and the wizard’s own used again', async ({ wizard }) => {
  const { page } = wizard;
  const ask = new AskingPages(page);
  const inbox = page
    .getByRole('listitem')
    .filter({ has: page.getByText('despoolr.box\\receive', { exact: true }) });
  await expect(inbox).toContainText('Backlog');
  await inbox.getByText('Details of despoolr.box\\receive').click();
  const adjust = page.getByRole('button', { name: 'Adjust the rule of despoolr.box\\receive' });
  await adjust.focus();
  await page.keyboard.press('Enter');
  const files = inbox.getByRole('textbox', { name: 'Files at least' });
  await files.fill('5000');
  await inbox.getByRole('textbox', { name: 'The oldest at least' }).fill('5');
  await inbox.getByRole('combobox', { name: 'Unit of: The oldest at least' }).selectOption('days');
  await files.press('Enter');
  await ask.settled();
  await expect(adjust).toBeFocused();
  await expect(inbox).toContainText('Set by hand for this case');
  await expect(inbox.getByText('Backlog', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Use the wizard’s rule again for despoolr.box\\receive' }).click();
  await ask.settled();
  await expect(inbox.getByText('Backlog', { exact: true })).toBeVisible();
});

test('two collections are compared, as a picture and as a table', async ({ wizard, frame, casePage }) => {
  const { page, app, folder } = wizard;
  const main = page.getByRole('main');
  await frame.goTo('Case');
  await answerOpenDialog(app, [samplePath('sp2-after-backup')]);
  await casePage.chooseFiles.click();
  await casePage.expectRead();
  await frame.goTo('Inboxes');
  await answerOpenDialog(app, [await unpackEarlier(path.join(folder, 'earlier'))]);
  await page.getByRole('button', { name: 'Compare with a folder' }).click();
  const picture = page.getByRole('list', { name: 'Inboxes before and after' });
  const receive = picture.getByRole('listitem').filter({ hasText: 'despoolr.box\\receive' });
  await expect(receive).toContainText('300 → 420 files');
  await expect(receive).toContainText('Growing');
  await main.getByText('The same as a table').click();
  const row = page
    .getByRole('table', { name: 'Files in the inboxes in both collections' })
    .getByRole('row', { name: /despoolr\.box\\receive/ });
  await expect(row).toContainText('+2 per minute');
  await page.getByRole('button', { name: 'Put the comparison away' }).click();
  await expect(picture).toHaveCount(0);
});

test('another site is not compared, and it is said why', async ({ wizard }) => {
  const { page, app, folder } = wizard;
  await answerOpenDialog(app, [await unpackSample('sp3-at-startup', path.join(folder, 'other'))]);
  await page.getByRole('button', { name: 'Compare with a folder' }).click();
  await expect(page.getByRole('main')).toContainText('These two cannot be compared');
});
