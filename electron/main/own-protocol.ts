import { protocol } from 'electron';
import { APP_SCHEME } from './app-address.ts';
import { type MadePages, answerRendererRequest } from './renderer-files.ts';

/** Declares the wizard's scheme; must run before the application is ready. */
export function declareOwnProtocol(): void {
  // `codeCache` makes later starts faster; older runtimes do not know it and ignore it.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/**
 * Serves the built window under the wizard's scheme.
 * @param root Folder of the built window.
 * @param made Pages that stand in no file, by their address.
 */
export function serveWindowFiles(root: string, made: MadePages): void {
  protocol.handle(APP_SCHEME, (request) => answerRendererRequest(root, request, made));
}
