/**
 * A copy that does not keep the megabytes it was cut from alive: engines keep a reference to the whole text in
 * a slice of it.
 */
export function independentCopy(text: string): string {
  let copy = '';
  for (let at = 0; at < text.length; at += 4096) {
    const codes = Array.from({ length: Math.min(4096, text.length - at) }, (_, i) => text.charCodeAt(at + i));
    copy += String.fromCharCode(...codes);
  }
  return copy;
}
