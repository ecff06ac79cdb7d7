import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outcome } from '../../electron/contract/ipc.ts';
import { expect, test } from './support/fixtures.ts';

/** The page as a foreign script would see it: without the contract's types. */
interface Unchecked {
  readonly doctor: {
    invoke(channel: string, request: unknown): Promise<Outcome<unknown>>;
    pathOfDropped(file: unknown): string;
  };
}

test('the page has no Node and only the three functions of the contract', async ({ wizard }) => {
  const seen = await wizard.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter(
      (name) => name in globalThis,
    ),
    doctor: Object.keys(window.doctor).sort(),
  }));
  expect(seen).toEqual({ node: [], doctor: ['invoke', 'on', 'pathOfDropped'] });
});

test('the window is isolated, sandboxed and has web security', async ({ wizard }) => {
  const preferences = await wizard.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the public types, and the only way to see what is really in force.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page is served with the strict policy, and nothing outside its folder is served', async ({
  wizard,
}) => {
  const answers = await wizard.app.evaluate(async ({ net }) => {
    const page = await net.fetch('app://doctor/index.html');
    const outside = await Promise.all(
      [
        'app://doctor/..%2f..%2fpackage.json',
        'app://doctor/%2e%2e/electron/main.cjs',
        'app://other/index.html',
      ].map(async (address) => (await net.fetch(address).catch(() => null))?.status ?? 0),
    );
    return { status: page.status, policy: page.headers.get('content-security-policy'), outside };
  });
  expect(answers.status).toBe(200);
  expect(answers.policy).toContain("default-src 'none'");
  expect(answers.policy).toContain("script-src 'self'");
  expect(answers.policy).toContain("connect-src 'none'");
  expect(answers.policy).not.toContain('unsafe');
  expect(answers.outside.filter((status) => status === 200)).toEqual([]);
});

test('no request leaves, neither from the page nor from the main process', async ({ wizard }) => {
  wizard.messages.expect(/Content Security Policy|ERR_BLOCKED_BY_CLIENT/);
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const fromPage = await wizard.page.evaluate(async (base) => {
      const image = new Image();
      image.src = `${base}/image`;
      const frame = document.createElement('iframe');
      frame.src = `${base}/frame`;
      document.body.append(image, frame);
      navigator.sendBeacon(`${base}/beacon`);
      const fetched = await fetch(`${base}/fetch`).then(
        () => 'reached',
        () => 'refused',
      );
      frame.remove();
      return fetched;
    }, address);
    const fromMain = await wizard.app.evaluate(
      ({ net }, base) =>
        net.fetch(`${base}/main`).then(
          () => 'reached',
          () => 'refused',
        ),
      address,
    );
    expect({ fromPage, fromMain, hits }).toEqual({ fromPage: 'refused', fromMain: 'refused', hits: [] });
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('the window neither goes elsewhere nor opens another', async ({ wizard }) => {
  wizard.messages.expect(
    /Not allowed to (?:load local resource|navigate top frame)|ERR_ABORTED|Content Security Policy/,
  );
  const { page, app } = wizard;
  for (const address of ['https://example.com/', 'file:///', 'app://doctor/assets/', 'data:text/html,x']) {
    await page.evaluate((target) => {
      const anchor = document.createElement('a');
      anchor.href = target;
      document.body.append(anchor);
      anchor.click();
      anchor.target = '_blank';
      anchor.click();
      anchor.remove();
      window.open(target);
    }, address);
  }
  // A round trip through the main process, so that all of it has been decided.
  await page.evaluate(() => window.doctor.invoke('app:info', null));
  // Playwright waits for a navigation that was denied, so the page is asked directly.
  const shown = await page.evaluate(() => ({
    address: location.href,
    rail: document.querySelector('nav[aria-label="Steps"]') !== null,
  }));
  expect(shown).toEqual({ address: 'app://doctor/index.html', rail: true });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('requests that do not fit the contract are refused', async ({ wizard }) => {
  const ask = (channel: string, request: unknown): Promise<string> =>
    wizard.page.evaluate(
      ([name, sent]) =>
        (window as unknown as Unchecked).doctor.invoke(name as string, sent).then(
          (outcome) => (outcome.ok ? 'answered' : outcome.error.message),
          (error: unknown) => (error instanceof Error ? error.message : 'refused without words'),
        ),
      [channel, request],
    );
  expect(await ask('app:info', null)).toBe('answered');
  expect(await ask('shell:open', { path: '/' })).toContain('There is no channel');
  expect(await ask('__proto__', null)).toContain('There is no channel');
  expect(await ask('reading:start', { kind: 'paths', paths: 'C:\\' })).toContain('does not fit');
  expect(await ask('reading:start', { kind: 'sample', id: '../../package' })).toContain(
    'There is no sample site',
  );
  expect(await ask('report:save', { path: 'elsewhere' })).toContain('does not fit');
  expect(await ask('evidence:excerpt', { source: 'x', context: 1e9 })).toContain('does not fit');
});

test('nothing is read that the technician did not point at, whatever the page says', async ({ wizard }) => {
  const { site, likeness, made } = await wizard.page.evaluate(async (folder) => {
    const { doctor } = window as unknown as Unchecked;
    // A likeness of a dropped file, and a file that the page made: neither comes from the technician.
    const named = doctor.pathOfDropped({ path: folder, name: 'site' });
    const own = doctor.pathOfDropped(
      Object.defineProperty(new File(['x'], folder), 'path', { value: folder }),
    );
    const ask = (wanted: string) => doctor.invoke('reading:start', { kind: 'paths', paths: [wanted] });
    const asked = await Promise.all([folder, '/etc/passwd', '\\\\server.example\\share'].map(ask));
    return { site: asked, likeness: named, made: own };
  }, wizard.folder);
  const refused = {
    ok: false,
    error: { code: 'source-not-chosen', nextStep: expect.stringContaining('page Case') as unknown },
  };
  expect({ likeness, made }).toEqual({ likeness: '', made: '' });
  expect(site).toMatchObject([refused, refused, refused]);
});

test('inline code does not run, and frames get nothing of the wizard', async ({ wizard }) => {
  wizard.messages.expect(/Content Security Policy|frame is sandboxed/);
  const seen = await wizard.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.injected = true');
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>inside</p>';
    document.body.append(script, button, frame);
    button.click();
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    const inFrame = frame.contentWindow !== null && 'doctor' in frame.contentWindow;
    const found = { injected: 'injected' in window, inFrame };
    for (const element of [script, button, frame]) element.remove();
    return found;
  });
  expect(seen).toEqual({ injected: false, inFrame: false });
});

test('permissions and downloads are denied', async ({ wizard }) => {
  await wizard.app.evaluate(({ session }) => {
    const started: string[] = [];
    Object.assign(globalThis, { startedDownloads: started });
    session.defaultSession.on('will-download', (event, item) => {
      if (!event.defaultPrevented) started.push(item.getFilename());
    });
  });
  const seen = await wizard.page.evaluate(async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.exe';
    link.click();
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    return {
      camera,
      notifications: await Notification.requestPermission(),
      place: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  });
  expect(seen).toEqual({ camera: 'denied', notifications: 'denied', place: 'denied' });
  const downloads = await wizard.app.evaluate(
    () => (globalThis as unknown as { startedDownloads: readonly string[] }).startedDownloads,
  );
  expect(downloads).toEqual([]);
});
