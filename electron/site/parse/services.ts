import type { ServiceState } from '../../engine/evidence/model.ts';
import { LONGEST_PARSED_LINE } from './longest-line.ts';

export interface ListedService {
  /** Service name, upper case. */
  readonly service: string;
  readonly state: ServiceState;
  /** Line counted from 1; null when the service is *not* in a complete list. */
  readonly line: number | null;
}

/**
 * Services that every site server has (Q199816, Q307778, Q235785): one that a complete list of the running
 * services does not name is stopped. SMS_SQL_MONITOR is not among them: it may run on another computer, and a
 * secondary site has none.
 */
const ON_EVERY_SITE_SERVER = ['SMS_EXECUTIVE', 'SMS_SITE_COMPONENT_MANAGER', 'SMS_SITE_BACKUP'] as const;

/** First line and last line of `net start`; an unknown language proves only what is in the list. */
const NET_START_BEGINS = [/services are started:\s*$/i, /dienste (?:sind|wurden) gestartet:\s*$/i];
const NET_START_ENDS = [/command completed successfully/i, /befehl wurde erfolgreich ausgef/i];

/** By the number that `sc query` prints before the word, which is the same in every language. */
const SC_STATES: ReadonlyMap<number, ServiceState> = new Map([
  [1, 'stopped'],
  [2, 'start-pending'],
  [3, 'stop-pending'],
  [4, 'running'],
  [5, 'start-pending'],
  [6, 'running'],
  [7, 'paused'],
]);

/** What `sc` prints of a service that is not installed: only its mark and the number are the same in every language. */
const SC_NOT_INSTALLED = /^\s*\[SC\].*(?<!\d)1060(?!\d)/;

const MOST = 200;

/** The service name that a displayed name stands for, null when it is none of SMS: `SMS Executive` is SMS_EXECUTIVE. */
function serviceName(displayed: string): string | null {
  const name = displayed
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return /^SMS_[A-Z0-9_$.]+$/.test(name) && name.length <= 80 ? name : null;
}

/** Reads the output of `net start` or of `sc query`, line by line. */
export class ServiceListReader {
  #running = new Map<string, number>();
  #told = new Map<string, ListedService>();
  #begun = false;
  #complete = false;
  #listed = 0;
  #scName: string | null = null;
  #sawSc = false;

  line(text: string, number: number): void {
    if (text.length > LONGEST_PARSED_LINE) return;
    // The collector writes the name it asks for before each answer: one that is not installed does not tell it.
    const asked = /^SERVICE_ASKED:\s*(\S+)\s*$/i.exec(text)?.[1];
    if (asked !== undefined) {
      this.#sawSc = true;
      this.#scName = serviceName(asked);
      return;
    }
    if (this.#sawSc && this.#scName !== null && SC_NOT_INSTALLED.test(text)) {
      this.#told.set(this.#scName, { service: this.#scName, state: 'not-installed', line: number });
      this.#scName = null;
      return;
    }
    const scName = /^\s*\[?[\p{L}_]*NAME\s*:\s*(\S+)\s*$/iu.exec(text)?.[1];
    if (scName !== undefined && !/^\s*DISPLAY/i.test(text)) {
      this.#sawSc = true;
      this.#scName = serviceName(scName);
      return;
    }
    const scState = /^\s+\p{L}+\s*:\s*([1-7])\s+[\p{L}_]/u.exec(text)?.[1];
    if (scState !== undefined && this.#sawSc) {
      const state = /^\s+(?:TYPE|TYP)\b/i.test(text) ? undefined : SC_STATES.get(Number(scState));
      if (state !== undefined && this.#scName !== null && this.#told.size < MOST) {
        this.#told.set(this.#scName, { service: this.#scName, state, line: number });
        this.#scName = null;
      }
      return;
    }
    if (NET_START_BEGINS.some((one) => one.test(text))) this.#begun = true;
    else if (this.#begun && NET_START_ENDS.some((one) => one.test(text))) this.#complete = true;
    else if (/^\s+\S/.test(text)) {
      this.#listed += 1;
      const name = serviceName(text);
      if (name !== null && !this.#running.has(name) && this.#running.size < MOST)
        this.#running.set(name, number);
    }
  }

  /** True when the text was a list of services at all. */
  get recognized(): boolean {
    return this.#begun || this.#sawSc || this.#running.size > 0;
  }

  /** True when the list began and ended as a whole one does. */
  get complete(): boolean {
    return this.#begun && this.#complete && this.#listed > 0;
  }

  finish(): readonly ListedService[] {
    const found: ListedService[] = [...this.#told.values()];
    for (const [service, line] of this.#running) {
      if (!this.#told.has(service)) found.push({ service, state: 'running', line });
    }
    if (this.complete) {
      for (const service of ON_EVERY_SITE_SERVER) {
        if (found.every((known) => known.service !== service))
          found.push({ service, state: 'stopped', line: null });
      }
    }
    return found;
  }
}
