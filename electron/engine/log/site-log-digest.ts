/**
 * What is kept of all entries of a site's logs: component activity, runs of watched texts, service events, the
 * clock. Memory is bounded by the number of components and watched texts, not by the size of the logs.
 */
import type { ComponentActivity, LineRef, LogEvent, LogFile } from '../evidence/model.ts';
import { type Chunk, type CitedFile, CitedLine } from './cited-line.ts';
import { ComponentTrack } from './component-track.ts';
import { type AssembledEntry, type EntrySink, entryOf } from './entry-assembler.ts';
import { independentCopy } from './independent-copy.ts';
import { parseLine } from './line.ts';
import type { DatedClock, ScanPart } from './scan-part.ts';
import type { LogFileInfo } from './scanner.ts';
import { MAX_EVENTS_OF_A_KIND, eventOfLine } from './service-events.ts';
import { StatusNotes } from './status-notes.ts';
import { comparable, type WatchList, type Watch } from './watch-list.ts';
import { WatchedRuns } from './watched-runs.ts';
import { isOfOtherSeason, offsetOfZoneName } from './zone-names.ts';

/** A site has some forty components; the rest is room for copies and for other programs. */
const MAX_COMPONENTS = 500;
const OVERFLOW = '(further components)';
/** What a status message is about stands in so many bytes at its beginning. */
const STATUS_HEAD = 240;

/** A component as it is met in one file. */
export interface FollowedComponent {
  readonly track: ComponentTrack;
  /** Watches for which its lines count. */
  readonly watches: ReadonlySet<Watch>;
}

interface FileState extends CitedFile {
  /** Folder and family: a copy of a log in another folder is another log. */
  readonly log: string;
  readonly info: LogFileInfo;
  /** Watches for which lines without a component count. */
  readonly watches: ReadonlySet<Watch>;
  /** Components met in this file, by name as written. */
  readonly components: Map<string, FollowedComponent>;
  /** The same, each once: they may point into the present chunk. */
  readonly touched: Set<ComponentTrack>;
  lines: number;
  stamped: number;
  garbled: number;
  firstGarbledLine: number | null;
  firstTime: number | null;
  lastTime: number | null;
}

export class SiteLogDigest implements EntrySink {
  private readonly runs: WatchedRuns;
  private readonly statuses = new StatusNotes();
  private readonly tracks = new Map<string, ComponentTrack>();
  private readonly events = new Map<string, LogEvent[]>();
  private readonly files: LogFile[] = [];
  private zoneClock: DatedClock | null = null;
  private file: FileState | null = null;

  constructor(readonly watched: WatchList) {
    this.runs = new WatchedRuns(this.watched);
  }

  beginFile(path: string, info: LogFileInfo): void {
    const log = `${path.slice(0, path.lastIndexOf('/') + 1).toLowerCase()}${info.family}`;
    this.runs.beginFile(log);
    this.file = {
      path,
      decode: info.decode,
      chunk: '',
      log,
      info,
      watches: this.watched.concerning(null, info.family),
      components: new Map(),
      touched: new Set(),
      lines: 0,
      stamped: 0,
      garbled: 0,
      firstGarbledLine: null,
      firstTime: null,
      lastTime: null,
    };
  }

  endFile(bytes: number): LogFile {
    const state = this.current();
    this.readZone(state);
    const file: LogFile = {
      path: state.path,
      family: state.info.family,
      rolledOver: state.info.rolledOver,
      bytes,
      lines: state.lines,
      stamped: state.stamped,
      garbled: state.garbled,
      firstGarbledLine: state.firstGarbledLine,
      firstTime: state.firstTime,
      lastTime: state.lastTime,
      codePage: state.info.codePage,
    };
    this.files.push(file);
    this.file = null;
    return file;
  }

  /** Names the part of the file whose lines are given next. */
  beginChunk(chunk: Chunk): void {
    this.current().chunk = chunk;
  }

