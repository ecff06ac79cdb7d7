import { appendFile, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { answerOpenDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import type { CasePage } from './support/pages/case-page.ts';
import type { DiagnosisPage } from './support/pages/diagnosis-page.ts';
import type { Frame } from './support/pages/frame.ts';
import { sampleTitle, unpackSample } from './support/sites.ts';
import { resize, zoom } from './support/window-size.ts';
import type { Wizard } from './support/wizard.ts';

const stamped = (message: string, time: string): string =>
  `${message}  $$<SMS_DESPOOLER><Thu May 17 ${time} 2001 Eastern Daylight Time><thread=849 (0x351)>`;
const failed = 'ERROR - Cannot open D:\\SMS\\inboxes\\despoolr.box\\receive\\a.sni, Win32 = 32';

/** The log reader, as somebody sees it. */
class LogReader {
  readonly #page: Page;
  readonly grid: Locator;
  readonly title: Locator;
  readonly details: Locator;
  readonly filter: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.grid = page.getByRole('grid');
    this.title = page.getByRole('heading', { level: 1 });
    this.details = page.getByRole('region', { name: 'Selected line' });
    this.filter = page.getByRole('region', { name: 'Which lines are shown' });
  }

  /** A row by its number from 0. */
  row(index: number): Locator {
    return this.#page.locator(`[data-row="${index}"]`);
  }

  /** The row at which the keyboard is, as told to screen readers. */
  async current(): Promise<string> {
    const id = await this.grid.getAttribute('aria-activedescendant');
    if (id === null) return '';
    // A jump takes the row away that was named a moment ago; then it is asked once more.
    return this.#page
      .locator(`#${id}`)
      .innerText({ timeout: 500 })
      .catch(() => '');
  }

  async expectCurrent(text: RegExp): Promise<void> {
    await expect.poll(() => this.current()).toMatch(text);
  }

  /** Of the one log that is open. */
  async expectAtLine(line: number): Promise<void> {
    await this.expectCurrent(new RegExp(`^(?:Cited line\\s+)?${line}\\s`));
  }
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < 150; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${target.toString()}.`);
}

/** Reads sample SP2 from a folder, with two errors near the beginning of Despool.log; gives that log. */
async function readSiteWithErrors(wizard: Wizard, casePage: CasePage): Promise<string> {
  const folder = await unpackSample('sp2-after-backup', path.join(wizard.folder, 'site'));
  const names = await readdir(folder, { recursive: true });
  const name = names.find((entry) => /[\\/]despool\.log$/i.test(entry));
  if (name === undefined) throw new Error('The sample has no Despool.log.');
  const file = path.join(folder, name);
  const lines = (await readFile(file, 'latin1')).split('\r\n');
  lines.splice(1, 0, stamped(failed, '10:12:48.000'), stamped(failed, '10:12:50.500'));
  await writeFile(file, lines.join('\r\n'), 'latin1');
  await answerOpenDialog(wizard.app, [folder]);
  await casePage.chooseFolder.click();
  await casePage.expectRead();
  return file;
}

/** Opens the log of a citation with the keyboard alone; gives the citation. */
async function openByKeyboard(page: Page, frame: Frame, diagnosisPage: DiagnosisPage): Promise<Locator> {
  await frame.goTo('Diagnosis');
  const citation = diagnosisPage.citations.first();
  await tabTo(page, citation);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Open in the log reader' }));
  await page.keyboard.press('Enter');
  return citation;
}

async function violations(page: Page): Promise<readonly string[]> {
  const result = await new AxeBuilder({ page })
    // Electron opens no further pages for the scan, so it runs in the page itself (legacy mode).
    .setLegacyMode(true)
    .exclude('[data-tabster-dummy]')
    .analyze();
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

test('a log is read with the keyboard alone, from a citation and back', async ({
  wizard,
  frame,
  casePage,
  diagnosisPage,
}) => {
  test.setTimeout(120_000);
  const { page, app } = wizard;
  const reader = new LogReader(page);
  const file = await readSiteWithErrors(wizard, casePage);
  const citation = await openByKeyboard(page, frame, diagnosisPage);

  await test.step('it begins at the cited line, which is marked', async () => {
    await expect(reader.title).toHaveText('What does Despool.log say?');
    await expect(frame.current).toContainText('Logs');
    await expect(reader.grid).toBeFocused();
    await reader.expectCurrent(/Cited line[\s\S]*Waiting for an available despooling thread/);
    await expect(reader.details).toContainText('Cited by the diagnosis');
  });

  await test.step('it moves, and goes to lines and times', async () => {
    await page.keyboard.press('Home');
    await reader.expectAtLine(1);
    await page.keyboard.press('ArrowDown');
    await reader.expectAtLine(2);
    await page.keyboard.press('Control+End');
    await reader.expectAtLine(350);
    await page.keyboard.press('Control+g');
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await reader.expectAtLine(42);
    await expect(reader.grid).toBeFocused();
    await page.keyboard.press('Control+g');
    await page.keyboard.type('12:00');
    await page.keyboard.press('Enter');
    await reader.expectCurrent(/17 May (?:11:5|12:0)/);
    await expect(reader.grid).toBeFocused();
    const top = (await reader.grid.boundingBox())?.y;
    await page.keyboard.press('Control+g');
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await expect(page.locator('.state-line')).toContainText('soon');
    expect((await reader.grid.boundingBox())?.y, 'the lines stay where they are').toBe(top);
    await page.keyboard.press('Escape');
    await expect(reader.grid).toBeFocused();
  });

  await test.step('it finds the next error and says what its number means', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('F8');
    await reader.expectCurrent(/Error[\s\S]*Win32 = 32/);
    await expect(reader.details).toContainText('ERROR_SHARING_VIOLATION');
    await expect(reader.details).toContainText('Another process has the file open');
  });

  await test.step('it measures and copies a selection', async () => {
    await page.keyboard.press('Shift+F8');
    await expect(page.getByText('No error or warning before this one.').first()).toBeVisible();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.getByText('2 lines selected, 2.500 s from first to last')).toBeVisible();
    await page.keyboard.press('Control+c');
    await expect(page.getByText('Copied 2 lines.').first()).toBeVisible();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied.split(/\r?\n/)).toEqual([stamped(failed, '10:12:48.000'), stamped(failed, '10:12:50.500')]);
  });

  await test.step('it finds a text, and shows only lines that hold one', async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('available despooling');
    await page.keyboard.press('Enter');
    await reader.expectAtLine(4);
    await page.keyboard.press('F3');
    await reader.expectAtLine(5);
    await tabTo(page, page.getByRole('button', { name: 'Filter', exact: true }));
    await page.keyboard.press('Enter');
    await tabTo(page, reader.filter.getByRole('textbox', { name: 'Text that the lines hold' }));
    await page.keyboard.type('Win32 = \\d+|nothing(');
    await tabTo(page, reader.filter.getByRole('checkbox', { name: 'Expression' }));
    await page.keyboard.press('Space');
    await expect(reader.filter.getByRole('alert')).toContainText('cannot be used');
    await reader.filter.getByRole('textbox', { name: 'Text that the lines hold' }).focus();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await expect(page.getByText('2 of 350 lines')).toBeVisible();
    await expect(reader.grid).toHaveAttribute('aria-rowcount', '3');
    await tabTo(page, reader.filter.getByRole('button', { name: 'Show all lines' }));
    await page.keyboard.press('Enter');
    await expect(reader.grid).toHaveAttribute('aria-rowcount', '351');
  });

  await test.step('it follows the log while it grows', async () => {
    const follow = page.getByRole('switch', { name: 'Follow' });
    await follow.focus();
    await page.keyboard.press('Space');
    await expect(follow).toBeChecked();
    await appendFile(file, `${stamped('A new line came', '17:40:00.000')}\r\n`, 'latin1');
    await reader.expectCurrent(/A new line came/);
  });

  await test.step('it leads back to where it came from', async () => {
    await reader.grid.focus();
    await page.keyboard.press('Escape');
    await expect(frame.current).toContainText('Diagnosis');
    await expect(citation).toBeFocused();
  });
});

test('a filter works while it is typed, and says when no line passes it', async ({
  wizard,
  frame,
  casePage,
}) => {
  const { page } = wizard;
  const reader = new LogReader(page);
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Logs');
  await page.getByRole('button', { name: /^Read all \d+ logs together/ }).click();
  await expect(reader.row(0)).toBeVisible();
  await expect(reader.details).not.toContainText('Select a line');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const text = reader.filter.getByRole('textbox', { name: 'Text that the lines hold' });
  await text.focus();
  await page.keyboard.type('zzzz');
  await expect(page.getByText('No line holds “zzzz”.')).toBeVisible();
  await expect(text).toBeFocused();
  await expect(reader.details).toContainText('Select a line');
  await page.locator('.log-none').getByRole('button', { name: 'Show all lines' }).click();
  await expect(reader.grid).toBeFocused();
  await expect(reader.row(0)).toBeInViewport();
  await expect(text).toHaveValue('');
});

test('all logs are read together, by time, from the page Logs', async ({ wizard, frame, casePage }) => {
  const { page } = wizard;
  const reader = new LogReader(page);
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await frame.goTo('Logs');
  const open = page.getByRole('button', { name: /^Read all \d+ logs together/ });
  await open.click();
  await expect(reader.title).toHaveText(/^What do the \d+ logs say together\?$/);
  await expect(reader.grid).toBeFocused();
  await expect(page.getByRole('columnheader', { name: 'File and line' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Files: all' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Sender\.log/ }).click();
  const covered = await reader.title.evaluate((title) => {
    const { left, top } = title.getBoundingClientRect();
    return document.elementFromPoint(left + 4, top + 4) !== title;
  });
  expect(covered, 'the open menu covers the rest of the window').toBe(false);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Files: Logs/Sender.log' })).toBeVisible();
  await reader.grid.focus();
  await page.keyboard.press('Home');
  await reader.expectCurrent(/^Sender\.log:1\b/);
  await page.getByRole('button', { name: 'Back to Logs' }).click();
  await expect(open).toBeFocused();
});

for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
  test(`the log reader passes the accessibility scan, theme ${theme}`, async ({
    wizard,
    frame,
    casePage,
    diagnosisPage,
  }) => {
    test.setTimeout(120_000);
    const { page } = wizard;
    const reader = new LogReader(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await frame.chooseTheme(theme);
    await readSiteWithErrors(wizard, casePage);
    await openByKeyboard(page, frame, diagnosisPage);
    await expect(reader.grid).toBeFocused();
    // Off the rail, where it chose the page.
    await reader.title.hover();
    await page.keyboard.press('Home');
    await page.keyboard.press('F8');
    await reader.expectCurrent(/Error/);
    expect.soft(await violations(page), 'lines').toEqual([]);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(reader.filter).toBeVisible();
    await resize(wizard, 960, 640);
    expect.soft(await violations(page), 'filter, in a small window').toEqual([]);
  });
}

for (const { name, size, factor } of [
  { name: 'in a window of 960 by 640', size: [960, 640], factor: 1 },
  { name: 'at 200 % zoom', size: [1280, 800], factor: 2 },
] as const) {
  test(`the log reader opens at its first line ${name}`, async ({ wizard, frame, casePage }) => {
    const { page } = wizard;
    const reader = new LogReader(page);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await frame.goTo('Logs');
    await resize(wizard, size[0], size[1]);
    await zoom(wizard, factor);
    await page.getByRole('button', { name: /^Read all \d+ logs together/ }).click();
    await expect(reader.grid).toBeFocused();
    await expect(reader.row(0)).toBeInViewport({ ratio: 0.9 });
    await expect(reader.row(1)).toBeInViewport({ ratio: 0.9 });
    await expect(reader.row(0)).not.toContainText('Fetching');
  });
}
