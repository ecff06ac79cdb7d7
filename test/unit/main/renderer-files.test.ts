import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/main/content-security-policy.ts';
import { answerRendererRequest, rendererFile } from '../../../electron/main/renderer-files.ts';

let root: string;

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'doctor-renderer-'));
  root = path.join(folder, 'renderer');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'secret.json'), '{"secret":true}');
  await writeFile(path.join(root, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  await writeFile(path.join(root, 'assets', 'index-Ab1_x.js'), 'export {};');
  await writeFile(path.join(root, 'assets', 'style.css'), 'p{}');
  await writeFile(path.join(root, 'notes.exe'), 'MZ');
});

afterAll(() => rm(path.dirname(root), { recursive: true }));

const get = (address: string): Promise<Response> =>
  answerRendererRequest(root, { url: address, method: 'GET' });

describe('files of the window', () => {
  it('serves the start page with a strict policy and a nonce that fits it', async () => {
    const response = await get('app://doctor/index.html');
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    const nonce = /nonce="([0-9a-f]+)"/.exec(await response.text())?.[1] ?? 'none';
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(policy).toBe(contentSecurityPolicy(nonce));
    expect(nonce.length).toBeGreaterThanOrEqual(32);
  });

  it('takes the root address for the start page', async () => {
    expect((await get('app://doctor/')).status).toBe(200);
  });

  it('serves pages that stand in no file, in which nothing runs', async () => {
    const made = { 'app://doctor/instructions': () => Promise.resolve('<p>Walk to the server.</p>') };
    const asked = (url: string): Promise<Response> =>
      answerRendererRequest(root, { url, method: 'GET' }, made);
    const response = await asked('app://doctor/instructions');
    expect(await response.text()).toBe('<p>Walk to the server.</p>');
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect((await asked('app://doctor/instructions/other')).status).toBe(403);
    expect((await asked('app://doctor/__proto__')).status).not.toBe(200);
  });

  it('makes another nonce for each document', async () => {
    const [one, other] = await Promise.all([get('app://doctor/index.html'), get('app://doctor/index.html')]);
    expect(await one.text()).not.toBe(await other.text());
  });

  it.each([
    ['app://doctor/assets/index-Ab1_x.js', 'text/javascript; charset=utf-8'],
    ['app://doctor/assets/style.css', 'text/css; charset=utf-8'],
  ])('serves %s as %s', async (address, mediaType) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(mediaType);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each([
    'app://doctor/..%2fsecret.json',
    'app://doctor/%2e%2e/secret.json',
    'app://doctor/assets/..%5c..%5csecret.json',
    'app://doctor/%2fetc%2fpasswd',
    'app://doctor/C:%5csecret.json',
    'app://doctor/index.html%00.js',
    'app://doctor/notes.exe',
    'app://doctor/.hidden.json',
    'app://doctor/%zz',
    'app://elsewhere/index.html',
  ])('refuses %s', async (address) => {
    const response = await get(address);
    expect([403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret":true');
  });

  it('says which file is missing', async () => {
    const response = await get('app://doctor/assets/gone.js');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('gone.js');
  });

  it('answers nothing but reading', async () => {
    const request = { url: 'app://doctor/index.html', method: 'POST' };
    expect((await answerRendererRequest(root, request)).status).toBe(405);
  });

  it('never leaves its folder, whatever the address', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', ':', '%00', 'C:', '//'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const file = rendererFile(root, `app://doctor/${pieces.join('')}`);
        if (file === null) return true;
        const relative = path.relative(root, file);
        return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('content security policy', () => {
  const policy = new Map(
    contentSecurityPolicy('abc')
      .split('; ')
      .map((directive): [string, string[]] => {
        const [name = '', ...values] = directive.split(' ');
        return [name, values];
      }),
  );

  it('denies by default and allows no inline code, no evaluation and no connection', () => {
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'none'"]);
    expect([...policy.values()].flat().filter((value) => value.includes('unsafe'))).toEqual([]);
  });

  it('allows style elements with the nonce of the document only', () => {
    expect(policy.get('style-src')).toEqual(["'self'", "'nonce-abc'"]);
  });
});
