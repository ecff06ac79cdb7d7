/** Where the bytes of a log come from, in any order. */

/** Reads bytes from a position; fewer where the file ends. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** A look at a file without opening it. */
export interface Look {
  readonly bytes: number;
  /** False while a log is still being taken out of its zip: more comes by itself. */
  readonly whole: boolean;
  /** Number of the file on its disk and when it was written, to notice that another stands in its place. */
  readonly id: number;
  readonly writtenAt: number;
}

export interface LogSource {
  /** As cited: `Logs/Despool.log`. */
  readonly path: string;
  /** What it is written in when the file itself does not tell. */
  readonly codePage: string;
  /** Size for display before anything was read; null when unknown. */
  readonly expectedBytes: number | null;
  /** A sentence when its content is not the whole log, known once it is whole. */
  readonly problem: string | null;

  /** @throws the system's error when it is not there or may not be looked at, or does not answer (`ETIMEDOUT`) */
  look(): Promise<Look>;

  /**
   * Opens the file, lets `work` read, and closes it at once: a log that is kept open makes the whole Executive wait
   * (Q247229). Node opens files on Windows so that others may write, rename and delete them meanwhile.
   *
   * @throws the system's error, `ETIMEDOUT` when the disk or share does not answer
   */
  withOpen<T>(work: (read: ReadAt) => Promise<T>): Promise<T>;

  /** Calls `listener` when more has come by itself. */
  onMore(listener: () => void): void;

  /** Gives back what it holds. */
  close(): Promise<void>;
}
