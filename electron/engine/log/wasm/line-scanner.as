/*
 * AssemblyScript (a strict subset of TypeScript), compiled by build/bundling/line-scanner.mjs.
 *
 * Walks over a stretch of a log file in memory, sixteen bytes at a time. For each line it leaves a record: where
 * the line, its message and its component are, its time, and which of the watched texts are in it. Lines that are
 * not of the usual form, and lines with watched texts that bytes alone cannot decide, are only marked; the slow
 * reader takes those. What a record means is said in line-scanner.ts, which writes the tables that are used here.
 */

// @ts-ignore: decorator
@external("host", "dayStart")
declare function dayStart(year: i32, month: i32, day: i32): f64;

const CR: i32 = 13;
const LF: i32 = 10;
const TAB: i32 = 9;
const BLANK: i32 = 32;
const DOLLAR: i32 = 36;
const DOT: i32 = 46;
const ZERO: i32 = 48;
const COLON: i32 = 58;
const OPEN: i32 = 60;
const CLOSE: i32 = 62;
/** The bytes of "<thread=". */
const THREAD_WORD: u64 = 0x3d6461657268743c;

/** Sizes and numbers that line-scanner.ts holds too. */
const RECORD_BYTES: usize = 32;
const HIT: i32 = 1;
const OTHER: i32 = 2;
const WATCHED: i32 = 4;
const DECIDED: i32 = 8;
const REPEAT: i32 = 16;
const FOUND_SHIFT: i32 = 8;
const UNKNOWN_COMPONENT: i32 = -1;
const GRAM_BYTES: i32 = 4;
const ENTRY_BYTES: usize = 16;
const COMPONENT_BYTES: usize = 128;
const COMPONENT_HEAD: usize = 8;
const LONGEST_COMPONENT: i32 = 112;
const MOST_COMPONENTS: i32 = 512;
const COMPONENT_HEADS: u32 = 2048;
const LONGEST_TAIL: usize = 400;
const STAMP_BYTES: usize = 28;

let foldAt: usize = 0;
let filterAt: usize = 0;
let headsAt: usize = 0;
let entriesAt: usize = 0;
let needlesAt: usize = 0;
let seenAt: usize = 0;
let gridStep: usize = 1;
let shortest: usize = 0;
let componentsAt: usize = 0;
let componentHeadsAt: usize = 0;
let recordsAt: usize = 0;
let recordLimit: i32 = 0;
let hitsAt: usize = 0;
let hitLimit: i32 = 0;
let scratchAt: usize = 0;
let longestLine: usize = 0;
let firstRepeatable: u32 = 0;
let longestPause: f64 = 0;

let records: i32 = 0;
let hits: i32 = 0;
let searches: u32 = 0;
let components: i32 = 0;
let lastComponent: i32 = UNKNOWN_COMPONENT;
let lastComponentAt: usize = 0;
let lastComponentBytes: usize = 0;
/** First sixteen bytes of the newest stamp (down to the minute), its year, and the time of its minute. */
let minuteWords: v128 = i64x2.splat(0);
let minuteYear: u32 = 0;
let minuteStart: f64 = NaN;
/** Month, day and year of the newest stamp as numbers, and the time at which that day began. */
let dayWords: u32 = 0;
let dayTime: f64 = NaN;

/** Tells where the tables for texts are; see line-scanner.ts for what is in them. */
export function useTexts(
  fold: usize,
  filter: usize,
  heads: usize,
  entries: usize,
  needles: usize,
  seen: usize,
  step: usize,
  shortestText: usize,
): void {
  foldAt = fold;
  filterAt = filter;
  headsAt = heads;
  entriesAt = entries;
  needlesAt = needles;
  seenAt = seen;
  gridStep = step;
  shortest = shortestText;
}

/** Tells where there is room for what is found. */
export function useRoom(
  componentTable: usize,
  componentHeads: usize,
  recordTable: usize,
  mostRecords: i32,
  hitList: usize,
  mostHits: i32,
  scratch: usize,
  longest: usize,
  repeatable: u32,
  pause: f64,
): void {
  componentsAt = componentTable;
  componentHeadsAt = componentHeads;
  recordsAt = recordTable;
  recordLimit = mostRecords;
  hitsAt = hitList;
  hitLimit = mostHits;
  scratchAt = scratch;
  longestLine = longest;
  firstRepeatable = repeatable;
  longestPause = pause;
}

