/**
 * Makes a failing input smaller: pieces are left out as long as it still fails.
 * @param fails whether an input fails in the same way; asked at most `most` times
 */
export async function shrink(
  bytes: Buffer,
  fails: (smaller: Buffer) => Promise<boolean>,
  most = 400,
): Promise<Buffer> {
  let smallest = bytes;
  let asked = 0;
  for (let piece = Math.ceil(bytes.length / 2); piece >= 1; piece = Math.floor(piece / 2)) {
    for (let at = 0; at < smallest.length;) {
      if (asked >= most) return smallest;
      asked += 1;
      const without = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + piece)]);
      if (await fails(without)) smallest = without;
      else at += piece;
    }
  }
  return smallest;
}
