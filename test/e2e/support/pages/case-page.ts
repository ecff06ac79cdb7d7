import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { Frame } from './frame.ts';

/** The first page: whose case it is and what to read. */
export class CasePage {
  readonly #page: Page;
  readonly name: Locator;
  readonly ticket: Locator;
  readonly technician: Locator;
  readonly chooseFolder: Locator;
  readonly chooseFiles: Locator;
  readonly progress: Locator;
  readonly cancelReading: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.name = page.getByRole('textbox', { name: 'Case name' });
    this.ticket = page.getByRole('textbox', { name: 'Ticket' });
    this.technician = page.getByRole('textbox', { name: 'Technician' });
    this.chooseFolder = page.getByRole('button', { name: 'Choose a folder' });
    this.chooseFiles = page.getByRole('button', { name: 'Choose a zip or log files' });
    this.progress = page.getByRole('progressbar');
    this.cancelReading = page.getByRole('button', { name: 'Cancel reading' });
  }

  sample(title: string): Locator {
    return this.#page.getByRole('button', { name: `Try ${title}` });
  }

  async fill(who: {
    readonly name: string;
    readonly ticket: string;
    readonly technician: string;
  }): Promise<void> {
    await this.name.fill(who.name);
    await this.ticket.fill(who.ticket);
    await this.technician.fill(who.technician);
  }

  /** Reads a sample site to the end. */
  async readSample(title: string): Promise<void> {
    await this.sample(title).click();
    await this.expectRead();
  }

  /** Waits until a site has been read: then the way on is open. */
  async expectRead(): Promise<void> {
    const { primary } = new Frame(this.#page);
    await expect(this.progress).toHaveCount(0);
    await expect(primary).toBeEnabled();
  }
}
