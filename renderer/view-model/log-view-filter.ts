/** The filter of the log reader in words, and how parts of it are taken away. */
import type { LogViewFilter } from '../../electron/contract/log-view.ts';
import { fileName, rowTime } from './log-view-words.ts';
import { counted } from './numbers.ts';

/** Lets every line through. */
export const noFilter: LogViewFilter = {
  components: [],
  threads: [],
  text: '',
  isExpression: false,
  from: null,
  to: null,
  files: [],
  problemsOnly: false,
};

/** One part of a filter, and the filter without it. */
export interface FilterPart {
  readonly id: string;
  readonly text: string;
  readonly without: LogViewFilter;
}

function list(words: readonly string[], many: string): string {
  return words.length <= 2 ? words.join(', ') : counted(words.length, many);
}

/** The parts that are in use, in the order of the form. */
export function filterParts(filter: LogViewFilter): readonly FilterPart[] {
  const parts: FilterPart[] = [];
  const add = (id: string, text: string, taken: Partial<LogViewFilter>): void => {
    parts.push({ id, text, without: { ...filter, ...taken } });
  };
  if (filter.text !== '') {
    const what = filter.isExpression ? `matches ${filter.text}` : `holds “${filter.text}”`;
    add('text', what, { text: '', isExpression: false });
  }
  if (filter.problemsOnly) add('problems', 'errors and warnings', { problemsOnly: false });
  if (filter.components.length > 0) {
    add('components', list(filter.components, 'component'), { components: [] });
  }
  if (filter.threads.length > 0) {
    const threads = filter.threads.map((thread) => `thread ${thread}`);
    add('threads', list(threads, 'thread'), { threads: [] });
  }
  if (filter.files.length > 0) add('files', list(filter.files.map(fileName), 'file'), { files: [] });
  if (filter.from !== null) add('from', `from ${rowTime(filter.from).trim()}`, { from: null });
  if (filter.to !== null) add('to', `to ${rowTime(filter.to).trim()}`, { to: null });
  return parts;
}

/** True when it lets every line through. */
export function isNoFilter(filter: LogViewFilter): boolean {
  return filterParts(filter).length === 0;
}
