/** Put in by the bundler, out of package.json. */
declare const PROGRAM_VERSION: string;

/** Version of the program. */
export function programVersion(): string {
  return PROGRAM_VERSION;
}
