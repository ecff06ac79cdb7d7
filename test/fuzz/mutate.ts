/** Damages bytes the way disks, editors, networks and malice do. */
import type { Seeded } from './seeded.ts';

/** Pieces that parsers stumble over. */
const PIECES: readonly Buffer[] = [
  ...[
    '',
    '\0',
    '\0\0\0\0\0\0\0\0',
    '\r',
    '\n',
    '\r\n\r\n',
    '\x1a',
    '\uFEFF',
    '"',
    '\\',
    '\\"',
    '[',
    ']',
    '[[',
    '=',
    '==',
    ',,,,,,',
    '  $$<',
    '><',
    '<thread=',
    '>>>>>>>>',
    '<<<<<<<<',
    '~~~~',
    '<DIR>',
    '<JUNCTION>',
    ' Directory of ',
    'D:\\SMS\\Inboxes\\',
    '\\\\?\\UNC\\',
    'HKEY_LOCAL_MACHINE\\',
    'hex(7):',
    'dword:',
    'REGEDIT4\r\n',
    'Windows Registry Editor Version 5.00\r\n',
    '99999999999999999999',
    '-1',
    '0x',
    '00/00/00  00:00p',
    '31.02.2001  25:61',
    '2.00.1493.2009',
    'Sun Feb 31 25:61:61.999 0000',
    '\u3042\u{1F600}',
    '__proto__',
    'constructor',
    '../../..',
  ].map((text) => Buffer.from(text, 'utf8')),
  Buffer.from([0xff]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0x81, 0x00, 0x80]),
  Buffer.from([0x50, 0x4b, 3, 4]),
  Buffer.from([0x50, 0x4b, 1, 2]),
  Buffer.from([0x50, 0x4b, 5, 6]),
  Buffer.from([0xff, 0xff, 0xff, 0x7f]),
];

type Damage = (bytes: Buffer, random: Seeded, other: () => Buffer) => Buffer;

function range(bytes: Buffer, random: Seeded, longest: number): readonly [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(longest + 1))];
}

function insert(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

const DAMAGES: readonly Damage[] = [
  // Single bytes that are wrong: the commonest, so it stands here twice.
  (bytes, random) => flipped(bytes, random),
  (bytes, random) => flipped(bytes, random),
  (bytes, random) => insert(bytes, random.below(bytes.length + 1), random.pick(PIECES)),
  (bytes, random) => {
    const [from, to] = range(bytes, random, 64);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  (bytes, random) => {
    const [from, to] = range(bytes, random, 200);
    const piece = bytes.subarray(from, to);
    const times = 1 + random.below(random.below(40) === 0 ? 400 : 8);
    return insert(bytes, to, Buffer.concat(Array.from({ length: times }, () => piece)));
  },
  (bytes, random, other) => {
    const from = other();
    const [begin, end] = range(from, random, 400);
    return insert(bytes, random.below(bytes.length + 1), from.subarray(begin, end));
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random, 40);
    const made = Buffer.from(bytes);
    made.fill(random.pick([0, 0x20, 0x39, 0x41, 0x5c, 0xff]), from, to);
    return made;
  },
  (bytes, random) => {
    // Another number where one stands.
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    const found = numbers[random.below(numbers.length)];
    if (found === undefined) return bytes;
    const other = random.pick([
      '0',
      '00',
      '1',
      '12',
      '13',
      '31',
      '32',
      '99',
      '256',
      '65536',
      '4294967296',
      '-5',
      '1e9',
    ]);
    const made = text.slice(0, found.index) + other + text.slice(found.index + found[0].length);
    return Buffer.from(made, 'latin1');
  },
];

function flipped(bytes: Buffer, random: Seeded): Buffer {
  if (bytes.length === 0) return bytes;
  const made = Buffer.from(bytes);
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    made[random.below(made.length)] = random.below(256);
  return made;
}

/** A rare change of the whole: another width of characters, or other line ends. */
function asWhole(bytes: Buffer, random: Seeded): Buffer {
  switch (random.below(40)) {
    case 0:
      return Buffer.from(bytes.toString('latin1'), 'utf16le');
    case 1:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('latin1'), 'utf16le')]);
    case 2:
      return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    case 3:
      return Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, ' '), 'latin1');
    default:
      return bytes;
  }
}

/**
 * Damages bytes in one to six ways.
 * @param other gives bytes of the same kind to cut pieces from
 */
export function mutate(bytes: Buffer, random: Seeded, other: () => Buffer): Buffer {
  let made = asWhole(bytes, random);
  for (let count = 1 + random.below(6); count > 0; count -= 1)
    made = random.pick(DAMAGES)(made, random, other);
  return made;
}
