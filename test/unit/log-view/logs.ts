/** Lines, files and views for the tests of the log reader. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach } from 'vitest';
import type { LogRow, LogViewFilter, LogViewState } from '../../../electron/contract/log-view.ts';
import { DiskSource } from '../../../electron/log-view/source/disk-source.ts';
import { LogView } from '../../../electron/log-view/view/log-view.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Time of 17 May 2001, as the stamps of the tests count it. */
export const START = Date.UTC(2001, 4, 17, 2, 0, 0);

/** `Thu May 17 02:23:00.123 2001`. */
export function stampText(time: number): string {
  const date = new Date(time);
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
  return (
    `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ` +
    `${clock}.${milliseconds} ${date.getUTCFullYear()}`
  );
}

export interface LineParts {
  readonly message: string;
  readonly component?: string;
  readonly time?: number;
  readonly thread?: number;
  readonly zone?: string;
}

/** A line as SMS 2.0 writes it, without its line end. */
export function logLine({
  message,
  component = 'SMS_DESPOOLER',
  time = START,
  thread = 322,
  zone = 'Eastern Daylight Time',
}: LineParts): string {
  const words = zone === '' ? '' : ` ${zone}`;
  const hex = thread.toString(16).toUpperCase();
  return `${message}  $$<${component}><${stampText(time)}${words}><thread=${thread} (0x${hex})>`;
}

/** `count` lines, a second apart. */
export function plainLog(count: number, parts: Partial<LineParts> = {}): string {
  const from = parts.time ?? START;
  return Array.from(
    { length: count },
    (_, index) => `${logLine({ message: `Line ${index + 1}`, ...parts, time: from + index * 1000 })}\r\n`,
  ).join('');
}

const folders: string[] = [];
const views: LogView[] = [];
/** What happened to the files of a view and was told in a state nobody asked for. */
const told = new Map<LogView, string[]>();

afterEach(async () => {
  for (const view of views.splice(0)) await view.close();
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed after the test. */
export function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'log-view-'));
  folders.push(folder);
  return folder;
}

/** Writes files into a folder and gives it back. */
export function writeLogs(files: Readonly<Record<string, string | Buffer>>, folder = newFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    fs.writeFileSync(
      path.join(folder, name),
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    );
  }
  return folder;
}

export interface TestView {
  readonly view: LogView;
  /** All states that were told, oldest first. */
  readonly states: LogViewState[];
}

/** A view of files of a folder, cited as `Logs/<name>`. */
export function openView(folder: string, names: readonly string[], cited: readonly string[] = []): TestView {
  const states: LogViewState[] = [];
  const notices: string[] = [];
  const view = new LogView({
    id: 1,
    sources: names.map((name) => new DiskSource(`Logs/${name}`, path.join(folder, name), 'windows-1252')),
    cited,
    onChanged: (state) => {
      states.push(state);
      notices.push(...state.notices);
    },
  });
  views.push(view);
  told.set(view, notices);
  return { view, states };
}

/** Waits until a state of the view is as wanted. What happened meanwhile is gathered in its notices. */
export async function until(view: LogView, wanted: (state: LogViewState) => boolean): Promise<LogViewState> {
  const notices = told.get(view) ?? [];
  for (;;) {
    const state = view.state();
    notices.push(...state.notices);
    if (wanted({ ...state, notices })) return { ...state, notices: notices.splice(0) };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until all is read, sorted and filtered. */
export function whole(view: LogView): Promise<LogViewState> {
  return until(view, ({ complete }) => complete);
}

/** All rows of a view. */
export async function allRows(view: LogView): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for (;;) {
    const next = await view.rows(rows.length, 500);
    if (next.rows.length === 0) return rows;
    rows.push(...next.rows);
  }
}

export const ALL: LogViewFilter = {
  components: [],
  threads: [],
  text: '',
  isExpression: false,
  from: null,
  to: null,
  files: [],
  problemsOnly: false,
};

const MESSAGES = [
  'Waiting for ready instruction file....',
  '~Found ready instruction sni00000.sni',
  'ERROR - Failed to open file D:\\SMS\\inboxes\\sinv.box\\7U74Z2GZ.sid',
  'WARNING - Delete file failed, Win32 = 32',
  'Warn>: Interval 8 not found in the OfferSummaryDetail record EN120014',
  '~SQL Msg #3606> Arithmetic overflow occurred.~',
  'Costs $5 <or> more, see $$ and $<X',
  'NUL here: \0\0 and a \t tab',
  'gr\xfc\xdfe von S\xe4nder',
  '',
  '   ',
];

/** A message of a component. */
export const someMessage = fc.constantFrom(...MESSAGES);

/** Lines of every kind that was seen, and of some that were not. */
export const someLine: fc.Arbitrary<string> = fc
  .record({
    message: someMessage,
    component: fc.constantFrom(
      'SMS_DESPOOLER',
      'SMS_SCHEDULER',
      'Hardware Inventory Agent',
      'APM ',
      'X&',
      'a>b',
      '',
    ),
    time: fc.integer({ min: 0, max: 86_400_000 }).map((offset) => START + offset),
    thread: fc.constantFrom(1, 322, 1028, 4_294_798_339),
    zone: fc.constantFrom('', 'Eastern Daylight Time', 'W. Europe Standard Time', ' '),
    form: fc.integer({ min: 0, max: 13 }),
  })
  .map(({ form, ...parts }) => {
    const full = logLine(parts);
    switch (form) {
      case 0:
        return parts.message;
      case 1:
        return full.slice(0, full.indexOf('><thread='));
      case 2:
        return full.slice(full.indexOf('2001'));
      case 3:
        return `${parts.message} $$<${parts.component}>`;
      case 4:
        return full.replace(/ \(0x[0-9A-F]+\)/, '');
      case 5:
        return full.replace('$$<', '$<');
      case 6:
        return full.replace('$$<', '<$$<');
      case 7:
        return `${parts.message}\tSMS_SCHEDULER\t5/17/01 11:20:15 AM\t330 (0x14A)\t`;
      case 8:
        return `${full} `;
      default:
        return full;
    }
  });

/** The text of a log, its lines ended in every way. */
export const someLog: fc.Arbitrary<string> = fc
  .array(fc.tuple(someLine, fc.constantFrom('\r\n', '\n', '\r\n', '\r', '\n\n')), { maxLength: 400 })
  .chain((lines) =>
    fc.boolean().map((ended) => {
      const text = lines.map(([line, end]) => line + end).join('');
      return ended ? text : text.replace(/\s+$/, '');
    }),
  );
