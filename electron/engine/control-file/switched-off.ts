import type { ControlFileReason } from './examine.ts';
import type { OutlineLine } from './outline.ts';

export interface SwitchedOff {
  /** Numbers of the lines inside of blocks, with the lines that begin and end them. */
  readonly lines: ReadonlySet<number>;
  /** What of the blocks is not understood. */
  readonly reasons: readonly ControlFileReason[];
}

/** The line that begins or ends a block: `stop` or `start`. */
function switchOf(line: OutlineLine): string {
  return line.text.trim().slice(1).toLowerCase().startsWith('stop') ? 'stop' : 'start';
}

/**
 * Finds the blocks between `#stop` and `#start` lines. No article explains them (Q275612 only says that they are no comments);
 * they are taken in pairs from the first on, and what stands between is taken as switched off (judgement).
 */
export function switchedOffLines(lines: readonly OutlineLine[]): SwitchedOff {
  const inside = new Set<number>();
  const reasons: ControlFileReason[] = [];
  let open: OutlineLine | null = null;
  let opener: string | null = null;
  for (const line of lines) {
    if (line.kind === 'switch') {
      const word = switchOf(line);
      opener ??= word;
      inside.add(line.number);
      if ((word === opener) === (open === null)) open = open === null ? line : null;
      else
        reasons.push({
          line: line.number,
          text: `#stop and #start do not take turns: this is a second #${word}. What is switched off cannot be told.`,
        });
    } else if (open !== null) {
      inside.add(line.number);
      if (line.kind === 'heading') {
        reasons.push({
          line: line.number,
          text: `The section begins inside of the block that line ${open.number} opens.`,
        });
      }
    }
  }
  if (open !== null) {
    reasons.push({ line: open.number, text: 'The block that begins here is not ended.' });
  }
  return { lines: inside, reasons };
}
