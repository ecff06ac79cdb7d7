/** `case.json`: what folder this is. The journal holds everything that can change. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FileOperations } from '../files/file-operations.ts';

export const CASE_FILE = 'case.json';
const FORMAT = 1;
const SCHEMA = /^sms-site-doctor\/case@(\d+)$/;

export interface CaseFile {
  readonly id: string;
  /** ISO time. */
  readonly created: string;
  /** 1; higher ones were written by a newer program. */
  readonly format: number;
}

/** Writes it so that the old or the new one stands there at any moment. */
export async function writeCaseFile(
  files: FileOperations,
  folder: string,
  id: string,
  created: string,
): Promise<void> {
  const temporary = path.join(folder, `.${CASE_FILE}.${randomBytes(6).toString('hex')}.tmp`);
  const text = `${JSON.stringify({ schema: `sms-site-doctor/case@${FORMAT}`, id, created }, null, 2)}\n`;
  const writer = await files.create(temporary);
  try {
    await writer.write(Buffer.from(text, 'utf8'));
    await writer.flush();
  } finally {
    await writer.close();
  }
  await files.rename(temporary, path.join(folder, CASE_FILE));
  await files.flushFolder(folder);
}

/** What it says; null when it is not there or cannot be understood. */
export async function readCaseFile(files: FileOperations, folder: string): Promise<CaseFile | null> {
  const file = path.join(folder, CASE_FILE);
  if ((await files.state(file)) === null) return null;
  try {
    const found = JSON.parse((await files.read(file)).toString('utf8')) as Record<string, unknown> | null;
    const { schema, id, created } = found ?? {};
    const format = typeof schema === 'string' ? SCHEMA.exec(schema)?.[1] : undefined;
    if (format === undefined || typeof id !== 'string') return null;
    return { id, created: typeof created === 'string' ? created : '', format: Number(format) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** True for a format this program cannot write. */
export const isNewer = (file: CaseFile | null): boolean => (file?.format ?? FORMAT) > FORMAT;
