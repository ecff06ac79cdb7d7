/** Files that are worth a look, in words. */
import type { SuspicionAssessment } from '../../electron/engine/reasoning/diagnosis.ts';
import { counted } from './numbers.ts';

const words: Readonly<Record<SuspicionAssessment['kind'], readonly [one: string, many: string]>> = {
  empty: ['empty file', 'empty files'],
  temporary: ['temporary file', 'temporary files'],
  'package-alone': ['package without an instruction', 'packages without an instruction'],
  future: ['file dated in the future', 'files dated in the future'],
};

/** `3 empty files`. */
export function suspicionText(suspicion: SuspicionAssessment): string {
  const [one, many] = words[suspicion.kind];
  return counted(suspicion.files, one, many);
}

/** `.pck`, or that the names have no extension. */
export function extensionName(extension: string): string {
  return extension === '' ? 'no extension' : `.${extension}`;
}