  /** Keeps what points into the chunk, which goes away now. */
  endOfChunk(): void {
    const file = this.current();
    for (const track of file.touched) track.settle();
    this.runs.settle();
    this.statuses.settle();
    file.chunk = '';
  }

  lines(count: number): void {
    this.current().lines = count;
  }

  garbled(line: number): void {
    const file = this.current();
    file.garbled += 1;
    file.firstGarbledLine ??= line;
  }

  /** True when the present file has lines with a stamp: it is a log of SMS, and not just a text. */
  get hasStamps(): boolean {
    return this.current().stamped > 0;
  }

  isWatched(text: string): boolean {
    return this.watched.isWatched(text);
  }

  /** A component of the present file, by its name as written. */
  componentOf(rawName: string): FollowedComponent {
    const file = this.current();
    return file.components.get(rawName) ?? this.follow(rawName, file);
  }

  /**
   * A whole entry on one line in the usual form, by its places in the present chunk.
   * @param texts numbers of the watched texts in it; null: nothing is known, because bytes do not decide
   */
  plain(
    { track, watches }: FollowedComponent,
    line: number,
    start: number,
    messageEnd: number,
    end: number,
    time: number,
    texts: readonly number[] | null,
  ): void {
    const file = this.current();
    if (texts !== null && texts.length > 0 && this.needsReading(file, texts, start, messageEnd)) {
      this.entry(entryOf(parseLine(file.decode(file.chunk.slice(start, end))), line));
      return;
    }
    this.noteTime(file, time);
    track.plain(file, line, start, end, time);
    if (texts !== null && texts.length > 0) {
      if (texts.includes(this.watched.status)) {
        this.statuses.noteTime(file.path, line, time, () => file.chunk.slice(start, messageEnd));
      }
      this.runs.note(watches, texts, false, () => CitedLine.at(file, line, start, end));
    } else if (this.runs.mayBreak(watches)) {
      const cited = CitedLine.at(file, line, start, end);
      if (texts === null) this.breakRuns(watches, file.chunk.slice(start, messageEnd), cited);
      else this.runs.noteOther(watches, texts, false, () => cited);
    }
  }

  /**
   * Further lines of the usual form that are like the one before them.
   * @param count how many; the places are those of the last
   * @param texts numbers of the watched texts in each of them
   */
  repeat(
    { track, watches }: FollowedComponent,
    count: number,
    line: number,
    start: number,
    end: number,
    time: number,
    texts: readonly number[],
  ): void {
    const file = this.current();
    file.stamped += count;
    file.lastTime = time;
    track.repeat(count, file, line, start, end, time);
    for (const text of texts) this.runs.repeat(watches, text, count, CitedLine.at(file, line, start, end));
  }

  private breakRuns(watches: ReadonlySet<Watch>, raw: string, cited: CitedLine): void {
    const message = comparable(this.current().decode(raw));
    this.runs.noteOther(watches, this.watched.finder.find(message), message === '', () => cited);
  }

  plainText(text: string, line: number): void {
    const file = this.current();
    if (!this.runs.mayBreak(file.watches)) return;
    const { message, ...parts } = entryOf(parseLine(text), line);
    const cited = CitedLine.of(refOf(file, { message, ...parts }), parts.zone);
    const lower = message.toLowerCase();
    this.runs.noteOther(file.watches, this.watched.finder.find(lower), lower === '', () => cited);
  }

  entry(entry: AssembledEntry): void {
    const file = this.current();
    const { component } = entry;
    if (entry.time !== null) this.noteTime(file, entry.time);
    const ref = refOf(file, entry);
    const cited = CitedLine.of(ref, entry.zone === null ? null : independentCopy(entry.zone));
    const followed = component === null ? null : this.componentOf(component);
    followed?.track.whole(cited);
    const lower = entry.message.toLowerCase();
    const texts = this.watched.finder.find(lower);
    const concerned = followed?.watches ?? file.watches;
    this.runs.note(concerned, texts, lower === '', () => cited);
    if (!texts.some((text) => text === this.watched.status || this.watched.events.has(text))) return;
    const event = eventOfLine(component, file.info.family, entry.message);
    if (event) this.keepEvent({ ...event, at: ref });
    this.statuses.note(ref, entry.message);
  }

