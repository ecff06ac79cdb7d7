import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * Opens an ordinary file for reading. A pipe or a device is refused, and opening one does not wait for somebody who
 * writes into it. On Windows there is no such flag; it adds nothing there.
 *
 * @throws the system's error, or an error that says that it is no ordinary file
 */
export async function openFile(file: string): Promise<FileHandle> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error('it is not an ordinary file');
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
