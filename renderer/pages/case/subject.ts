import type { ReadingSubject } from '../../stores/reading-store.ts';

/** What is to be read, named by the last part of its path; several files are counted. */
export function pathsSubject(paths: readonly string[]): ReadingSubject {
  const first = paths[0] ?? '';
  const base =
    first
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? first;
  const name = paths.length > 1 ? `${base} and ${paths.length - 1} more` : base;
  return { request: { kind: 'paths', paths }, name };
}
