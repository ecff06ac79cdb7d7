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
  readonly #page: Page;
  readonly rail: Locator;
  readonly title: Locator;
  readonly actions: Locator;
  readonly known: Locator;
  /** Opens "What we know" while it is folded, or a drawer in a narrow window. */
  readonly unfoldKnown: Locator;
  readonly foldKnown: Locator;
  /** Says that a report was saved, and where. */
  readonly saved: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.rail = page.getByRole('navigation', { name: 'Steps' });
    this.title = page.getByRole('heading', { level: 1 });
    this.actions = page.getByRole('region', { name: 'Page actions' });
    this.known = page.getByRole('complementary', { name: 'What we know' });
    this.unfoldKnown = page.getByRole('button', { name: 'What we know', exact: true });
    this.foldKnown = page.getByRole('button', { name: 'Fold What we know' });
    this.saved = page.locator('main').getByText('Saved', { exact: true });
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

  async chooseTheme(name: 'Light' | 'Dark' | 'High contrast'): Promise<void> {
    await this.rail.getByRole('button', { name: 'Theme:' }).click();
    await this.#page.getByRole('menuitemradio', { name }).click();
    await expect(this.rail.getByRole('button', { name: `Theme: ${name}` })).toBeVisible();
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
