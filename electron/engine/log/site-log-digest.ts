/**
 * What is kept of all entries of a site's logs: component activity, runs of watched texts, service events, the
 * clock. Memory is bounded by the number of components and watched texts, not by the size of the logs.
 */
import type {
  ComponentActivity,
  LineRef,
  LogEvent,
  LogFile,
  Reading,
  Silence,
  TextHits,
  WatchedText,
} from '../evidence/model.ts';
import type { ServerClock } from '../time/server-time.ts';
import type { AssembledEntry, EntrySink } from './line-assembler.ts';
import { independentCopy } from './independent-copy.ts';
import { parseLine, tidyMessage } from './line.ts';
import type { LogFileInfo, ScanResult } from './scanner.ts';
import { EVENT_TEXTS, MAX_EVENTS_OF_A_KIND, eventOfLine } from './service-events.ts';
import { offsetFromStatusMessage, parseStatusMessage } from './statmsg.ts';
import {
  candidateExpression,
  concerns,
  isNeutral,
  matches,
  prepareWatches,
  type Watch,
} from './watch-matcher.ts';
import { offsetOfZoneName } from './zone-names.ts';
import { ComponentTrack } from './component-track.ts';
import { RunTrack } from './run-track.ts';

/** A site has some forty components; the rest is room for copies and for other programs. */
const MAX_COMPONENTS = 500;
const OVERFLOW = '(further components)';

interface FileState {
  readonly path: string;
  /** Folder and family: a copy of a log in another folder is another log. */
  readonly log: string;
  readonly info: LogFileInfo;
  lines: number;
  stamped: number;
  garbled: number;
  firstGarbledLine: number | null;
  firstTime: number | null;
  lastTime: number | null;
}

export class SiteLogDigest implements EntrySink {
  readonly candidates: RegExp;
  private readonly watches: readonly Watch[];
  private readonly tracks = new Map<string, ComponentTrack>();
  private readonly runs = new Map<string, RunTrack>();
  private readonly events = new Map<string, LogEvent[]>();
  private readonly files: LogFile[] = [];
  private readonly systems = new Map<string, Reading<string>>();
  private readonly sites = new Map<string, Reading<string>>();
  private statmsgClock: { readonly at: number; readonly clock: ServerClock } | null = null;
  private zoneClock: { readonly at: number; readonly clock: ServerClock } | null = null;
  private file: FileState | null = null;
  private lastTrack: ComponentTrack | null = null;
  /** Runs of the present log family that a line may end. */
  private openRuns: RunTrack[] = [];

  constructor(watched: readonly WatchedText[]) {
    this.watches = prepareWatches(watched);
    this.candidates = candidateExpression([...watched.map((watch) => watch.text), ...EVENT_TEXTS]);
  }

