import { test as base, expect } from '@playwright/test';
import { CasePage } from './pages/case-page.ts';
import { DiagnosisPage } from './pages/diagnosis-page.ts';
import { Frame } from './pages/frame.ts';
import { ReportPage } from './pages/report-page.ts';
import { openWizard } from './wizard.ts';
import type { Wizard } from './wizard.ts';

interface Fixtures {
  /** A freshly started wizard; the test fails if anything complained on a console. */
  wizard: Wizard;
  frame: Frame;
  casePage: CasePage;
  diagnosisPage: DiagnosisPage;
  reportPage: ReportPage;
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the first parameter which fixtures are used, so it must be a pattern.
  wizard: async ({}, use, info) => {
    const wizard = await openWizard();
    await use(wizard);
    if (info.status !== info.expectedStatus) {
      await info.attach('window.png', { body: await wizard.page.screenshot(), contentType: 'image/png' });
      await info.attach('process.txt', { body: wizard.messages.processLines.join('\n') });
    }
    await wizard.close();
    expect(wizard.messages.complaints(), 'complaints on a console').toEqual([]);
  },
  frame: async ({ wizard }, use) => use(new Frame(wizard.page)),
  casePage: async ({ wizard }, use) => use(new CasePage(wizard.page)),
  diagnosisPage: async ({ wizard }, use) => use(new DiagnosisPage(wizard.page)),
  reportPage: async ({ wizard }, use) => use(new ReportPage(wizard.page)),
});

export { expect } from '@playwright/test';
