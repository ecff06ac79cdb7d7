import type { Wizard } from './wizard.ts';

/** Drops files or folders on the page as the system does; a script in the page could not give them a path. */
export async function drop({ page }: Wizard, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
  }
  await session.detach();
}
