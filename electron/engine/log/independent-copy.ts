/** No message of SMS is longer; a longer line is shown cut. */
const MAX_KEPT = 2000;

/**
 * A copy that does not keep the megabytes it was cut from alive: engines keep a reference to the whole text in
 * a slice of it, and let go only of one that was joined anew. A text longer than any message is cut, and says so.
 */
export function independentCopy(text: string): string {
  const kept = text.length > MAX_KEPT ? `${text.slice(0, MAX_KEPT)} ... (cut)` : text;
  return ` ${kept}`.slice(1);
}
