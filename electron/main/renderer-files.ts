import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_HOST } from './app-address.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { mediaTypeOf } from './media-types.ts';

/** Stands in `index.html` where the nonce of the document belongs. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * Finds the file that an address of the wizard means.
 * @param root Folder of the built window.
 * @param address Absolute URL with the wizard's own scheme.
 * @returns Absolute path inside `root`, or null when the address means anything else.
 */
export function rendererFile(root: string, address: string): string | null {
  let relative: string;
  try {
    const { host, pathname } = new URL(address);
    if (host !== APP_HOST) return null;
    relative = decodeURIComponent(pathname).slice(1);
  } catch {
    return null;
  }
  // Encoded separators survive URL parsing; only plain names joined by "/" are served.
  const parts = relative === '' ? ['index.html'] : relative.split('/');
  const plain = parts.every((part) => /^[\w][\w.@-]*$/.test(part));
  return plain ? path.join(root, ...parts) : null;
}

function answer(status: number, body: BodyInit, headers: Record<string, string>): Response {
  return new Response(body, {
    status,
    headers: {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

function refusal(status: number, why: string): Response {
  return answer(status, why, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
  });
}

/** Pages that are made when they are asked for, by their address. They show text and style, and run nothing. */
export type MadePages = Readonly<Record<string, () => Promise<string>>>;

/**
 * Answers a request of the window for one of its own files.
 * @param root Folder of the built window; nothing outside is served.
 * @param request Address and method.
 * @param made Pages that stand in no file.
 * @returns The file with its media type and the content security policy, else 403, 404 or 405.
 */
export async function answerRendererRequest(
  root: string,
  request: { readonly url: string; readonly method: string },
  made: MadePages = {},
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405, 'Only reading is possible.');
  const make = Object.hasOwn(made, request.url) ? made[request.url] : undefined;
  if (make !== undefined) {
    return answer(200, await make(), {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
  }
  const file = rendererFile(root, request.url);
  const mediaType = file === null ? null : mediaTypeOf(file);
  if (file === null || mediaType === null) return refusal(403, 'This is not a file of the window.');
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return refusal(404, `${path.basename(file)} cannot be read (${code}).`);
  }
  if (!mediaType.startsWith('text/html')) {
    return answer(200, new Uint8Array(content), {
      'Content-Type': mediaType,
      'Content-Security-Policy': "default-src 'none'",
    });
  }
  const nonce = randomBytes(18).toString('hex');
  return answer(200, content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), {
    'Content-Type': mediaType,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
  });
}
