import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

const WINDOW = 1 << 18;

/** Small pieces of a file that lie near each other, read from the disk a quarter of a megabyte at a time. */
export class FileWindow {
  #handle: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** The bytes from `position` on; fewer where the file ends. They are valid until the next call. */
  async bytes(position: number, length: number): Promise<Buffer> {
    let from = position - this.#at;
    if (from < 0 || from + length > this.#window.length) {
      const window = Buffer.allocUnsafe(Math.max(WINDOW, length));
      const { bytesRead } = await this.#handle.read(window, 0, window.length, position);
      this.#window = window.subarray(0, bytesRead);
      this.#at = position;
      from = 0;
    }
    return this.#window.subarray(from, from + length);
  }
}
