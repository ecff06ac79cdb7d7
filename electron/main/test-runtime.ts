import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const LABEL_FILE = 'test-runtime.json';
const labelFile = z.object({ note: z.string() });

/**
 * Finds out whether this runs on a runtime that never goes to users.
 * @param environment Value of SMS_SITE_DOCTOR_TEST_RUNTIME, whose text is the note.
 * @param folders Where the label file may stand (beside the application, or in its resources).
 * @returns The note to show, or null on an ordinary runtime.
 */
export function testRuntimeNote(environment: string | undefined, folders: readonly string[]): string | null {
  if (environment !== undefined && environment !== '') return environment;
  const file = folders
    .map((folder) => path.join(folder, LABEL_FILE))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) return null;
  try {
    return labelFile.parse(JSON.parse(readFileSync(file, 'utf8'))).note;
  } catch (error) {
    // A label that cannot be read must not make a test build look like an ordinary one.
    return `Test build. Its label ${LABEL_FILE} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
