/** The host: programs of Windows, asked with arguments, answering in text. */
import iconv from 'iconv-lite';
import { DEFAULT_OEM_CODE_PAGE, codePageName } from '../site/text/code-page.ts';
import { type HostProgram, type Starter, windowsStarter } from './programs.ts';
import { type Ending, runProgram } from './run-program.ts';

export interface RunOptions {
  /** Milliseconds; 30,000 when not said. */
  readonly limitMs?: number;
  /** Bytes on either output; 16 MiB when not said. */
  readonly limitBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ProgramResult {
  readonly ending: Ending;
  /** Exit code, null when it did not exit by itself. `sc` gives the number of the Windows error. */
  readonly code: number | null;
  /** What it printed, decoded, with LF as line end. */
  readonly output: string;
  readonly errors: string;
}

export interface Host {
  /**
   * Runs one of the allowed programs to its end.
   * @throws the reason of `options.signal` when it fires
   */
  readonly run: (
    program: HostProgram,
    args: readonly string[],
    options?: RunOptions,
  ) => Promise<ProgramResult>;
}

const LIMIT_MS = 30_000;
const LIMIT_BYTES = 16 * 1024 * 1024;
const CODE_PAGES = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage';

/** Without a console Windows' programs print in the OEM code page. Its number is in the registry. */
async function oemCodePage(start: Starter): Promise<string> {
  const asked = await runProgram(start('reg'), ['query', CODE_PAGES, '/v', 'OEMCP'], {
    limitMs: LIMIT_MS,
    limitBytes: LIMIT_BYTES,
  });
  const found = /\bOEMCP\s+REG_SZ\s+(\d+)/.exec(asked.stdout.toString('latin1'))?.[1];
  return (found === undefined ? null : codePageName(found)) ?? DEFAULT_OEM_CODE_PAGE;
}

/**
 * @param start how programs are started
 * @param codePage in which they print, as iconv calls it; null: asked of Windows when it is first needed
 */
export function createHost(start: Starter, codePage: string | null = null): Host {
  let asked: Promise<string> | null = codePage === null ? null : Promise.resolve(codePage);
  return {
    run: async (program, args, options = {}) => {
      const { limitMs = LIMIT_MS, limitBytes = LIMIT_BYTES, signal } = options;
      asked ??= oemCodePage(start);
      const limits = { limitMs, limitBytes, ...(signal === undefined ? {} : { signal }) };
      const { ending, code, stdout, stderr } = await runProgram(start(program), args, limits);
      const name = await asked;
      const decode = (bytes: Buffer): string => iconv.decode(bytes, name).replace(/\r+\n/g, '\n');
      return { ending, code, output: decode(stdout), errors: decode(stderr) };
    },
  };
}

/** The Windows this program runs on. */
export function thisWindows(): Host {
  return createHost(windowsStarter(process.env));
}