/** Forgets the components of the file before. */
export function beginFile(): void {
  components = 0;
  lastComponent = UNKNOWN_COMPONENT;
  memory.fill(componentHeadsAt, 0, (<usize>COMPONENT_HEADS) << 1);
}

/** How many records the last call of `scan` left. */
export function recordCount(): i32 {
  return records;
}

/**
 * Reads whole lines from `from` on; the byte before `to` ends a line. Sixteen bytes behind `to` may be looked at.
 * Gives where it stopped: at `to`, or earlier, behind a line, when there was no room for more records.
 */
export function scan(from: usize, to: usize): usize {
  records = 0;
  hits = 0;
  let start = from;
  let dollar: usize = 0;
  let control = false;
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    let ends = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(<i8>LF)));
    let dollars = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(<i8>DOLLAR)));
    let low = i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(<i8>BLANK))) & ~ends;
    if (low != 0) {
      low &= ~i8x16.bitmask(
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>CR)), i8x16.eq(bytes, i8x16.splat(<i8>TAB))),
      );
    }
    while (ends != 0) {
      const bit = ctz(ends);
      const end = at + bit;
      if (end >= to) break;
      const before = (1 << bit) - 1;
      const inside = dollars & before;
      if (inside != 0) dollar = at + (31 - clz(inside));
      readLine(start, end, dollar, control || (low & before) != 0);
      start = end + 1;
      dollar = 0;
      control = false;
      dollars &= ~before;
      low &= ~before;
      ends &= ends - 1;
      if (records == recordLimit || hits >= hitLimit) return start;
    }
    if (dollars != 0) dollar = at + (31 - clz(dollars));
    if (low != 0) control = true;
  }
  return to;
}

/** Leaves the record of one line without its line end. */
function readLine(start: usize, lineEnd: usize, dollar: usize, control: bool): void {
  const record = recordsAt + <usize>records * RECORD_BYTES;
  records += 1;
  store<u32>(record, <u32>start);
  store<u32>(record, <u32>lineEnd, 8);
  if (!control && dollar > start && plainTail(record, start, lineEnd, dollar - 1)) return;
  const firstHit = hits;
  const watched = find(start, min(lineEnd, start + longestLine)) > 0;
  hits = firstHit;
  store<i32>(record, watched ? OTHER | WATCHED : OTHER, 16);
}

/**
 * The usual form: `...$$<COMPONENT><Ddd Mon DD hh:mm:ss.mmm YYYY zone><thread=...>`. False: it is another one, or it
 * holds a watched text and bytes alone do not tell what that means.
 */
function plainTail(record: usize, start: usize, lineEnd: usize, tail: usize): bool {
  let end = lineEnd;
  if (load<u8>(end - 1) == CR) end -= 1;
  if (load<u8>(end - 1) != CLOSE || end - tail > LONGEST_TAIL || tail < start) return false;
  if (load<u8>(tail) != DOLLAR || load<u8>(tail + 2) != OPEN) return false;
  if (tail > start && load<u8>(tail - 1) == OPEN) return false;
  if (lineEnd - start > longestLine) return false;
  const name = tail + 3;
  const component = componentAt(name, end);
  const nameEnd = componentEnd;
  if (nameEnd == 0 || nameEnd + 2 + STAMP_BYTES >= end || load<u8>(nameEnd + 1) != OPEN) return false;
  const time = stampAt(nameEnd + 2);
  if (time != time) return false;
  const zoneEnd = closeOf(nameEnd + 2 + STAMP_BYTES, end);
  if (zoneEnd == 0 || zoneEnd + 9 >= end || load<u64>(zoneEnd + 1) != THREAD_WORD) return false;
  if (!isHex(load<u8>(zoneEnd + 9))) return false;
  const firstHit = hits;
  const found = find(start, tail);
  if (found > 0 && (messageShape & HIGH || !simpleName(component))) {
    hits = firstHit;
    return false;
  }
  store<u32>(record, <u32>tail, 4);
  store<u32>(record, <u32>end, 8);
  store<i32>(record, component, 12);
  const decided = messageShape & HIGH ? 0 : DECIDED;
  store<i32>(record, found > 0 ? HIT | decided | (found << FOUND_SHIFT) : decided, 16);
  store<i32>(record, firstHit, 20);
  store<f64>(record, time, 24);
  if (records > 1 && component >= 0) joinRepeats(record);
  return true;
}

