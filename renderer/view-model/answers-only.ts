/** Whether anything was read at all, or all that is known was told by hand. */
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { viewSource } from './sources.ts';

/** True when nothing was read: then pages ask what the caller sees, and do not speak of files. */
export function isAnswersOnly(diagnosis: Diagnosis): boolean {
  const sources = [
    ...diagnosis.site.releaseSources.map(({ source }) => source),
    ...diagnosis.logs.map(({ path }) => path),
    ...diagnosis.services.map(({ source }) => source),
    ...diagnosis.events.map(({ source }) => source),
    ...diagnosis.controlFiles.map(({ path }) => path),
    // A folder that names no source was read.
    ...diagnosis.inboxes.map(({ path, source }) => source ?? path),
  ];
  return sources.every((source) => source === '' || viewSource(source).answered);
}
