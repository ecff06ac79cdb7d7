/** The commands of a control file that matter for the pauses: `service` and `sleep` (Q260366). */

/** The two services whose starts Q260366 sets apart, in its order. */
export const COMPONENT_MANAGER = 'SMS_SITE_COMPONENT_MANAGER';
export const LICENSE_SERVER = 'SMS_LICENSE_SERVER';

/** Seconds of the pause of Q260366. */
export const PAUSE_SECONDS = 60;

/** `odd-pause`: names the sleep program, but not as `sleep <seconds>`. */
export type ControlCommand =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'pause'; readonly seconds: number }
  | { readonly kind: 'odd-pause' }
  | { readonly kind: 'other' };

/** The form that Q260366 prints; the host may be a token in either form or a name. */
const SERVICE = /^[ \t]*service[ \t]+\\\\[^\\ \t]+\\([^\\ \t]+)[ \t]*$/i;
/** As Q260366 prints it, or with the program's path or ending (judgement: the same program). */
const PAUSE = /^[ \t]*(?:[^ \t]*\\)?sleep(?:\.exe)?[ \t]+(\d{1,9})[ \t]*$/i;
const NAMES_SLEEP = /(?:^|[^A-Za-z0-9_])sleep(?![A-Za-z0-9_])/i;

/** Understands a line that is neither blank nor a comment nor a heading. */
export function commandOf(text: string): ControlCommand {
  const service = SERVICE.exec(text)?.[1];
  if (service !== undefined) return { kind: 'service', name: service.toUpperCase() };
  const seconds = PAUSE.exec(text)?.[1];
  if (seconds !== undefined) return { kind: 'pause', seconds: Number(seconds) };
  return { kind: NAMES_SLEEP.test(text) ? 'odd-pause' : 'other' };
}

/** True when a line holds the name of a service as a whole word, in any case. */
export function namesService(text: string, service: string): boolean {
  const upper = text.toUpperCase();
  for (let at = upper.indexOf(service); at >= 0; at = upper.indexOf(service, at + 1)) {
    const around = `${upper.charAt(at - 1)}${upper.charAt(at + service.length)}`;
    if (!/[A-Z0-9_]/.test(around)) return true;
  }
  return false;
}
