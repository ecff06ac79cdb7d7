import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel, Invocations } from '../../../electron/contract/ipc.ts';
import { answerRequest } from '../../../electron/main/ipc/envelope.ts';
import { REQUEST_SCHEMAS } from '../../../electron/main/ipc/request-schemas.ts';
import { isTrustedSender } from '../../../electron/main/ipc/sender.ts';
import { ToldError } from '../../../electron/main/told-error.ts';
import { isChannel, isNotificationChannel } from '../../../electron/preload/channels.ts';

const report = {
  format: 'html',
  redact: false,
  caseInfo: { name: 'Packages stopped', ticket: 'T-1', technician: 'A. Meyer' },
} as const;

const GOOD: { readonly [C in Channel]: Invocations[C]['request'] } = {
  'app:info': null,
  'sample:list': null,
  'plan:list': null,
  'live:ability': null,
  'collector:save': null,
  'collector:instructions': null,
  'collector:print': null,
  'explanations:list': null,
  'release:explain': { text: '2.00.1493.2009' },
  'log-text:recognize': { text: 'Waiting for an available despooling thread' },
  'inboxes:compare': { paths: ['D:\\Earlier.zip'] },
  'inboxes:compare-readings': null,
  'log-view:open': { files: ['Logs/Despool.log'], cited: ['Logs/Despool.log:1042'] },
  'log-view:rows': { viewId: 1, from: 0, count: 100 },
  'log-view:filter': {
    viewId: 1,
    filter: {
      components: ['SMS_DESPOOLER'],
      threads: [225],
      text: 'Waiting',
      isExpression: false,
      from: '2001-05-17T02:00:00',
      to: null,
      files: [],
      problemsOnly: false,
    },
  },
  'log-view:locate': { viewId: 1, at: { kind: 'line', file: 'Logs/Despool.log', line: 1042 } },
  'log-view:find': { viewId: 1, from: 7, direction: 'next', what: { kind: 'error' } },
  'log-view:marks': { viewId: 1, most: 400 },
  'log-view:copy': { viewId: 1, from: 2, to: 9 },
  'log-view:follow': { viewId: 1, follow: true },
  'log-view:close': { viewId: 1 },
  'source:choose': { kind: 'folder' },
  'reading:start': { kind: 'paths', paths: ['\\\\SERVER\\SMS_P01'] },
  'reading:cancel': { readingId: 1 },
  'diagnosis:answer': { answers: [{ question: 'release', value: '2.0 SP2', by: null, at: null }] },
  'evidence:excerpt': { source: 'Logs/Despool.log:1042', context: 5 },
  'report:render': report,
  'report:save': report,
  'clipboard:write': { text: 'copied' },
  'case:list': null,
  'case:view': null,
  'case:describe': { name: 'Packages stuck', ticket: 'INC-4711', technician: 'A. Meyer' },
  'case:open': { id: 'C:\\Users\\meyer\\cases\\INC-4711' },
  'case:open-paths': { paths: ['D:\\INC-4711.smscase'] },
  'case:close': null,
  'case:pack': null,
  'plans:for-site': null,
  'plan:ways': { plan: 'restart-executive' },
  'plan:runbook': { plan: 'restart-executive', format: 'html' },
  'run:begin': { plan: 'restart-executive', way: 'live' },
  'run:show': { run: 'r', step: 'stop-executive', undo: false },
  'run:act': { run: 'r', step: 'stop-executive', undo: false, shown: 's' },
  'run:look': { run: 'r', step: 'stop-executive' },
  'run:told': { run: 'r', step: 'stop-executive', note: '' },
  'run:missed': { run: 'r', step: 'stop-executive', note: 'It hangs.' },
  'run:skip': { run: 'r', step: 'stop-executive', reason: 'no rights' },
  'run:reopen': { run: 'r', step: 'stop-executive' },
  'run:note': { run: 'r', step: 'stop-executive', note: 'took four minutes' },
  'run:cancel': { run: 'r' },
  'run:end': { run: 'r', outcome: 'finished', note: '' },
  'kit:take-result': { paths: null },
  'verify:compare': null,
};

