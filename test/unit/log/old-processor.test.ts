import { afterEach, expect, it, vi } from 'vitest';
import { LogScanner } from '../../../electron/engine/log/scanner.ts';

afterEach(() => vi.unstubAllGlobals());

it('reads bytes where the processor cannot run the line scanner', () => {
  const { Instance, CompileError } = WebAssembly;
  const NoModule = function (): never {
    throw new CompileError('Wasm SIMD unsupported');
  };
  vi.stubGlobal('WebAssembly', { Instance, CompileError, Module: NoModule });
  const scanner = new LogScanner({
    watched: [{ id: 'a', text: 'waiting for', components: [], files: [], neutral: [] }],
  });
  scanner.beginFile('Logs/Despool.log', {
    family: 'despool',
    rolledOver: false,
    codePage: 'windows-1252',
    decode: (text) => text,
  });
  const line = 'Waiting for it  $$<SMS_DESPOOLER><Thu May 17 01:00:00.000 2001><thread=1 (0x1)>\r\n';
  scanner.pushBytes(Buffer.from(line.repeat(3)));
  expect(scanner.endFile(line.length * 3)).toMatchObject({ lines: 3, stamped: 3 });
  expect(scanner.finish().evidence.hits[0]).toMatchObject({ count: 3 });
});