/**
 * Lines like the one before tell nothing new but how many they are and which is the last: the same component, no text
 * or the same single one, and no pause in between. The first is on record as any other, all further ones are together.
 */
function joinRepeats(record: usize): void {
  const before = record - RECORD_BYTES;
  const flags = load<i32>(record, 16);
  if ((load<i32>(before, 16) & ~REPEAT) != flags || load<i32>(before, 12) != load<i32>(record, 12)) return;
  if (load<f64>(record, 24) - load<f64>(before, 24) > longestPause) return;
  if (flags != DECIDED) {
    if (flags != (HIT | DECIDED | (1 << FOUND_SHIFT))) return;
    const text = hitAt(load<i32>(record, 20));
    if (text < firstRepeatable || text != hitAt(load<i32>(before, 20))) return;
    hits -= 1;
    store<i32>(record, load<i32>(before, 20), 20);
  }
  let joined = record;
  if (load<i32>(before, 16) & REPEAT) {
    records -= 1;
    joined = before;
    store<u32>(joined, load<u32>(before, 4) + 1, 4);
    store<u32>(joined, load<u32>(record));
    store<u32>(joined, load<u32>(record, 8), 8);
    store<f64>(joined, load<f64>(record, 24), 24);
  } else {
    store<u32>(joined, 1, 4);
    store<i32>(joined, flags | REPEAT, 16);
  }
}

@inline
function hitAt(place: i32): u32 {
  return load<u16>(hitsAt + ((<usize>place) << 1));
}

@inline
function isHex(byte: u32): bool {
  return byte - ZERO < 10 || (byte | 32) - 97 < 6;
}

/** Where the next `>` is, before `end`; 0 when there is none, or when a control character comes first. */
function closeOf(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at);
    const close = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(<i8>CLOSE)));
    const low = i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(<i8>BLANK)));
    if (close != 0) {
      const bit = ctz(close);
      if (low & ((1 << bit) - 1) || at + bit >= end) return 0;
      return at + bit;
    }
    if (low != 0) return 0;
  }
  return 0;
}

/* Components */

let componentEnd: usize = 0;

/** Number of the component whose name begins at `name`; leaves in `componentEnd` where the name ends, 0: nowhere. */
function componentAt(name: usize, end: usize): i32 {
  if (lastComponent >= 0) {
    const guess = name + lastComponentBytes;
    if (guess < end && load<u8>(guess) == CLOSE && equal(name, lastComponentAt, lastComponentBytes)) {
      componentEnd = guess;
      return lastComponent;
    }
  }
  componentEnd = closeOf(name, end);
  const length = <i32>(componentEnd - name);
  if (componentEnd == 0 || isBlank(name, componentEnd)) {
    componentEnd = 0;
    return UNKNOWN_COMPONENT;
  }
  if (length > LONGEST_COMPONENT) return UNKNOWN_COMPONENT;
  return numberOf(name, length);
}

function numberOf(name: usize, length: i32): i32 {
  let hash: u32 = length;
  for (let index = 0; index < length; index += 1) hash = (hash ^ load<u8>(name + index)) * 0x01000193;
  let slot = (hash ^ (hash >> 15)) & (COMPONENT_HEADS - 1);
  let number: i32;
  while (true) {
    number = <i32>load<u16>(componentHeadsAt + ((<usize>slot) << 1)) - 1;
    if (number < 0) break;
    const known = componentsAt + <usize>number * COMPONENT_BYTES;
    if (load<i32>(known) == length && equal(name, known + COMPONENT_HEAD, length)) break;
    slot = (slot + 1) & (COMPONENT_HEADS - 1);
  }
  if (number < 0) {
    if (components == MOST_COMPONENTS) return UNKNOWN_COMPONENT;
    number = components;
    components += 1;
    store<u16>(componentHeadsAt + ((<usize>slot) << 1), <u16>(number + 1));
    const made = componentsAt + <usize>number * COMPONENT_BYTES;
    store<i32>(made, length);
    store<i32>(made, isSimple(name, length) ? 1 : 0, 4);
    memory.copy(made + COMPONENT_HEAD, name, length);
  }
  lastComponent = number;
  lastComponentAt = componentsAt + <usize>number * COMPONENT_BYTES + COMPONENT_HEAD;
  lastComponentBytes = length;
  return number;
}

