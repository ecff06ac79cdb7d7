const GIB = 2 ** 30;

/** What a zip may ask for before it is taken for one made to do harm. */
export interface ZipLimits {
  readonly entries: number;
  readonly folders: number;
  /** Files that are opened; all others are only counted. */
  readonly wantedFiles: number;
  /** Inflated bytes of one file, and of all files read. */
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Inflated bytes for each packed one, judged once a file has given more than `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

export const ZIP_LIMITS: ZipLimits = {
  entries: 1_000_000,
  folders: 100_000,
  wantedFiles: 20_000,
  fileBytes: 4 * GIB,
  totalBytes: 16 * GIB,
  ratio: 250,
  ratioFrom: 16 * 2 ** 20,
};
