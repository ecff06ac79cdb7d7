/**
 * Reads the `result.txt` that the scripts of a fix kit write: blocks of `Name=value` lines that begin with `[Script 1]`, `[Step]`,
 * `[Sample]` or `[End 1]` and end with a line `End=`. The file comes from another computer, so nothing in it is trusted.
 */
import iconv from 'iconv-lite';

/**
 * `cut-off`: begun, and no end was written: look at what is really there. `told`: the technician pressed a key to say that it was
 * done. `undone`: taken back by undo.cmd. A step without an entry was not reached.
 */
export type KitOutcome = 'done' | 'failed' | 'skipped' | 'told' | 'not-needed' | 'undone' | 'cut-off';

export interface KitEntry {
  /** Id of a step of the plan. */
  readonly step: string;
  readonly outcome: KitOutcome;
  /** What was seen, in a sentence. */
  readonly text: string;
  /** Date and time as the server prints them; null when they are not there. */
  readonly when: string | null;
  /** `2-restart.cmd` */
  readonly script: string;
}

/** One count of the files that wait in an inbox. */
export interface KitSample {
  readonly step: string;
  readonly files: number;
  readonly when: string | null;
}

export interface KitResult {
  /** False when it is no result file of a kit at all. */
  readonly isResult: boolean;
  /** Null when the kit was made without a case. */
  readonly caseId: string | null;
  readonly run: string | null;
  readonly plan: string | null;
  readonly computer: string | null;
  /** Computers its scripts ran on; `isRenamed`: the technician said there that it is the server of the kit under another name. */
  readonly computers: readonly { readonly name: string; readonly isRenamed: boolean }[];
  /** The last entry of each step, in the order in which they were first reached. */
  readonly steps: readonly KitEntry[];
  /** Every entry in its order; what was begun only as far as no end follows. */
  readonly entries: readonly KitEntry[];
  readonly samples: readonly KitSample[];
  /** What was wrong with the file, in words. */
  readonly notices: readonly string[];
}