  /** All that was learned so far. */
  part(): ScanPart {
    const activities = [...this.tracks.values()].map((track) => track.activity());
    return {
      files: this.files,
      components: activities.filter((one): one is ComponentActivity => one !== null),
      hits: this.runs.hits(),
      events: [...this.events.values()].flat(),
      statusClock: this.statuses.clock,
      zoneClock: this.zoneClock,
      siteCodes: this.statuses.siteCodes,
      servers: this.statuses.servers,
    };
  }

  private current(): FileState {
    if (this.file === null) throw new Error('A log line was given before its file was begun.');
    return this.file;
  }

  private noteTime(file: FileState, time: number): void {
    file.stamped += 1;
    file.firstTime ??= time;
    // The last in the file, not the greatest: one stray stamp of another year must not move the end of the evidence.
    file.lastTime = time;
  }

  /** True when a line with texts in it may tell more than the texts: an event, or a name not yet known. */
  private needsReading(
    file: FileState,
    texts: readonly number[],
    start: number,
    messageEnd: number,
  ): boolean {
    const { events, status } = this.watched;
    if (texts.some((text) => events.has(text))) return true;
    if (!texts.includes(status)) return false;
    return !this.statuses.isDull(file.chunk.slice(start, Math.min(messageEnd, start + STATUS_HEAD)));
  }

  private follow(rawName: string, file: FileState): FollowedComponent {
    const name = independentCopy(file.decode(rawName).trim());
    const key = `${name.toUpperCase()}|${file.log}`;
    let track = this.tracks.get(key);
    if (!track && this.tracks.size < MAX_COMPONENTS) {
      track = new ComponentTrack(name);
      this.tracks.set(key, track);
    }
    track ??= this.overflow();
    file.touched.add(track);
    const followed = { track, watches: this.watched.concerning(name, file.info.family) };
    if (file.components.size < 2 * MAX_COMPONENTS) file.components.set(independentCopy(rawName), followed);
    return followed;
  }

  /** No site has this many components; what is beyond is counted together, so that memory stays bounded. */
  private overflow(): ComponentTrack {
    const track = this.tracks.get(OVERFLOW) ?? new ComponentTrack(OVERFLOW);
    this.tracks.set(OVERFLOW, track);
    return track;
  }

  /** The newest count: a stall is explained by what happened just before it. */
  private keepEvent(event: LogEvent): void {
    const key = `${event.kind}|${event.service}`;
    const kept = this.events.get(key) ?? [];
    this.events.set(key, kept);
    kept.push(event);
    if (kept.length > MAX_EVENTS_OF_A_KIND) kept.shift();
  }

  /** The zone word of the last stamped line of the file, as a fallback for the offset. */
  private readZone(file: FileState): void {
    for (const track of this.tracks.values()) {
      const newest = file.touched.has(track) ? track.newestStamped() : null;
      if (newest === null) continue;
      const { path, time, line } = newest.ref;
      const offsetMinutes = newest.zone === null ? null : offsetOfZoneName(newest.zone);
      if (path !== file.path || time === null || offsetMinutes === null || newest.zone === null) continue;
      if (isOfOtherSeason(newest.zone, time)) continue;
      if (this.zoneClock === null || time >= this.zoneClock.at) {
        this.zoneClock = {
          at: time,
          clock: { offsetMinutes, basis: 'zone-name', source: `${path}:${line}` },
        };
      }
    }
  }
}

function refOf(file: FileState, entry: AssembledEntry): LineRef {
  return {
    path: file.path,
    line: entry.line,
    time: entry.time,
    component: entry.component === null ? null : independentCopy(entry.component),
    thread: entry.thread,
    text: independentCopy(entry.message),
  };
}
