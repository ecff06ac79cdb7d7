import type { FrameLocator, Locator, Page } from '@playwright/test';

/** The page that shows and saves the report. */
export class ReportPage {
  readonly formats: Locator;
  readonly saveHtml: Locator;
  readonly saveJson: Locator;
  readonly preview: FrameLocator;

  constructor(page: Page) {
    this.formats = page.getByRole('radiogroup', { name: 'Format' });
    this.saveHtml = page.getByRole('button', { name: 'Save HTML report' });
    this.saveJson = page.getByRole('button', { name: 'Save JSON' });
    this.preview = page.frameLocator('iframe[title="Report preview"]');
  }
}
