import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { answerOpenDialog, answerQuestions, askedQuestions } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { hungSite, letItRecover } from './support/live-site.ts';
import { CasePage } from './support/pages/case-page.ts';
import { FixPage } from './support/pages/fix-page.ts';
import { Frame } from './support/pages/frame.ts';
import { tabTo } from './support/tab-to.ts';
import { type Wizard, openWizard } from './support/wizard.ts';

/** Title of the step that edits. */
const EDIT = /insert the pauses/i;
/** The button of a step that is only looked at. */
const LOOK = /^Look(?! again)/;
const CHANGE = /^Change the control file/;
const PUT_BACK = /^Put the original back/;

const controlFile = (site: string): string => path.join(site, 'Inboxes', 'smsbkup.box', 'Smsbkup.ctl');

/** Presses the button that the keyboard reaches under this name. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('main').getByRole('button', { name }).first());
  await page.keyboard.press('Enter');
}

/** Goes to a page by the rail, with the keyboard. */
async function goTo(page: Page, step: RegExp): Promise<void> {
  await tabTo(page, page.getByRole('navigation').getByRole('button', { name: step }));
  await page.keyboard.press('Enter');
}

async function readSite(wizard: Wizard, site: string): Promise<void> {
  await answerOpenDialog(wizard.app, [site]);
  const casePage = new CasePage(wizard.page);
  await tabTo(wizard.page, casePage.chooseFolder);
  await wizard.page.keyboard.press('Enter');
  await casePage.expectRead();
}

/** Goes through the steps that stand before the edit: those the wizard looks at, and those that are told. */
async function upToTheEdit({ page }: Wizard, fix: FixPage): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    const title = await fix.now.locator('.step-title').innerText();
    if (EDIT.test(title)) return;
    const look = fix.now.getByRole('button', { name: LOOK });
    const told = fix.now.getByRole('button', { name: /^I did this/ });
    if ((await look.count()) > 0 && (await look.first().isVisible())) {
      await press(page, LOOK);
      await expect(fix.now.locator('.step-title')).not.toHaveText(title);
      continue;
    }
    await expect(told).toBeVisible();
    await press(page, /^I did this ?:/);
    await page.keyboard.type('Seen on the server.');
    await press(page, 'I did this');
    await expect(fix.now.locator('.step-title')).not.toHaveText(title);
  }
  throw new Error('The step that edits the control file was not reached.');
}

