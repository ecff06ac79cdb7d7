import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { STEPS } from './support/pages/frame.ts';
import { sampleTitle } from './support/sites.ts';

/** Violations of the page as shown, in short. */
async function violations(page: Page): Promise<readonly string[]> {
  // Electron opens no further pages for the scan, so it runs in the page itself (legacy mode).
  const result = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // A sandboxed document of its own in which no script may run.
    .exclude('iframe')
    // The component library's marks for the edges of the tab order: they hand the focus on at once.
    .exclude('[data-tabster-dummy]')
    .analyze();
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes the accessibility scan in ${colorScheme}`, async ({ wizard, frame, casePage }) => {
    test.setTimeout(180_000);
    const { page } = wizard;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect.soft(await violations(page), 'Case, before a site is read').toEqual([]);
    await casePage.readSample(await sampleTitle('sp2-after-backup'));
    for (const step of STEPS) {
      await frame.goTo(step);
      expect.soft(await violations(page), step).toEqual([]);
    }
  });
}

test('pages without a site say what to do next, and pass the scan', async ({ wizard, frame }) => {
  const { page } = wizard;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const step of STEPS.slice(1)) {
    await frame.goTo(step);
    expect.soft(await violations(page), step).toEqual([]);
  }
});
