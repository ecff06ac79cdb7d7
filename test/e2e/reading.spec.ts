import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { answerOpenDialog } from './support/dialogs.ts';
import { drop } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { makeLargeSite, samplePath, sampleTitle, unpackSample } from './support/sites.ts';
import type { Wizard } from './support/wizard.ts';

/** Ends the reader process as a crash would, and waits until the main process has seen it. */
async function crashReader({ app }: Wizard): Promise<void> {
  await app.evaluate(async ({ app: electron }) => {
    const reader = electron.getAppMetrics().find(({ name }) => name === 'SMS Site Doctor reader');
    if (reader === undefined) throw new Error('No reader process is running.');
    const gone = new Promise((resolve) => electron.once('child-process-gone', resolve));
    process.kill(reader.pid, 'SIGKILL');
    await gone;
  });
}

test.describe('a site can be given', () => {
  test('as a folder, by the dialog', async ({ wizard, frame, casePage }) => {
    const folder = await unpackSample('sp2-after-backup', path.join(wizard.folder, 'site'));
    await answerOpenDialog(wizard.app, [folder]);
    await casePage.chooseFolder.click();
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP2');
  });

  test('as a zip, by the dialog', async ({ wizard, frame, casePage }) => {
    await answerOpenDialog(wizard.app, [samplePath('sp3-at-startup')]);
    await casePage.chooseFiles.click();
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP3');
  });

  test('as a folder, by dropping it', async ({ wizard, frame, casePage }) => {
    const folder = await unpackSample('sp4-busy', path.join(wizard.folder, 'site'));
    await drop(wizard, [folder]);
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP4');
  });

  test('as a zip, by dropping it', async ({ wizard, frame, casePage }) => {
    await drop(wizard, [samplePath('sp3-nothing-sent')]);
    await casePage.expectRead();
    await expect(frame.known).toContainText('2.0 SP3');
  });
});

test('a cancelled dialog changes nothing', async ({ wizard, casePage }) => {
  await answerOpenDialog(wizard.app, []);
  await casePage.chooseFolder.click();
  await expect(casePage.chooseFolder).toBeEnabled();
  await expect(casePage.progress).toHaveCount(0);
});

test('an empty folder is named, with what to do, and what was entered stays', async ({
  wizard,
  casePage,
}) => {
  const folder = path.join(wizard.folder, 'nothing-here');
  await mkdir(folder);
  await casePage.ticket.fill('INC-1');
  await answerOpenDialog(wizard.app, [folder]);
  await casePage.chooseFolder.click();
  await expect(wizard.page.getByRole('main')).toContainText('nothing-here');
  await expect(casePage.ticket).toHaveValue('INC-1');
  await casePage.readSample(await sampleTitle('sp4-busy'));
});

test.describe('a long reading', () => {
  test('shows progress and can be cancelled, and another site read after it', async ({
    wizard,
    casePage,
    frame,
  }) => {
    const folder = await makeLargeSite(path.join(wizard.folder, 'large'));
    await answerOpenDialog(wizard.app, [folder]);
    await casePage.chooseFolder.click();
    await expect(casePage.progress).toBeVisible();
    await casePage.cancelReading.click();
    await expect(casePage.progress).toHaveCount(0, { timeout: 5_000 });
    await expect(wizard.page.getByRole('main')).toContainText(/cancelled/i);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    await expect(frame.known).toContainText('2.0 SP2');
  });

  test('that ends because its process crashed is told, and the next one works', async ({
    wizard,
    casePage,
  }) => {
    const folder = await makeLargeSite(path.join(wizard.folder, 'large'));
    await answerOpenDialog(wizard.app, [folder]);
    await casePage.chooseFolder.click();
    await expect(casePage.progress).toBeVisible();
    await crashReader(wizard);
    await expect(wizard.page.getByRole('main')).toContainText('stopped unexpectedly');
    await casePage.readSample(await sampleTitle('sp4-busy'));
  });
});

test('answers are still weighed after the reader process was lost', async ({ wizard, casePage }) => {
  await casePage.readSample(await sampleTitle('sp2-after-backup'));
  await crashReader(wizard);
  const outcome = await wizard.page.evaluate(() => window.doctor.invoke('diagnosis:answer', { answers: [] }));
  expect(outcome).toMatchObject({
    ok: true,
    value: { ok: true, value: { site: { code: 'HQ1' }, verdict: 'confirmed' } },
  });
});

test.describe('the site is put away', () => {
  const nothingRead = { ok: true, value: { ok: false, error: { code: 'nothing-read' } } };
  const report = ({ page }: Wizard): Promise<unknown> =>
    page.evaluate(() =>
      window.doctor.invoke('report:render', {
        format: 'text',
        redact: false,
        caseInfo: { name: '', ticket: '', technician: '' },
      }),
    );

  test('when the page is loaded again', async ({ wizard, casePage }) => {
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    expect(await report(wizard)).toMatchObject({ ok: true, value: { ok: true } });
    await wizard.page.reload();
    await expect(casePage.chooseFolder).toBeEnabled();
    expect(await report(wizard)).toMatchObject(nothingRead);
  });

  test('when only answers shall count', async ({ wizard, casePage }) => {
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    const outcome = await wizard.page.evaluate(() =>
      window.doctor.invoke('diagnosis:answer', { answers: [], fresh: true }),
    );
    expect(outcome).toMatchObject({ ok: true, value: { ok: true, value: { site: { code: null } } } });
  });
});
