import { type BlockText, blockTexts, blocksOfRange } from '../index/block-texts.ts';
import type { FileIndex } from '../index/file-index.ts';
import { MessageReader } from '../lines/message-reader.ts';
import { eachLineOf } from '../lines/shown-lines.ts';
import type { LogSource } from '../source/log-source.ts';
import { TookTooLong, runBounded } from './bounded-run.ts';
import type { LineTest } from './line-test.ts';

/** An expression sees no more of a line than this. */
const LONGEST_MATCHED = 16_384;
/** Characters of lines that an expression is matched against at one go, and the time it has for them. */
const GO = 131_072;
const GO_MILLISECONDS = 500;

/** An expression that takes too long for the lines of a log. */
export class ExpressionTooSlow extends Error {
  constructor(
    readonly path: string,
    readonly line: number,
  ) {
    super(`Matching took too long at ${path}:${line}.`);
  }
}

/** Notes the lines that match a plain text: only those with a hit in their bytes are looked at. */
function matchByHits(
  block: BlockText,
  index: FileIndex,
  hits: RegExp,
  test: RegExp,
  note: (line: number) => void,
): void {
  const { text } = block;
  const messages = new MessageReader(index.encoding.decode);
  messages.use(text);
  let line = block.firstLine;
  let start = 0;
  hits.lastIndex = 0;
  for (let hit = hits.exec(text); hit !== null; hit = hits.exec(text)) {
    for (;;) {
      const next = text.indexOf('\n', start);
      if (next < 0 || next >= hit.index) break;
      start = next + 1;
      line += 1;
    }
    if (line >= block.endLine) return;
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (test.test(messages.message(start, end))) note(line);
    hits.lastIndex = end;
  }
}

interface Line {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Notes the lines that an expression matches, some hundred at a time, each go bounded. */
async function matchEach(
  block: BlockText,
  index: FileIndex,
  path: string,
  test: RegExp,
  note: (line: number) => void,
): Promise<void> {
  const messages = new MessageReader(index.encoding.decode);
  messages.use(block.text);
  let go: Line[] = [];
  const goes = [go];
  let goStart = 0;
  eachLineOf(block, (line, start, end) => {
    if (start - goStart >= GO) {
      go = [];
      goes.push(go);
      goStart = start;
    }
    go.push({ line, start, end });
  });
  for (const lines of goes) {
    let at = lines[0]?.line ?? block.firstLine;
    try {
      runBounded(() => {
        for (const { line, start, end } of lines) {
          at = line;
          if (test.test(messages.message(start, end).slice(0, LONGEST_MATCHED))) note(line);
        }
      }, GO_MILLISECONDS);
    } catch (error) {
      if (error instanceof TookTooLong) throw new ExpressionTooSlow(path, at + 1);
      throw error;
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/**
 * Which of a range of lines match.
 *
 * @param from counted from 0
 * @param to line behind the last
 * @returns one byte a line of the range, 1 when it matches
 * @throws ExpressionTooSlow, the system's error when the log cannot be read, a SyntaxError for an expression that is too
 *   large to be used
 */
export async function matchLines(
  source: LogSource,
  index: FileIndex,
  { expression, inBytes, inText, isExpression }: LineTest,
  from: number,
  to: number,
): Promise<Uint8Array> {
  const matched = new Uint8Array(Math.max(0, to - from));
  const hits = index.encoding.wide ? inText : inBytes;
  const note = (line: number): void => {
    if (line >= from && line < to) matched[line - from] = 1;
  };
  for await (const block of blockTexts(source, index, blocksOfRange(index, from, to))) {
    if (isExpression || hits === null) await matchEach(block, index, source.path, expression, note);
    else matchByHits(block, index, hits, expression, note);
  }
  return matched;
}
