/** What else was read of the site server: disks, programs, hotfixes, tracing, thread states and the collector's steps. */
import { nameOfSource } from '../evidence/citing.ts';
import type { SiteEvidence } from '../evidence/model.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Each with the place it was read from. */
export function serverView(evidence: SiteEvidence): Diagnosis['server'] {
  return {
    disks: evidence.disks.map(({ disk, freeBytes, source }) => ({
      disk,
      freeBytes,
      source: nameOfSource(source),
    })),
    programs: evidence.programs.map(({ program, path, source }) => ({
      program,
      path,
      source: nameOfSource(source),
    })),
    windows:
      evidence.windows == null
        ? null
        : { text: evidence.windows.value, source: nameOfSource(evidence.windows.source) },
    hotfixes: evidence.hotfixes.map(({ value, source }) => ({ id: value, source: nameOfSource(source) })),
    tracing: evidence.tracing.map(({ component, enabled, source }) => ({
      component,
      enabled,
      source: nameOfSource(source),
    })),
    threadStates: evidence.threadStates.map(({ thread, currentState, requestedOperation, source }) => ({
      thread,
      state: currentState,
      requested: requestedOperation,
      source: nameOfSource(source),
    })),
    collection: evidence.collection.map(({ step, outcome, note, source }) => ({
      step,
      outcome,
      note,
      source: nameOfSource(source),
    })),
  };
}
