/** Where a fact was read, as the window shows it. */

export interface SourceView {
  /** As short as it can be said: `Despool.log:1042`. */
  readonly short: string;
  /** In full, for the tooltip and the accessible name. */
  readonly full: string;
  /** True when the lines around it can be shown. */
  readonly opens: boolean;
  readonly answered: boolean;
  /** True when it is said in words (`the newest log line`), not a place in a file. */
  readonly inWords: boolean;
}

const readable = /\.(lo[g_]|ini|reg|txt|ctl)$/i;

/** Path and line of `Logs/Despool.log:1042`; the line is null when the whole file is meant. */
export function splitSource(source: string): { readonly path: string; readonly line: number | null } {
  const match = /^(.*):(\d+)$/.exec(source);
  return match ? { path: match[1] ?? '', line: Number(match[2]) } : { path: source, line: null };
}

/** Takes a source string of a diagnosis and says how to show it. */
export function viewSource(source: string): SourceView {
  const answered = /^(?:answered|pasted) by\b/i.test(source);
  if (answered) return { short: source, full: source, opens: false, answered, inWords: true };
  const { path, line } = splitSource(source);
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const base = parts.at(-1) ?? path;
  // Nine files are called compver.ini; only the folder tells them apart.
  const inInboxes = /(?:^|[/\\])inboxes[/\\](.+)$/i.exec(path);
  const folder = inInboxes?.[1] !== undefined && !base.includes('.ini') && !readable.test(base);
  if (folder && line === null) {
    return {
      short: (inInboxes[1] ?? base).replaceAll('/', '\\'),
      full: source,
      opens: false,
      answered,
      inWords: false,
    };
  }
  const name = /^compver\.ini$/i.test(base) && parts.length > 1 ? `${parts.at(-2) ?? ''}/${base}` : base;
  return {
    short: line === null ? name : `${name}:${line}`,
    full: source,
    opens: line !== null || readable.test(base),
    answered,
    inWords: line === null && !/[/\\.:]/.test(source),
  };
}

/** `Despool` of `Logs/Despool.log:1042`. */
export function logNameOf(source: string): string {
  const { path } = splitSource(source);
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.lo[g_]$/i, '');
}