  beginFile(path: string, info: LogFileInfo): void {
    const log = logOf(path, info.family);
    this.file = {
      path,
      log,
      info,
      lines: 0,
      stamped: 0,
      garbled: 0,
      firstGarbledLine: null,
      firstTime: null,
      lastTime: null,
    };
    this.lastTrack = null;
    this.openRuns = [...this.runs.values()].filter((run) => run.isOpen && run.log === log);
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

  isWatched(text: string): boolean {
    const lower = tidyMessage(text).toLowerCase();
    return this.watches.some((watch) => matches(watch, lower));
  }

  lines(count: number): void {
    this.current().lines = count;
  }

  garbled(line: number): void {
    const file = this.current();
    file.garbled += 1;
    file.firstGarbledLine ??= line;
  }

  plainEntry(
    chunk: string,
    start: number,
    messageEnd: number,
    componentStart: number,
    componentEnd: number,
    end: number,
    line: number,
    time: number,
  ): void {
    const file = this.current();
    this.noteTime(file, time);
    let track = this.lastTrack;
    if (
      track === null ||
      !(
        chunk.startsWith(track.rawName, componentStart) &&
        componentStart + track.rawName.length === componentEnd
      )
    ) {
      track = this.trackOf(chunk.slice(componentStart, componentEnd), file);
      this.lastTrack = track;
    }
    track.plain(chunk, start, end, line, time);
    if (this.openRuns.length === 0) return;
    const open = this.openRuns.filter((run) => track.watches.has(run.watch));
    if (open.length === 0) return;
    const lower = tidyMessage(file.info.decode(chunk.slice(start, messageEnd))).toLowerCase();
    for (const run of open) {
      if (!isNeutral(run.watch, lower)) this.breakRun(run, refOf(file, chunk.slice(start, end), line));
    }
  }

  plainText(text: string, line: number): void {
    if (this.openRuns.length === 0) return;
    const file = this.current();
    const open = this.openRuns.filter((run) => concerns(run.watch, null, file.info.family));
    if (open.length === 0) return;
    const ref = refOf(file, text, line);
    for (const run of open) if (!isNeutral(run.watch, ref.text.toLowerCase())) this.breakRun(run, ref);
  }

  entry(entry: AssembledEntry): void {
    const file = this.current();
    const message = independentCopy(file.info.decode(entry.message));
    const time = Number.isNaN(entry.time) ? null : entry.time;
    if (time !== null) this.noteTime(file, time);
    const component = entry.component === null ? null : file.info.decode(entry.component);
    const ref: LineRef = {
      path: file.path,
      line: entry.line,
      time,
      component,
      thread: entry.thread,
      text: message,
    };
    const track = component === null ? null : this.trackOf(component, file);
    track?.whole(ref, entry.zone === null ? null : file.info.decode(entry.zone));
    this.lookForWatched(ref, component, file);
    this.lookForEvents(ref, component, file, entry);
  }

  endOfChunk(): void {
    for (const track of this.tracks.values()) track.settle();
  }

  finish(): ScanResult {
    const components = mergeActivities([...this.tracks.values()]);
    const clock = this.statmsgClock?.clock ??
      this.zoneClock?.clock ?? { offsetMinutes: null, basis: 'none' as const, source: null };
    return {
      evidence: {
        files: this.files,
        components,
        hits: mergeHits([...this.runs.values()]),
        events: [...this.events.values()].flat(),
      },
      clock,
      siteCodes: [...this.sites.values()],
      servers: [...this.systems.values()],
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

  private trackOf(rawName: string, file: FileState): ComponentTrack {
    const name = rawName.trim();
    const key = `${name.toUpperCase()}|${file.log}`;
    let track = this.tracks.get(key);
    if (!track && this.tracks.size >= MAX_COMPONENTS) return this.overflow(file);
    if (!track) {
      const { family } = file.info;
      const watches = this.watches.filter((watch) => concerns(watch, name, family));
      track = new ComponentTrack(independentCopy(name), independentCopy(rawName), new Set(watches));
      this.tracks.set(key, track);
    }
    track.enter(file.path, file.info.decode);
    return track;
  }

  /** No site has this many components; what is beyond is counted together, so that memory stays bounded. */
  private overflow(file: FileState): ComponentTrack {
    const track = this.tracks.get(OVERFLOW) ?? new ComponentTrack(OVERFLOW, OVERFLOW, new Set());
    this.tracks.set(OVERFLOW, track);
    track.enter(file.path, file.info.decode);
    return track;
  }

  private lookForWatched(ref: LineRef, component: string | null, file: FileState): void {
    const lower = ref.text.toLowerCase();
    for (const watch of this.watches) {
      if (!concerns(watch, component, file.info.family)) continue;
      const run = this.runOf(watch, file.log);
      if (matches(watch, lower)) {
        if (!run.isOpen) this.openRuns.push(run);
        run.hit(ref);
      } else if (run.isOpen && !isNeutral(watch, lower)) {
        this.breakRun(run, ref);
      }
    }
  }

  private breakRun(run: RunTrack, ref: LineRef): void {
    run.brokenBy(ref);
    this.openRuns = this.openRuns.filter((open) => open !== run);
  }

  private runOf(watch: Watch, log: string): RunTrack {
    const key = `${watch.id}|${log}`;
    let run = this.runs.get(key);
    if (!run) {
      run = new RunTrack(watch, log);
      this.runs.set(key, run);
    }
    return run;
  }

  private lookForEvents(
    ref: LineRef,
    component: string | null,
    file: FileState,
    entry: AssembledEntry,
  ): void {
    const event = eventOfLine(component, file.info.family, ref.text);
    if (event) this.keepEvent({ ...event, at: ref });
    const status = parseStatusMessage(ref.text);
    if (!status) return;
    const source = { kind: 'log' as const, path: ref.path, line: ref.line };
    if (status.system !== null && this.systems.size < 50 && !this.systems.has(status.system.toUpperCase())) {
      this.systems.set(status.system.toUpperCase(), { value: status.system, source, text: ref.text });
    }
    if (status.site !== null && this.sites.size < 50 && !this.sites.has(status.site.toUpperCase())) {
      this.sites.set(status.site.toUpperCase(), { value: status.site, source, text: ref.text });
    }
    if (status.gmt === null || Number.isNaN(entry.time)) return;
    const offsetMinutes = offsetFromStatusMessage(entry.time, status.gmt);
    if (offsetMinutes === null) return;
    if (this.statmsgClock === null || entry.time >= this.statmsgClock.at) {
      this.statmsgClock = {
        at: entry.time,
        clock: { offsetMinutes, basis: 'statmsg', source: `${ref.path}:${ref.line}` },
      };
    }
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
      const word = track.path === file.path ? track.zone : null;
      const offsetMinutes = word?.zone == null ? null : offsetOfZoneName(word.zone);
      if (word === null || offsetMinutes === null) continue;
      if (this.zoneClock === null || word.time >= this.zoneClock.at) {
        this.zoneClock = {
          at: word.time,
          clock: { offsetMinutes, basis: 'zone-name', source: `${file.path}:${word.line}` },
        };
      }
    }
  }
}

function logOf(path: string, family: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1).toLowerCase()}${family}`;
}

/** A cited line out of its raw text. */
function refOf(file: FileState, raw: string, line: number): LineRef {
  const parsed = parseLine(file.info.decode(raw));
  return {
    path: file.path,
    line,
    time: parsed.stamp?.time ?? null,
    component: parsed.component,
    thread: parsed.thread,
    text: independentCopy(tidyMessage(parsed.message)),
  };
}

/** Activities of one component in several log families become one. */
function mergeActivities(tracks: readonly ComponentTrack[]): ComponentActivity[] {
  const merged = new Map<string, ComponentActivity>();
  for (const track of tracks) {
    const activity = track.activity();
    if (activity === null) continue;
    const key = activity.component.toUpperCase();
    const other = merged.get(key);
    merged.set(key, other ? joinActivities(other, activity) : activity);
  }
  return [...merged.values()];
}

function joinActivities(a: ComponentActivity, b: ComponentActivity): ComponentActivity {
  const later = (b.lastStamped?.time ?? -Infinity) > (a.lastStamped?.time ?? -Infinity) ? b : a;
  const earlier = (b.first.time ?? Infinity) < (a.first.time ?? Infinity) ? b : a;
  return {
    component: a.component,
    lines: a.lines + b.lines,
    first: earlier.first,
    last: later.last,
    lastStamped: later.lastStamped,
    silences: longest([...a.silences, ...b.silences]),
  };
}

function longest(silences: readonly Silence[]): Silence[] {
  const length = (silence: Silence): number => (silence.after.time ?? 0) - (silence.before.time ?? 0);
  return [...silences].sort((a, b) => length(b) - length(a)).slice(0, 5);
}

function mergeHits(tracks: readonly RunTrack[]): TextHits[] {
  const merged = new Map<string, TextHits>();
  for (const track of tracks) {
    const hits = track.hits();
    if (hits === null) continue;
    const other = merged.get(hits.watchId);
    merged.set(hits.watchId, other ? joinHits(other, hits) : hits);
  }
  return [...merged.values()];
}

function joinHits(a: TextHits, b: TextHits): TextHits {
  const runs = [...a.runs, ...b.runs].sort((x, y) => (x.last.time ?? 0) - (y.last.time ?? 0)).slice(-50);
  return {
    watchId: a.watchId,
    count: a.count + b.count,
    first: (b.first.time ?? Infinity) < (a.first.time ?? Infinity) ? b.first : a.first,
    last: (b.last.time ?? -Infinity) > (a.last.time ?? -Infinity) ? b.last : a.last,
    runs,
  };
}
