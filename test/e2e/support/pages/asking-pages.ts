import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The controls by which facts are told by hand, on all pages. */
export class AskingPages {
  readonly main: Locator;
  readonly releaseNumber: Locator;
  readonly useNumber: Locator;
  readonly lines: Locator;
  readonly logFamily: Locator;
  readonly pasted: Locator;
  readonly inbox: Locator;
  readonly files: Locator;
  readonly age: Locator;
  readonly useCount: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.releaseNumber = page.getByRole('textbox', { name: 'Or the number that is read out to you' });
    this.useNumber = page.getByRole('button', { name: 'Use this number' });
    this.lines = page.getByRole('textbox', { name: 'Lines of a log' });
    this.logFamily = page.getByRole('combobox', { name: 'They come from' });
    this.pasted = page.getByRole('list', { name: 'Pasted lines' });
    this.inbox = page.getByRole('combobox', { name: 'Inbox', exact: true });
    this.files = page.getByRole('textbox', { name: 'Files', exact: true });
    this.age = page.getByRole('textbox', { name: 'Age of the oldest' });
    this.useCount = page.getByRole('button', { name: 'Use this count' });
  }

  /** Answers a yes-no fact by its radio buttons. */
  async tell(fact: RegExp, answer: 'Yes' | 'No' | 'I don’t know'): Promise<void> {
    await this.main
      .getByRole('radiogroup', { name: fact })
      .getByRole('radio', { name: answer, exact: true })
      .check();
    await this.settled();
  }

  /** Waits until the last answer has been weighed. */
  async settled(): Promise<void> {
    await expect(this.main).toHaveAttribute('aria-busy', 'false');
  }

  async count(inbox: string, files: string, hours: string): Promise<void> {
    await this.inbox.selectOption(inbox);
    await this.files.fill(files);
    await this.age.fill(hours);
    await this.useCount.click();
    await this.settled();
  }
}
