/** Where results go: the screen, or a file that is whole or not there. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { UsageError } from './failure.ts';
import { troubleInWords } from './file-trouble.ts';

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
      `${file} cannot be written: ${troubleInWords(error)}.`,
      'Choose a folder that exists and that you may write to.',
    );
  }
}

/**
 * Sees that a result is not written over what it is made of: what was collected is the proof.
 * @param file path of the result, which need not exist
 * @param sources paths of files and folders that are read
 * @throws UsageError when the file is one of the sources or lies in one of them, also by way of links
 */
export async function refuseSourceAsOutput(file: string, sources: readonly string[]): Promise<void> {
  const target = await realPathOf(path.resolve(file));
  for (const source of sources) {
    const way = path.relative(await realPathOf(path.resolve(source)), target);
    const outside = way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way);
    if (outside) continue;
    throw new UsageError(
      'output-is-source',
      way === '' ? `${file} is read here.` : `${file} lies in ${source}, which is read here.`,
      'Give another file for --out, outside of what was collected.',
    );
  }
}

/** The path without links; what is not there yet keeps its name below the folder that is. */
async function realPathOf(absolute: string): Promise<string> {
  try {
    return await realpath(absolute);
  } catch {
    // Whatever is wrong with the path is told when it is read or written.
    const parent = path.dirname(absolute);
    return parent === absolute ? absolute : path.join(await realPathOf(parent), path.basename(absolute));
  }
}

/** JSON as it is printed. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
