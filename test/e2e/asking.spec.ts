import { lastLines } from './support/collections.ts';
import { expect, test } from './support/fixtures.ts';
import { AskingPages } from './support/pages/asking-pages.ts';
import { sampleTitle } from './support/sites.ts';
import { WHO } from './support/whole-run.ts';

test('with a telephone alone, pasted lines and answers lead to a confirmed verdict', async ({
  wizard,
  frame,
  casePage,
  reportPage,
}) => {
  test.setTimeout(120_000);
  const { page } = wizard;
  const ask = new AskingPages(page);
  await casePage.fill(WHO);
  await page.getByRole('button', { name: 'Answer questions instead' }).click();

  await frame.expectAt('Version');
  await ask.releaseNumber.fill('2.00.1493.2009');
  await expect(ask.main).toContainText('SMS 2.0 SP2');
  await ask.useNumber.click();
  await expect(page.getByRole('radio', { name: 'By number: 2.00.1493.2009' })).toBeChecked();
  await expect(ask.main).toContainText(`Answered by ${WHO.technician}`);

  await frame.goTo('Logs');
  await ask.lines.fill(await lastLines('sp2-after-backup', 'Despool.log', 60));
  await expect(ask.main).toContainText('SMS_DESPOOLER');
  await expect(ask.main).toContainText('counts for');
  await expect(ask.logFamily).toHaveValue('despool');
  await page.getByRole('button', { name: 'Use these lines' }).click();
  await expect(ask.pasted).toContainText('Despool.log');
  await expect(ask.pasted).toContainText(WHO.technician);
  await ask.settled();

  await frame.goTo('Inboxes');
  await ask.count('despoolr.box/receive', '420', '15');
  await expect(ask.main).toContainText('420 files');

  await frame.goTo('Services & backup');
  await page.getByRole('combobox', { name: 'State of SMS_EXECUTIVE by hand' }).selectOption('running');
  await ask.settled();
  await ask.tell(/Did a site backup end/, 'Yes');
  await ask.tell(/folder whose name begins with Crash/, 'No');

  await frame.goTo('Diagnosis');
  await expect(ask.main).toContainText('Confirmed');
  await expect(ask.main).toContainText('Q260366');
  await expect(ask.main).not.toContainText(/inbox:|log-text:|service-state:/);
  for (const step of ['Logs', 'Inboxes'] as const) {
    await expect(frame.step(step)).toContainText(/Answered|Done/);
  }

  await frame.goTo('Report');
  await expect(reportPage.preview.locator('body')).toContainText('Q260366');
  await expect(reportPage.preview.locator('body')).toContainText(WHO.technician);
});

test('pasted lines can be changed and removed', async ({ wizard, frame, casePage }) => {
  const { page } = wizard;
  const ask = new AskingPages(page);
  await casePage.readSample(await sampleTitle('sp4-busy'));
  await frame.goTo('Logs');
  await ask.lines.fill(await lastLines('sp2-after-backup', 'Despool.log', 3));
  await page.getByRole('button', { name: 'Use these lines' }).click();
  await expect(ask.pasted).toContainText('3 lines pasted');
  await expect(ask.lines).toHaveValue('');
  await ask.pasted.getByRole('button', { name: 'Change the lines of Despool.log' }).click();
  await expect(ask.lines).toBeFocused();
  await ask.lines.fill(await lastLines('sp2-after-backup', 'Despool.log', 2));
  await page.getByRole('button', { name: 'Replace the lines of Despool.log' }).click();
  await expect(ask.pasted).toContainText('2 lines pasted');
  await ask.settled();
  await ask.pasted.getByRole('button', { name: 'Remove the lines of Despool.log' }).click();
  await expect(ask.pasted).toHaveCount(0);
  await expect(ask.lines).toBeFocused();
});

test('a text that is too long is told, not cut', async ({ wizard, frame, casePage }) => {
  const ask = new AskingPages(wizard.page);
  await casePage.readSample(await sampleTitle('sp4-busy'));
  await frame.goTo('Logs');
  await ask.lines.fill('x'.repeat(20_001));
  await expect(ask.main).toContainText('20,001 characters');
  await expect(wizard.page.getByRole('button', { name: 'Use these lines' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('a question nobody can answer is put aside with who and when, and can be asked again', async ({
  wizard,
  frame,
  casePage,
}) => {
  const { page } = wizard;
  await casePage.fill(WHO);
  await page.getByRole('button', { name: 'Answer questions instead' }).click();
  await frame.expectAt('Version');
  await frame.goTo('Diagnosis');
  await expect(page.getByRole('main')).toContainText('by this computer’s clock');
  const heading = page
    .getByRole('main')
    .getByRole('heading', { level: 3 })
    .filter({ hasText: /\?$/ })
    .first();
  const text = await heading.innerText();
  const asked = page.getByRole('heading', { level: 3, name: text });
  await page
    .getByRole('listitem')
    .filter({ has: asked })
    .getByRole('button', { name: 'I don’t know' })
    .click();
  await expect(asked).toHaveCount(0);
  const aside = page.getByRole('listitem').filter({ hasText: `${text} I don’t know` });
  await expect(aside).toContainText(WHO.technician);
  await aside.getByRole('button', { name: /^Ask again/ }).click();
  await expect(asked).toHaveCount(1);
});

test('an answer that was given is changed on its page and taken back', async ({
  wizard,
  frame,
  casePage,
}) => {
  const { page } = wizard;
  const ask = new AskingPages(page);
  await casePage.readSample(await sampleTitle('sp4-busy'));
  await frame.goTo('Inboxes');
  await ask.count('despoolr.box/receive', '3', '1');
  await frame.goTo('Diagnosis');
  const given = page.getByRole('listitem').filter({ hasText: 'Files in despoolr.box\\receive' });
  await expect(given).toContainText('3 files, the oldest 60 minutes old');
  await given.getByRole('button', { name: /^Change on Inboxes/ }).click();
  await frame.expectAt('Inboxes');
  await expect(ask.files).toHaveValue('3');
  await ask.count('despoolr.box/receive', '0', '');
  await expect(ask.main).toContainText('empty');
  await ask.main.getByRole('button', { name: /^Take back the answer to: Files in/ }).click();
  await ask.settled();
  await expect(ask.files).toHaveValue('');
});