/** True when the slow reader would read the very same name. */
@inline
function simpleName(component: i32): bool {
  return component >= 0 && load<i32>(componentsAt + <usize>component * COMPONENT_BYTES, 4) == 1;
}

function isSimple(name: usize, length: i32): bool {
  for (let index = 0; index < length; index += 1) {
    const byte: u32 = load<u8>(name + index);
    const letter = (byte | 32) - 97 < 26 || byte - ZERO < 10;
    if (!letter && byte != 95 && byte != BLANK && byte != DOT && byte != COLON && byte != 92 && byte != 45) return false;
  }
  return true;
}

function isBlank(from: usize, to: usize): bool {
  for (let at = from; at < to; at += 1) if (load<u8>(at) != BLANK) return false;
  return true;
}

@inline
function equal(left: usize, right: usize, length: usize): bool {
  let index: usize = 0;
  for (; index + 8 <= length; index += 8) {
    if (load<u64>(left + index) != load<u64>(right + index)) return false;
  }
  for (; index < length; index += 1) {
    if (load<u8>(left + index) != load<u8>(right + index)) return false;
  }
  return true;
}

/* Stamps */

/** Time of a stamp of exactly the usual shape, in milliseconds; NaN for any other. */
function stampAt(at: usize): f64 {
  if (load<u8>(at + 16) != COLON || load<u8>(at + 19) != DOT || load<u8>(at + 23) != BLANK) return NaN;
  const second = digits(at + 17, 2);
  const milli = digits(at + 20, 3);
  if (second > 59 || milli > 999) return NaN;
  const words = v128.load(at);
  const year = load<u32>(at + 24);
  if (year != minuteYear || v128.any_true(v128.xor(words, minuteWords))) {
    const start = minuteAt(at);
    if (start != start) return NaN;
    minuteWords = words;
    minuteYear = year;
    minuteStart = start;
  }
  return minuteStart + <f64>(second * 1000 + milli);
}

function minuteAt(at: usize): f64 {
  for (let index: usize = 0; index < 7; index += 1) {
    if (index != 3 && (<u32>(load<u8>(at + index) | 32)) - 97 >= 26) return NaN;
  }
  if (load<u8>(at + 3) != BLANK || load<u8>(at + 7) != BLANK || load<u8>(at + 10) != BLANK) return NaN;
  if (load<u8>(at + 13) != COLON) return NaN;
  const month = monthAt(at + 4);
  const day = digits(at + 8, load<u8>(at + 8) == BLANK ? 0 : 2);
  const hour = digits(at + 11, load<u8>(at + 11) == BLANK ? 0 : 2);
  const minute = digits(at + 14, 2);
  const year = digits(at + 24, 4);
  if (month < 0 || day > 31 || hour > 23 || minute > 59 || year > 9999) return NaN;
  const words = (year * 16 + month) * 32 + day;
  if (words != dayWords) {
    dayWords = words;
    dayTime = dayStart(year, month, day);
  }
  return dayTime + <f64>((hour * 60 + minute) * 60000);
}

/** A number of so many digits, 0: of one digit behind a blank; 99999 when one of them is none. */
@inline
function digits(at: usize, count: i32): u32 {
  if (count == 0) {
    const one: u32 = load<u8>(at + 1) - ZERO;
    return one < 10 ? one : 99999;
  }
  let number: u32 = 0;
  for (let index = 0; index < count; index += 1) {
    const digit: u32 = load<u8>(at + index) - ZERO;
    if (digit > 9) return 99999;
    number = number * 10 + digit;
  }
  return number;
}

