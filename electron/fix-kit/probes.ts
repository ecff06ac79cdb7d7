/**
 * The two control files of a kit, and pairs of files with which its scripts find out first whether the "fc" of the server tells
 * files apart. Under Wine it does not, and then nothing is changed.
 */

interface Probe {
  readonly path: string;
  readonly content: Uint8Array;
}

/** End of a text for programs that read it as one. */
const CTRL_Z = 0x1a;
/** Turns a letter into the other case, so that a comparison without regard to case is found out too. */
const OTHER_CASE = 0x20;

/** @param before not empty */
export function probes(before: Uint8Array, after: Uint8Array): readonly Probe[] {
  const changedAt = (index: number): Uint8Array => {
    const copy = Uint8Array.from(before);
    copy[index] = (copy[index] ?? 0) ^ OTHER_CASE;
    return copy;
  };
  const half = Math.floor(before.length / 2);
  const stopped = (last: string): Uint8Array =>
    Buffer.concat([before.subarray(0, half), Buffer.from([CTRL_Z]), Buffer.from(`${last}\r\n`, 'latin1')]);
  return [
    { path: 'data/before.ctl', content: before },
    { path: 'data/after.ctl', content: after },
    { path: 'data/first.bin', content: changedAt(0) },
    { path: 'data/middle.bin', content: changedAt(half) },
    { path: 'data/last.bin', content: changedAt(before.length - 1) },
    { path: 'data/shorter.bin', content: before.subarray(0, before.length - 1) },
    { path: 'data/longer.bin', content: Buffer.concat([before, Buffer.from('\n')]) },
    { path: 'data/stop1.bin', content: stopped('one') },
    { path: 'data/stop2.bin', content: stopped('two') },
  ];
}
