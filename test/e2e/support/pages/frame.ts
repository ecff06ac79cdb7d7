import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export const STEPS = [
  'Case',
  'Version',
  'Logs',
  'Inboxes',
  'Services & backup',
  'Diagnosis',
  'Fix',
  'Verify',
  'Report',
] as const;

export type StepName = (typeof STEPS)[number];

/** What surrounds every page: rail, title, buttons, "What we know". */
export class Frame {
  readonly rail: Locator;
  readonly title: Locator;
  readonly actions: Locator;
  readonly known: Locator;

  constructor(page: Page) {
    this.rail = page.getByRole('navigation', { name: 'Steps' });
    this.title = page.getByRole('heading', { level: 1 });
    this.actions = page.getByRole('region', { name: 'Page actions' });
    this.known = page.getByRole('complementary', { name: 'What we know' });
  }

  /** The rail's button of a step; its name goes on with state and result. */
  step(name: StepName): Locator {
    return this.rail.getByRole('button', { name: new RegExp(`^(?:[\\w ]+ )?${name}\\b`) });
  }

  /** The step that is shown. */
  get current(): Locator {
    return this.rail.locator('[aria-current="step"]');
  }

  /** The one primary button of the page, which is the last. */
  get primary(): Locator {
    return this.actions.getByRole('button').last();
  }

  async goTo(name: StepName): Promise<void> {
    await this.step(name).click();
    await this.expectAt(name);
  }

  async expectAt(name: StepName): Promise<void> {
    await expect(this.current).toContainText(name);
    await expect(this.title).toHaveText(/\?$/);
  }

  /** Goes on with the primary button and waits for the next step. */
  async goOn(next: StepName): Promise<void> {
    await this.primary.click();
    await this.expectAt(next);
  }
}