const BAD: readonly (readonly [Channel, unknown])[] = [
  ['run:begin', { plan: 'restart-executive', way: 'by-magic' }],
  ['run:act', { run: 'r', step: 's', undo: false }],
  ['run:act', { run: 'r', step: 's', undo: false, shown: 's', command: 'format c:' }],
  ['case:open-paths', { paths: [] }],
  ['run:end', { run: 'r', outcome: 'perhaps', note: '' }],
  ['app:info', {}],
  ['app:info', undefined],
  ['source:choose', { kind: 'everything' }],
  ['source:choose', { kind: 'folder', extra: true }],
  ['reading:start', { kind: 'paths', paths: [] }],
  ['reading:start', { kind: 'paths', paths: [''] }],
  ['reading:start', { kind: 'paths', paths: 'C:\\SMS' }],
  ['reading:start', { kind: 'sample', id: 'a', paths: ['C:\\SMS'] }],
  ['reading:start', { kind: 'program', paths: ['C:\\SMS'] }],
  ['reading:start', { kind: 'server', server: 'NYSMS01' }],
  ['reading:start', { kind: 'server', server: 'NYSMS01', folder: '', paths: ['C:\\SMS'] }],
  ['collector:save', { path: 'C:\\Windows' }],
  ['release:explain', { text: 'x'.repeat(501) }],
  ['log-text:recognize', { text: 'x'.repeat(20_001) }],
  ['inboxes:compare', { paths: [] }],
  ['log-view:open', { files: 'Logs/Despool.log', cited: [] }],
  ['log-view:rows', { viewId: 1, from: -1, count: 100 }],
  ['log-view:rows', { viewId: 1, from: 0, count: 501 }],
  ['log-view:find', { viewId: 1, from: 7, direction: 'sideways', what: { kind: 'error' } }],
  ['log-view:copy', { viewId: 1, from: 0, to: 9, path: 'C:\\x' }],
  ['reading:cancel', { readingId: 1.5 }],
  ['reading:cancel', { readingId: '1' }],
  ['diagnosis:answer', { answers: [{ question: 'release', value: {}, by: null, at: null }] }],
  ['diagnosis:answer', { answers: null }],
  ['diagnosis:answer', { answers: [], fresh: 'yes' }],
  ['evidence:excerpt', { source: 'Logs/Despool.log:1042', context: -1 }],
  ['evidence:excerpt', { source: 'Logs/Despool.log:1042', context: 1e9 }],
  ['report:save', { ...report, format: 'exe' }],
  ['report:save', { ...report, path: '/etc/passwd' }],
  ['report:render', { ...report, caseInfo: { name: 'x' } }],
  ['clipboard:write', { text: 1 }],
];

const channels = Object.keys(REQUEST_SCHEMAS) as Channel[];

describe('requests of the window', () => {
  it.each(channels)('on %s are accepted when they fit, and handed on unchanged', async (channel) => {
    const seen: unknown[] = [];
    const outcome = await answerRequest(channel, true, GOOD[channel], (request: unknown) => {
      seen.push(request);
      return null as never;
    });
    expect(outcome).toEqual({ ok: true, value: null });
    expect(seen).toEqual([GOOD[channel]]);
  });

  it.each(BAD)('on %s are refused when they are %j', async (channel, request) => {
    const outcome = await answerRequest(channel, true, request, () => {
      throw new Error('must not be asked');
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'request-refused' } });
  });

  it('are refused from any other sender, even when they fit', async () => {
    const outcome = await answerRequest('clipboard:write', false, { text: 'x' }, () => {
      throw new Error('must not be asked');
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'sender-refused' } });
  });

  it('never make the check itself fail, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channels), fc.anything(), async (channel, request) => {
        const outcome = await answerRequest(channel, true, request, () => null as never);
        return outcome.ok || outcome.error.code === 'request-refused';
      }),
    );
  });

  it('get the words of an error that was made for the technician, and a plain sentence for any other', async () => {
    const told = { code: 'c', message: 'What happened.', nextStep: 'What to do.' };
    const fail = (error: unknown) =>
      answerRequest('app:info', true, null, () => {
        throw error;
      });
    expect(await fail(new ToldError(told))).toEqual({ ok: false, error: told });
    expect(await fail(new TypeError('x is undefined'))).toEqual({
      ok: false,
      error: {
        code: 'program-fault',
        message: 'A fault in this program stopped it (TypeError: x is undefined).',
        nextStep: 'Try once more. If it happens again, send this text to whoever looks after the program.',
      },
    });
  });
});

describe('a diagnosis of answers alone', () => {
  it('may be asked for', async () => {
    const request = { answers: [], fresh: true };
    const outcome = await answerRequest('diagnosis:answer', true, request, () => null as never);
    expect(outcome.ok).toBe(true);
  });
});

describe('channels of the preload script', () => {
  it('are those the main process answers', () => {
    expect(channels.filter((channel) => !isChannel(channel))).toEqual([]);
  });

  it.each(['nope', 'toString', '__proto__', 'reading:progress', 'source:dropped', null, 1])(
    'do not include %j',
    (name) => {
      expect(isChannel(name)).toBe(false);
    },
  );

  it('keep notifications apart', () => {
    expect(isNotificationChannel('reading:progress')).toBe(true);
    expect(isNotificationChannel('app:info')).toBe(false);
  });
});

describe('sender of a request', () => {
  const page = { url: 'app://doctor/index.html', parent: null };

  it('is our own page in our own window', () => {
    expect(isTrustedSender(page, true)).toBe(true);
  });

  it.each([
    ['another window', page, false],
    ['a frame inside the page', { ...page, parent: page }, true],
    ['a foreign page', { ...page, url: 'https://example.com/' }, true],
    ['a local file', { ...page, url: 'file:///index.html' }, true],
    ['a frame that is gone', null, true],
  ])('is refused for %s', (_what, frame, fromOurWindow) => {
    expect(isTrustedSender(frame, fromOurWindow)).toBe(false);
  });
});