test.describe('the control file is edited', () => {
  for (const killAt of ['before', 'after'] as const) {
    test(`and the program killed ${killAt} the file is replaced; resumed, undone, redone, verified`, async () => {
      test.setTimeout(240_000);
      let wizard = await openWizard({ killAt });
      const { folder } = wizard;
      const site = await hungSite(folder);
      const original = await readFile(controlFile(site));

      await test.step('a case is begun and the plan gone through up to the edit', async () => {
        const { page, app } = wizard;
        await readSite(wizard, site);
        await answerQuestions(app, 0);
        const fix = new FixPage(page);
        await goTo(page, /^Fix/);
        const mitigation = fix.plan('Mitigation');
        await tabTo(page, mitigation);
        if ((await mitigation.getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('Enter');
        await press(page, /^Begin, live/);
        await upToTheEdit(wizard, fix);
      });

      await test.step('it is killed in the middle of the edit', async () => {
        const { page, app } = wizard;
        const fix = new FixPage(page);
        await expect(fix.now).toContainText('sleep 60');
        expect(await readFile(controlFile(site))).toEqual(original);
        const ended = app.waitForEvent('close');
        await press(page, CHANGE);
        await ended;
        const left = await readFile(controlFile(site));
        if (killAt === 'before') expect(left).toEqual(original);
        else expect(left.toString('latin1')).toContain('sleep 60');
      });

      wizard = await openWizard({ folder });
      try {
        const { page, app, messages } = wizard;
        const [fix, frame] = [new FixPage(page), new Frame(page)];
        await answerQuestions(app, 0);

        await test.step('it is started again and goes on where it stopped', async () => {
          await press(page, 'Go on where you stopped');
          await expect(fix.now).toContainText(EDIT);
          await expect(fix.now).toContainText(/cut off|interrupted/i);
          await expect(fix.journal).toContainText('was cut off');
        });

        await test.step('the edit is finished', async () => {
          await press(page, killAt === 'before' ? /^Do it again/ : /^Go on ?:/);
          if (killAt === 'before') await press(page, CHANGE);
          await expect(fix.now.locator('.step-title')).not.toHaveText(EDIT);
          expect((await readFile(controlFile(site))).toString('latin1').match(/sleep 60\r\n/g)).toHaveLength(
            3,
          );
        });

        await test.step('it is taken back, and done once more', async () => {
          await press(page, EDIT);
          await press(page, PUT_BACK);
          // The button that shows it goes by the same name as the one that does it.
          await expect(fix.main).toContainText('Exactly this takes it back');
          await press(page, PUT_BACK);
          await expect.poll(() => readFile(controlFile(site))).toEqual(original);
          await press(page, CHANGE);
          await expect
            .poll(
              async () =>
                (await readFile(controlFile(site))).toString('latin1').match(/sleep 60\r\n/g)?.length,
            )
            .toBe(3);
          const backups = (await readdir(path.dirname(controlFile(site)))).filter((name) =>
            name.endsWith('.bak'),
          );
          expect(backups.length).toBeGreaterThan(0);
          for (const backup of backups) {
            expect(await readFile(path.join(path.dirname(controlFile(site)), backup))).toEqual(original);
          }
          expect(await askedQuestions(app)).toHaveLength(1);
        });

        await test.step('a second reading shows that the finding flipped', async () => {
          await letItRecover(site);
          await goTo(page, /^Verify/);
          await press(page, 'Read the site again');
          await expect(frame.known).toContainText('20:4');
          await expect(page.getByRole('main')).toContainText(
            'Q260366 no longer shows, and nothing got worse.',
          );
          await expect(page.getByRole('main')).toContainText('confirmed → ruled out');
        });
        expect(messages.complaints(), 'complaints on a console').toEqual([]);
      } finally {
        await wizard.close();
      }
    });
  }

  test('and taken back after the plan was given up', async () => {
    test.setTimeout(120_000);
    const wizard = await openWizard({});
    try {
      const { page, app, folder } = wizard;
      const site = await hungSite(folder);
      const original = await readFile(controlFile(site));
      const fix = new FixPage(page);
      await readSite(wizard, site);
      await answerQuestions(app, 0);
      await goTo(page, /^Fix/);
      await tabTo(page, fix.plan('Mitigation'));
      if ((await fix.plan('Mitigation').getAttribute('aria-expanded')) !== 'true')
        await page.keyboard.press('Enter');
      await press(page, /^Begin, live/);
      await upToTheEdit(wizard, fix);
      await press(page, CHANGE);
      await expect(fix.now.locator('.step-title')).not.toHaveText(EDIT);
      expect(await readFile(controlFile(site))).not.toEqual(original);

      // What is being written stays when the page is left.
      await press(page, /^Note/);
      await page.keyboard.type('Half a note');
      await goTo(page, /^Logs/);
      await goTo(page, /^Fix/);
      await expect(fix.main.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a note');
      await press(page, 'No note');

      await press(page, 'Give this plan up');
      await page.keyboard.type('Another service pack is put on instead.');
      await page.keyboard.press('Enter');
      await expect(fix.main).toContainText('Given up after');
      await press(page, PUT_BACK);
      await expect(fix.main).toContainText('Exactly this takes it back');
      await press(page, PUT_BACK);
      await expect.poll(() => readFile(controlFile(site))).toEqual(original);
      await expect(fix.main).toContainText('the original again');
      await expect(fix.main.getByRole('heading', { name: /^Given up/ })).toBeFocused();
      await expect(fix.main.getByRole('button', { name: PUT_BACK })).toHaveCount(0);
    } finally {
      await wizard.close();
    }
  });
});

test('by hand, a service that does not stop leads to the step that ends its process', async () => {
  test.setTimeout(120_000);
  const wizard = await openWizard({});
  try {
    const { page } = wizard;
    const fix = new FixPage(page);
    await readSite(wizard, await hungSite(wizard.folder));
    await goTo(page, /^Fix/);
    const relief = fix.plan('Relief');
    if ((await relief.getAttribute('aria-expanded')) !== 'true') await relief.click();
    await fix.main.getByRole('radio', { name: /by hand/i }).check();
    await fix.begin.click();
    const title = fix.now.locator('.step-title');
    const missed = async (words: string): Promise<void> => {
      await fix.now.getByRole('button', { name: /^It did not work ?:/ }).click();
      await fix.main.getByRole('textbox', { name: 'What do you see?' }).fill(words);
      await fix.main.getByRole('button', { name: 'It did not work', exact: true }).click();
    };
    for (let step = 0; step < 12 && !(await title.innerText()).startsWith('Stop SMS_EXECUTIVE'); step += 1) {
      const before = await title.innerText();
      await fix.tell();
      await expect(title).not.toHaveText(before);
    }
    await expect(title).toContainText('Stop SMS_EXECUTIVE');
    await missed('NET STOP says that it is stopping.');
    await expect(title).toContainText(/ten minutes/i);
    await missed('Still stopping after ten minutes.');
    await expect(title).toContainText(/end the process/i);
    await fix.tell('Ended in Task Manager.');
    await expect(title).toContainText('SMS_SITE_COMPONENT_MANAGER');
    await expect(fix.journal).toContainText('did not reach its end: Still stopping after ten minutes.');
  } finally {
    await wizard.close();
  }
});
