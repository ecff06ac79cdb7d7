/** Where results go: the screen, or a file that is whole or not there. */
import { writeFileAtomically } from '../files/atomic-write.ts';
import path from 'node:path';
import { UsageError } from './failure.ts';

/**
 * Prints a result, or writes it to a file.
 * @param content text; a line end is added where it lacks one
 * @param file path, or undefined for the screen
 * @throws UsageError when the file cannot be written
 */
export async function deliver(content: string, file?: string): Promise<void> {
  const text = content.endsWith('\n') ? content : `${content}\n`;
  if (file === undefined) {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
    return;
  }
  try {
    await writeFileAtomically(path.resolve(file), text);
  } catch (error) {
    throw new UsageError(
      'cannot-write',
      `${file} cannot be written (${(error as Error).message}).`,
      'Choose a folder that exists and that you may write to.',
    );
  }
}

/** JSON as it is printed. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