const LARGEST = 4 * 1024 * 1024;
const LONGEST_LINE = 2_000;
const MOST_ENTRIES = 10_000;
const MOST_FILES = 999_999_999;
const ID = /^[A-Za-z0-9_.$ -]{1,120}$/;
const NOT_OURS = 'Some lines are not what a kit writes. They were left out.';
const WRITTEN: ReadonlyMap<string, KitOutcome> = new Map<string, KitOutcome>([
  ['done', 'done'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['told', 'told'],
  ['not-needed', 'not-needed'],
  ['undone', 'undone'],
  ['begun', 'cut-off'],
]);

interface Block {
  /** `stray`: a line that belongs to none. */
  readonly kind: 'script' | 'step' | 'sample' | 'end' | 'stray';
  readonly values: ReadonlyMap<string, string>;
  /** False when the file was cut off in it, or something else stands in it. */
  readonly whole: boolean;
}

/**
 * @param bytes of the file, in any code page, with any line ends, torn at any place
 * @returns what it tells; never throws
 */
export function readKitResult(bytes: Uint8Array): KitResult {
  const notices = new Set<string>();
  if (bytes.length > LARGEST)
    notices.add('The file is larger than a result can be. Only its begin was read.');
  const blocks = blocksOf(decode(bytes.subarray(0, LARGEST)));
  let script: Block | null = null;
  let ended = true;
  const entries: KitEntry[] = [];
  const samples: KitSample[] = [];
  const identity = new Map<'Case' | 'Run' | 'Plan' | 'Computer', string>();
  const computers = new Map<string, boolean>();

  for (const block of blocks) {
    if (entries.length + samples.length >= MOST_ENTRIES) {
      notices.add('The file holds more steps than a kit has. Only the first were read.');
      break;
    }
    if (block.kind === 'script') {
      if (!ended) notices.add('A script was cut off before its end.');
      ended = false;
      script = begins(block, identity, notices) ? block : null;
      const name = clean(script?.values.get('Computer') ?? '');
      if (name !== '')
        computers.set(name, (computers.get(name) ?? true) && script?.values.has('Renamed') === true);
    } else if (block.kind === 'end') {
      ended = true;
    } else if (block.kind === 'stray') {
      notices.add(NOT_OURS);
    } else if (script === null) {
      notices.add('Some steps belong to no script of this kit. They were left out.');
    } else if (!block.whole) {
      notices.add('The last lines are not whole. They were left out.');
    } else if (block.kind === 'step') {
      const entry = entryOf(block, script);
      if (entry === null) notices.add(NOT_OURS);
      else settle(entries, entry);
    } else {
      const sample = sampleOf(block);
      if (sample === null) notices.add(NOT_OURS);
      else samples.push(sample);
    }
  }
  if (!ended) notices.add('The last script was cut off before its end.');
  return {
    isResult: identity.has('Run'),
    caseId: identity.get('Case') ?? null,
    run: identity.get('Run') ?? null,
    plan: identity.get('Plan') ?? null,
    computer: identity.get('Computer') ?? null,
    computers: [...computers].map(([name, isRenamed]) => ({ name, isRenamed })),
    steps: lastOfEach(entries),
    entries,
    samples,
    notices: [...notices],
  };
}

/** True when a part of a script belongs to the same run as those before it. */
function begins(
  block: Block,
  identity: Map<'Case' | 'Run' | 'Plan' | 'Computer', string>,
  notices: Set<string>,
): boolean {
  const { values } = block;
  const [run, plan, kitCase] = [values.get('Run'), values.get('Plan'), values.get('Case') ?? ''];
  if (values.get('FormatVersion') !== '1') {
    if (values.has('FormatVersion')) notices.add('A part was written by a newer kit and cannot be read.');
    return false;
  }
  if (run === undefined || plan === undefined || !ID.test(run) || !ID.test(plan)) return false;
  if (identity.has('Run')) {
    const same =
      identity.get('Run') === run &&
      identity.get('Plan') === plan &&
      (identity.get('Case') ?? '') === kitCase;
    if (!same) notices.add('The file also holds parts of another run. They were left out.');
    return same;
  }
  identity.set('Run', run).set('Plan', plan);
  if (ID.test(kitCase)) identity.set('Case', kitCase);
  const computer = clean(values.get('Computer') ?? '');
  if (computer !== '') identity.set('Computer', computer);
  return true;
}

function entryOf({ values }: Block, script: Block): KitEntry | null {
  const step = values.get('Id') ?? '';
  const outcome = WRITTEN.get(values.get('Outcome') ?? '');
  if (!ID.test(step) || outcome === undefined) return null;
  return {
    step,
    outcome,
    text: clean(values.get('Text') ?? ''),
    when: whenOf(values),
    script: clean(script.values.get('Script') ?? ''),
  };
}

function sampleOf({ values }: Block): KitSample | null {
  const [step = '', files = ''] = [values.get('Id'), values.get('Files')];
  if (!ID.test(step) || !/^\d{1,9}$/.test(files) || Number(files) > MOST_FILES) return null;
  return { step, files: Number(files), when: whenOf(values) };
}

/** An end takes the place of the begin before it. */
function settle(entries: KitEntry[], entry: KitEntry): void {
  const last = entries.at(-1);
  if (last?.outcome === 'cut-off' && last.step === entry.step) entries.pop();
  entries.push(entry);
}

function lastOfEach(entries: readonly KitEntry[]): KitEntry[] {
  const last = new Map<string, KitEntry>();
  for (const entry of entries) last.set(entry.step, entry);
  return [...last.values()];
}

function whenOf(values: ReadonlyMap<string, string>): string | null {
  const told = [values.get('Date'), values.get('TimeOfDay')]
    .map((part) => clean(part ?? ''))
    .filter((part) => part !== '');
  return told.length === 0 ? null : told.join(' ');
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let kind: Block['kind'] | null = null;
  let values = new Map<string, string>();
  const close = (whole: boolean): void => {
    if (kind !== null) blocks.push({ kind, values, whole });
    kind = null;
    values = new Map<string, string>();
  };
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.slice(0, LONGEST_LINE);
    const head = /^\[(Script|Step|Sample|End)(?: \d{1,6})?\]\s*$/.exec(line)?.[1]?.toLowerCase();
    if (head === 'script' || head === 'step' || head === 'sample' || head === 'end') {
      close(false);
      kind = head;
      if (head === 'end') close(true);
      continue;
    }
    const cut = line.indexOf('=');
    if (kind === null && line.trim() !== '' && blocks.at(-1)?.kind !== 'stray')
      blocks.push({ kind: 'stray', values, whole: true });
    if (kind === null || cut < 1) continue;
    const key = line.slice(0, cut);
    if (
      key === 'End' &&
      line
        .slice(cut + 1)
        .trim()
        .toLowerCase() === kind
    )
      close(true);
    else if (!values.has(key) && values.size < 40) values.set(key, line.slice(cut + 1).trim());
  }
  close(false);
  return blocks;
}

/** What people see: no control characters, no ends without end. */
function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}

/** The console's code page where the file names it, else Windows' western one; Unicode when an editor has saved it so. */
function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2).toString('utf16le');
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf)
    return buffer.subarray(3).toString('utf8');
  const page = /^OemCodePage=(\d{3,5})\s*$/m.exec(buffer.toString('latin1'))?.[1];
  const name = page === undefined ? 'windows-1252' : `cp${page}`;
  return iconv.decode(buffer, iconv.encodingExists(name) ? name : 'windows-1252');
}