function monthAt(at: usize): i32 {
  const word = (load<u32>(at) | 0x202020) & 0xffffff;
  switch (word) {
    case 0x6e616a: return 0;
    case 0x626566: return 1;
    case 0x72616d: return 2;
    case 0x727061: return 3;
    case 0x79616d: return 4;
    case 0x6e756a: return 5;
    case 0x6c756a: return 6;
    case 0x677561: return 7;
    case 0x706573: return 8;
    case 0x74636f: return 9;
    case 0x766f6e: return 10;
    case 0x636564: return 11;
    default: return -1;
  }
}

/* Watched texts */

const WIDE_BLANKS: i32 = 1;
const HIGH: i32 = 2;
let messageShape: i32 = 0;

/**
 * Looks for all texts at once. The texts' own pieces of four bytes are in a table: of each text so many pieces side
 * by side that one of them falls on the grid wherever the text stands. So only each `gridStep`-th place is looked at.
 * Leaves the numbers of the texts in the list of hits and gives how many there are.
 */
function find(from: usize, to: usize): i32 {
  let start = from;
  let end = to;
  while (end > start && isSpace(load<u8>(end - 1))) end -= 1;
  messageShape = HIGH;
  if (gridStep == 0) return 1;
  if (end - start < shortest) return 0;
  messageShape = shapeOf(start, end);
  if (messageShape & WIDE_BLANKS) {
    end = scratchAt + narrow(start, end);
    start = scratchAt;
  }
  searches += 1;
  let found = 0;
  const step = gridStep;
  const last = end - GRAM_BYTES;
  for (let at = start; at <= last; at += step) {
    const gram = load<u32>(at) | 0x20202020;
    const hash = (gram * 0x9e3779b1) >> 16;
    if (((<u32>load<u8>(filterAt + (hash >> 3))) >> (hash & 7)) & 1) found += confirm(gram, hash, at, start, end);
  }
  return found;
}

function confirm(gram: u32, hash: u32, at: usize, start: usize, end: usize): i32 {
  let found = 0;
  let next = load<u32>(headsAt + ((<usize>(hash >> 4)) << 2));
  while (next != 0) {
    const entry = entriesAt + <usize>next * ENTRY_BYTES;
    if (load<u32>(entry) == gram) {
      const number = load<u32>(entry, 4);
      const first = at - load<u32>(entry, 8);
      const needle = needlesAt + ((<usize>number) << 3);
      const length = <usize>load<u32>(needle, 4);
      const seen = seenAt + ((<usize>number) << 2);
      if (first >= start && first + length <= end && load<u32>(seen) != searches && isText(first, load<u32>(needle), length)) {
        store<u32>(seen, searches);
        store<u16>(hitsAt + ((<usize>hits) << 1), <u16>number);
        hits += 1;
        found += 1;
      }
    }
    next = load<u32>(entry, 12);
  }
  return found;
}

function isText(at: usize, needle: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index += 1) {
    if (load<u8>(foldAt + load<u8>(at + index)) != load<u8>(needle + index)) return false;
  }
  return true;
}

@inline
function isSpace(byte: u32): bool {
  return byte == BLANK || byte == TAB || byte == CR;
}

function shapeOf(from: usize, to: usize): i32 {
  let wide = 0;
  let high = 0;
  let carry = 0;
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(at);
    const valid = to - at >= 16 ? 0xffff : (1 << <i32>(to - at)) - 1;
    const blanks = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(<i8>BLANK))) & valid;
    const low = i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(<i8>BLANK))) & valid;
    high |= i8x16.bitmask(bytes) & valid;
    wide |= low | (blanks & ((blanks << 1) | carry));
    carry = blanks >> 15;
  }
  return (wide != 0 ? WIDE_BLANKS : 0) | (high != 0 ? HIGH : 0);
}

/** Copies a text with each run of blanks made one blank; gives the length of the copy. */
function narrow(from: usize, to: usize): usize {
  let length: usize = 0;
  let after = false;
  for (let at = from; at < to; at += 1) {
    const byte = load<u8>(at);
    const space = isSpace(byte);
    if (space && after) continue;
    store<u8>(scratchAt + length, space ? <u8>BLANK : byte);
    length += 1;
    after = space;
  }
  return length;
}
