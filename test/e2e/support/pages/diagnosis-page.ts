import type { Locator, Page } from '@playwright/test';

/** The page with the verdict. */
export class DiagnosisPage {
  readonly content: Locator;

  constructor(page: Page) {
    this.content = page.getByRole('main');
  }

  /** Links to cited places such as `Logs/Despool.log:1042`. */
  get citations(): Locator {
    return this.content.getByRole('button', { name: /Despool\.lo[g_]:\d+/i });
  }
}
