import { LONGEST_PARSED_LINE } from './longest-line.ts';

/** A version string of a file, with its line counted from 1. */
export interface FoundVersion {
  readonly raw: string;
  readonly line: number;
}

/**
 * Version of SMS 2.0 by its shape: `2.00.1493.2009`, also `2.0.1493.3004`. The layout of compver.ini is printed
 * nowhere (Q213410 and Q266130 only name the file), so that is all there is to go by. The WMI numbers of the
 * `wbem` component (`698.0012`) have another shape and are no release.
 */
const VERSION = /(?<![\d.])2\.\d{1,2}\.\d{4}\.\d{4}(?![\d.])/g;
const MOST = 8;

/** Gathers the different version strings of one file, in the order they stand in it. */
export class CompverReader {
  readonly versions: FoundVersion[] = [];

  line(text: string, number: number): void {
    if (text.length > LONGEST_PARSED_LINE) return;
    for (const [raw] of text.matchAll(VERSION)) {
      if (this.versions.length < MOST && this.versions.every((known) => known.raw !== raw)) {
        this.versions.push({ raw, line: number });
      }
    }
  }
}
