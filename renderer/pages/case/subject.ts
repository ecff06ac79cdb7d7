import type { ReadingRequest, UserError } from '../../../electron/contract/ipc.ts';
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

/** A site server by name; the folder may be left empty. */
export function serverSubject(server: string, folder: string): ReadingSubject {
  const name = server
    .trim()
    .replace(/^[\\/]+/, '')
    .replace(/[\\/]+$/, '');
  return {
    request: { kind: 'server', server: name, folder: folder.trim() },
    name: name === '' ? 'this computer' : name.toUpperCase(),
  };
}

/** True when an error says that the rights did not suffice. */
export function isAccessDenied(error: UserError): boolean {
  return /denied|no-rights|access/i.test(error.code);
}

/** `SMSHQ01` of a UNC path or a server to read; null when it stands on this computer. */
function serverOf(request: ReadingRequest): string | null {
  if (request.kind === 'server') return request.server === '' ? null : request.server;
  if (request.kind !== 'paths') return null;
  return /^[\\/]{2}([^\\/]+)/.exec(request.paths[0] ?? '')?.[1] ?? null;
}

/** Command lines that connect to the server of a request as somebody else; none when it is not on another computer. */
export function connectCommands(request: ReadingRequest): readonly string[] {
  const server = serverOf(request);
  if (server === null) return [];
  return [`net use \\\\${server}\\IPC$ /user:DOMAIN\\account *`];
}
