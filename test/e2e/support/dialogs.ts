import type { ElectronApplication } from '@playwright/test';

/** Answers the system's next save dialogs with this path; null stands for Cancel. Only the dialog itself is replaced. */
export async function answerSaveDialog(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      Object.assign(globalThis, { lastSaveDialog: given.at(-1) });
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
    };
  }, file);
}

/** What the save dialog was asked with the last time. */
export async function lastSaveDialog(app: ElectronApplication): Promise<{ readonly defaultPath: string }> {
  return app.evaluate(
    () => (globalThis as unknown as { lastSaveDialog: { defaultPath: string } }).lastSaveDialog,
  );
}

/**
 * Lets printing end as told, and keeps what would have been printed; only the printer itself is replaced.
 * @param failure What the system says; null: it was printed.
 */
export async function answerPrinting(app: ElectronApplication, failure: string | null): Promise<void> {
  await app.evaluate(({ app: electronApp }, reason) => {
    electronApp.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => {
        Object.assign(globalThis, { lastPrinted: `${contents.getURL()} ${contents.getTitle()}` });
        done?.(reason === null, reason ?? '');
      };
    });
  }, failure);
}

/** Address and title of the page that was printed last. */
export async function lastPrinted(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => (globalThis as unknown as { lastPrinted: string }).lastPrinted);
}

/** Answers the system's questions with the button of this number, and keeps what was asked. */
export async function answerQuestions(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { askedQuestions: asked });
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.push((given.at(-1) as { message: string }).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
}

/** What was asked since `answerQuestions`. */
export async function askedQuestions(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as unknown as { askedQuestions: string[] }).askedQuestions);
}

/** Answers the system's next open dialogs with these paths; none stands for Cancel. */
export async function answerOpenDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    },
    [...paths],
  );
}
