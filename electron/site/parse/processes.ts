import { LONGEST_PARSED_LINE } from './longest-line.ts';

export interface ListedProcess {
  /** Image name, lower case. */
  readonly image: string;
  readonly pid: number | null;
  /** Counted from 1. */
  readonly line: number;
}

const IMAGE = String.raw`[\w.$~-]{1,60}\.exe`;
/** tlist: ` 106 smsexec.exe   Title`. */
const ID_FIRST = new RegExp(String.raw`^\s*(\d{1,10})\s+(${IMAGE})(?=\s|$)`, 'i');
/** tasklist in comma separated form: `"smsexec.exe","106",`. */
const QUOTED = new RegExp(String.raw`^\s*"(${IMAGE})"\s*[,;]\s*"(\d{1,10})"`, 'i');
/** pulist and tasklist: `smsexec.exe   106  DOMAIN\user`. */
const IMAGE_FIRST = new RegExp(String.raw`^\s*(${IMAGE})(?:\s+(\d{1,10})(?=\s|$))?`, 'i');
const MOST = 2000;

/** Reads a list of processes as tlist, pulist and tasklist print it, line by line. */
export class ProcessListReader {
  readonly processes: ListedProcess[] = [];

  line(text: string, number: number): void {
    if (this.processes.length >= MOST || text.length > LONGEST_PARSED_LINE) return;
    const idFirst = ID_FIRST.exec(text);
    const imageFirst = idFirst === null ? (QUOTED.exec(text) ?? IMAGE_FIRST.exec(text)) : null;
    const image = idFirst?.[2] ?? imageFirst?.[1];
    if (image === undefined) return;
    const pid = idFirst?.[1] ?? imageFirst?.[2];
    this.processes.push({
      image: image.toLowerCase(),
      pid: pid === undefined ? null : Number(pid),
      line: number,
    });
  }
}
