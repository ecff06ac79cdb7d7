import type { Locator, Page } from '@playwright/test';

/** The page with the plans and the run of the one that is being done. */
export class FixPage {
  readonly main: Locator;
  /** Begins the plan that is unfolded, in the way that is chosen. */
  readonly begin: Locator;
  /** The step to do now. */
  readonly now: Locator;
  readonly told: Locator;
  readonly skip: Locator;
  readonly journal: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.begin = this.main.getByRole('button', { name: /^Begin, / });
    this.now = this.main.locator('.step.is-now');
    this.told = this.main.getByRole('button', { name: /^I did this ?:/ });
    this.skip = this.main.getByRole('button', { name: /^Skip ?:/ });
    this.journal = this.main.getByRole('list', { name: 'Journal of the case' });
  }

  /** The head of a plan, by what it is for. */
  plan(purpose: 'Relief' | 'Mitigation' | 'Cure'): Locator {
    return this.main.getByRole('button', { name: new RegExp(`^\\d\\. ?${purpose}`) });
  }

  /** The title of a step, counted from 0. */
  title(step: number): Locator {
    return this.main.locator('.step .step-title').nth(step);
  }

  /** Ticks the step to do now off. */
  async tell(note = ''): Promise<void> {
    await this.told.click();
    if (note !== '') await this.main.getByRole('textbox', { name: 'What did you see or do?' }).fill(note);
    await this.main.getByRole('button', { name: 'I did this', exact: true }).click();
  }
}
