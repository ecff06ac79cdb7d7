/**
 * What the clock of this computer shows, in the engine's counting of wall-clock time. Used only where nothing that was
 * read carries a time.
 * @returns milliseconds since 1970 as if the local clock ran in UTC
 */
export function deskTime(): number {
  const now = new Date();
  return now.getTime() - now.getTimezoneOffset() * 60_000;
}
