import { expect, test } from './support/fixtures.ts';
import { sampleTitle } from './support/sites.ts';
import { tabTo } from './support/tab-to.ts';

test('the timeline is walked with the keyboard alone, from the picture to the line', async ({
  wizard,
  frame,
  casePage,
}) => {
  const { page } = wizard;
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Logs');
  const timeline = page.getByRole('group', { name: /^Timeline from/ });
  const executive = timeline.getByRole('button', { name: /SMS_EXECUTIVE started/ });
  await expect(executive.first()).toBeAttached();

  // One stop for all items; the arrow keys go from one to the next.
  const stops = timeline.locator('button[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await tabTo(page, stops);
  const focusedName = (): Promise<string | null> =>
    timeline.locator('button:focus').getAttribute('aria-label');
  await page.keyboard.press('Home');
  const first = await focusedName();
  await page.keyboard.press('End');
  const last = await focusedName();
  expect(first).not.toBe(last);
  expect(last).toContain('Evidence collected');
  for (let press = 0; press < 400; press += 1) {
    if ((await focusedName())?.includes('SMS_EXECUTIVE started')) break;
    await page.keyboard.press('ArrowLeft');
  }
  await expect(timeline.locator('button:focus')).toHaveAccessibleName(/SMS_EXECUTIVE started/);

  // Closer and back: what is shown is said, and the item stays.
  const range = page.getByRole('group', { name: 'Part of the timeline that is shown' }).getByRole('status');
  const before = await range.innerText();
  await page.keyboard.press('+');
  await expect(range).not.toHaveText(before);
  await expect(timeline.locator('button:focus')).toHaveAccessibleName(/SMS_EXECUTIVE started/);
  await page.keyboard.press('-');
  await expect(range).toHaveText(before);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(timeline.locator('button:focus')).toHaveAccessibleName(/SMS_EXECUTIVE started/);
});

test('the timeline is moved with its buttons, and said in words', async ({ wizard, frame, casePage }) => {
  const { page } = wizard;
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Logs');
  const tools = page.getByRole('group', { name: 'Part of the timeline that is shown' });
  const range = tools.getByRole('status');
  const whole = await range.innerText();
  await tools.getByRole('button', { name: 'Closer' }).click();
  await tools.getByRole('button', { name: 'Earlier' }).click();
  await expect(range).not.toHaveText(whole);
  await tools.getByRole('button', { name: 'Whole time' }).click();
  await expect(range).toHaveText(whole);
  await expect(tools.getByRole('button', { name: 'Wider' })).toBeDisabled();

  await page.getByText('The same in words').click();
  const words = page.getByRole('listitem').filter({ hasText: 'The site backup ended' });
  await expect(words).toBeVisible();
  await words.getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('Smsbkup.log');
});
