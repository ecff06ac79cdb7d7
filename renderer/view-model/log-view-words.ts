/** What the log reader says about rows, selections and files. */
import type { LogRow, LogSeverity, LogViewFile, LogViewState } from '../../electron/contract/log-view.ts';
import { bytes, count, counted } from './numbers.ts';
import { timeParts, wallClock } from './time.ts';

/** `Despool.log` of `Logs/Despool.log`. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Milliseconds on the server's wall clock, for differences only; null without a stamp. */
export function exactTime(iso: string | null): number | null {
  if (iso === null) return null;
  const whole = wallClock(iso);
  const fraction = /\.(\d{1,3})/.exec(iso)?.[1];
  return whole === null ? null : whole + (fraction === undefined ? 0 : Number(fraction.padEnd(3, '0')));
}

/** `3.250 s`, `2 min 3.250 s`, `2 h 14 min 3 s`, `3 d 4 h 5 min`: how long, as exact as it helps. */
export function elapsed(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '';
  const total = Math.abs(milliseconds);
  const seconds = (total % 60_000) / 1_000;
  const minutes = Math.floor(total / 60_000) % 60;
  const hours = Math.floor(total / 3_600_000) % 24;
  const days = Math.floor(total / 86_400_000);
  if (days > 0) return `${sign}${count(days)} d ${hours} h ${minutes} min`;
  if (hours > 0) return `${sign}${hours} h ${minutes} min ${Math.floor(seconds)} s`;
  if (minutes > 0) return `${sign}${minutes} min ${seconds.toFixed(3)} s`;
  return `${sign}${seconds.toFixed(3)} s`;
}

const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `17 May 02:23:11.123`, for the column of times. */
export function rowTime(iso: string): string {
  const parts = timeParts(iso);
  if (parts === null) return iso;
  const day = String(parts.day).padStart(2, ' ');
  return `${day} ${shortMonths[parts.month - 1] ?? ''} ${iso.slice(11)}`;
}

/** `Thu 17 May 2001, 02:23:11.123`, for the details of a row. */
export function fullTime(iso: string): string {
  const parts = timeParts(iso);
  const time = wallClock(iso);
  if (parts === null || time === null) return iso;
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(time).getUTCDay()] ?? '';
  return `${weekday} ${parts.day} ${shortMonths[parts.month - 1] ?? ''} ${parts.year}, ${iso.slice(11)}`;
}

/** `228 (0xE4)`, as SMS writes threads. */
export function threadWords(thread: number): string {
  return `${thread} (0x${thread.toString(16).toUpperCase()})`;
}

/** The word that stands beside the icon; null where nothing is told. */
export function severityWord(severity: LogSeverity): 'Error' | 'Warning' | null {
  return severity === null ? null : severity === 'error' ? 'Error' : 'Warning';
}

/** What is said when a row is found from elsewhere in the window: `Despool.log line 1,042, error: text`. */
export function rowWords(row: LogRow, files: readonly LogViewFile[]): string {
  const name = fileName(files[row.file]?.path ?? '');
  const severity = severityWord(row.severity);
  const text = row.text.length > 160 ? `${row.text.slice(0, 160)}…` : row.text;
  return `${name} line ${count(row.line)}${severity === null ? '' : `, ${severity.toLowerCase()}`}: ${text}`;
}

/** The question that the reader answers. */
export function readerTitle(paths: readonly string[]): string {
  const [only] = paths;
  return paths.length === 1 && only !== undefined
    ? `What does ${fileName(only)} say?`
    : `What do the ${count(paths.length)} logs say together?`;
}

/** `12,345 lines`, `120 of 12,345 lines`. */
export function lineCount({ rows, lines }: LogViewState, filtered: boolean): string {
  return filtered ? `${count(rows)} of ${counted(lines, 'line')}` : counted(lines, 'line');
}

/** `Counting lines: 42 %, 430 MB of 1.0 GB`; null when all are counted. */
export function countingWords({ complete, bytesRead, bytesTotal }: LogViewState): string | null {
  if (complete) return null;
  const share = bytesTotal === 0 ? 0 : Math.floor((bytesRead / bytesTotal) * 100);
  return `Counting lines: ${Math.min(share, 99)} %, ${bytes(bytesRead)} of ${bytes(bytesTotal)}`;
}

/** `UTC−05:00`. */
export function offsetWords(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Which clock the stamps of a log follow and how that is known. */
export function clockWords({ clock }: LogViewFile): string {
  const zone = clock.zoneWords === null ? '' : ` The stamps say “${clock.zoneWords}”.`;
  const from = clock.source === null ? '' : `, ${clock.source}`;
  if (clock.offsetMinutes === null || clock.basis === 'none') {
    return `Times are the server’s own; nothing tells their distance to UTC.${zone}`;
  }
  const basis =
    clock.basis === 'statmsg'
      ? `taken from a status message near by${from}`
      : `taken from the zone word${from}`;
  return `Server time, ${offsetWords(clock.offsetMinutes)}, ${basis}.${zone}`;
}

/** Short form for the state line: `Server time, UTC−04:00`; says when the logs differ. */
export function clockSummary(files: readonly LogViewFile[]): string {
  const offsets = new Set(files.map((file) => file.clock.offsetMinutes));
  const known = [...offsets].filter((offset) => offset !== null);
  if (known.length === 0) return 'Server time, distance to UTC not known';
  if (known.length > 1) return `Server time, ${known.map(offsetWords).join(' and ')}`;
  const [offset = 0] = known;
  return `Server time, ${offsetWords(offset)}${offsets.size > 1 ? ' where known' : ''}`;
}

/** Sentences about zone words that contradict the status messages (Q303279), each file named. */
export function disagreements(files: readonly LogViewFile[]): readonly string[] {
  return files.flatMap(({ path, clock }) =>
    clock.disagreement === null
      ? []
      : [files.length > 1 ? `${fileName(path)}: ${clock.disagreement}` : clock.disagreement],
  );
}
