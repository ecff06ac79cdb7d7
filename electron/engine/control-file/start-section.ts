/** What the section [Start] does: which services it starts, and where the pauses of Q260366 are or are missing. */
import {
  COMPONENT_MANAGER,
  type ControlCommand,
  LICENSE_SERVER,
  PAUSE_SECONDS,
  commandOf,
  namesService,
} from './commands.ts';
import type { ControlFileReason } from './examine.ts';
import type { OutlineLine, Section } from './outline.ts';
import { quoteLine } from './quote.ts';

/** One of the places that Q260366 gives a pause. */
export interface PausePlace {
  readonly where: 'before' | 'after';
  readonly service: string;
  /** The line that starts the service. */
  readonly line: OutlineLine;
  readonly inPlace: boolean;
}

export interface StartSection {
  /** In the order of the file; empty when the section is not as the article expects. */
  readonly places: readonly PausePlace[];
  /** A pause stands at a place, but it is shorter than that of the article. */
  readonly hasShortPause: boolean;
  /** Why a person must look at it; empty when it is as expected. */
  readonly unexpected: readonly ControlFileReason[];
  readonly notes: readonly ControlFileReason[];
}

interface StartLine extends OutlineLine {
  /** Null for lines that do nothing. */
  readonly command: ControlCommand | null;
  readonly off: boolean;
}

/** Longer pauses keep the services stopped for long (judgement). */
const LONG_PAUSE_SECONDS = 15 * 60;

/**
 * Judges the section.
 * @param off numbers of the lines that are switched off
 */
export function judgeStart(section: Section, off: ReadonlySet<number>): StartSection {
  const lines = section.lines.map((line): StartLine => {
    const isOff = off.has(line.number);
    return { ...line, off: isOff, command: line.kind === 'content' && !isOff ? commandOf(line.text) : null };
  });
  const managers = lines.filter((line) => starts(line, COMPONENT_MANAGER));
  const licenses = lines.filter((line) => starts(line, LICENSE_SERVER));
  const unexpected = [
    ...lines.flatMap(oddLine),
    ...startedTwice(COMPONENT_MANAGER, managers),
    ...startedTwice(LICENSE_SERVER, licenses),
  ];
  const [manager] = managers;
  const [license] = licenses;
  if (manager === undefined) {
    unexpected.push({
      line: section.heading.number,
      text: `[Start] has no line that starts ${COMPONENT_MANAGER}. ${whereInstead(lines, COMPONENT_MANAGER)}`.trim(),
    });
  } else if (license !== undefined && license.number < manager.number) {
    unexpected.push({
      line: license.number,
      text: `${LICENSE_SERVER} is started before ${COMPONENT_MANAGER}; Q260366 has them the other way round.`,
    });
  }
  if (unexpected.length > 0 || manager === undefined) {
    return { places: [], hasShortPause: false, unexpected, notes: [] };
  }
  return findPauses(lines, manager, license ?? null);
}

function findPauses(
  lines: readonly StartLine[],
  manager: StartLine,
  license: StartLine | null,
): StartSection {
  const wanted = [
    { where: 'before', service: COMPONENT_MANAGER, line: manager },
    { where: 'after', service: COMPONENT_MANAGER, line: manager },
    ...(license === null ? [] : [{ where: 'after', service: LICENSE_SERVER, line: license } as const]),
  ] as const;
  const notes: ControlFileReason[] = [];
  let hasShortPause = false;
  const places = wanted.map(({ where, service, line }): PausePlace => {
    const pauses = pausesBeside(lines, line, where);
    const long = pauses.find(({ seconds }) => seconds >= PAUSE_SECONDS);
    const short = pauses[0];
    if (long !== undefined) {
      notes.push({ line: long.line, text: `A pause of ${long.seconds} seconds ${where} ${service}.` });
    } else if (short !== undefined) {
      hasShortPause = true;
      notes.push({
        line: short.line,
        text: `The pause ${where} ${service} is ${short.seconds} seconds; Q260366 has ${PAUSE_SECONDS}.`,
      });
    } else {
      notes.push({ line: line.number, text: `There is no pause ${where} ${service}.` });
    }
    return { where, service, line, inPlace: long !== undefined };
  });
  return { places, hasShortPause, unexpected: [], notes: [...notes, ...otherNotes(lines, license)] };
}

function otherNotes(lines: readonly StartLine[], license: StartLine | null): readonly ControlFileReason[] {
  const notes: ControlFileReason[] = [];
  if (license === null) {
    notes.push({
      line: null,
      text: `[Start] does not start ${LICENSE_SERVER}. ${whereInstead(lines, LICENSE_SERVER)}`.trim(),
    });
  }
  for (const { command, number } of lines) {
    if (command?.kind === 'pause' && command.seconds > LONG_PAUSE_SECONDS) {
      notes.push({
        line: number,
        text: `This pause of ${command.seconds} seconds keeps the services stopped for long after each backup.`,
      });
    }
    if (
      command?.kind === 'service' &&
      command.name !== COMPONENT_MANAGER &&
      command.name !== LICENSE_SERVER
    ) {
      notes.push({ line: number, text: `${quoteLine(command.name)} is started as well; it stays as it is.` });
    }
  }
  return notes;
}

function starts({ command }: StartLine, service: string): boolean {
  return command?.kind === 'service' && command.name === service;
}

function oddLine(line: StartLine): readonly ControlFileReason[] {
  const { command, number, text } = line;
  if (command?.kind === 'odd-pause') {
    return [{ line: number, text: `${quoteLine(text)} is a pause in a form that is not known here.` }];
  }
  if (command === null || line.off) return [];
  return [COMPONENT_MANAGER, LICENSE_SERVER]
    .filter((service) => !starts(line, service) && namesService(text, service))
    .map((service) => ({
      line: number,
      text: `${quoteLine(text)} names ${service} in another form than "service \\\\<server>\\${service}".`,
    }));
}

function startedTwice(service: string, found: readonly StartLine[]): readonly ControlFileReason[] {
  const [first, ...others] = found;
  if (first === undefined) return [];
  return others.map(({ number }) => ({
    line: number,
    text: `${service} is started a second time, after line ${first.number}.`,
  }));
}

/** Where the start of a service stands without doing anything. */
function whereInstead(lines: readonly StartLine[], service: string): string {
  const idle = lines.find(
    ({ command, kind, text }) => command === null && kind !== 'heading' && namesService(text, service),
  );
  if (idle === undefined) return '';
  return `Line ${idle.number} names it, but it is ${idle.off ? 'switched off' : 'commented out'}.`;
}

/** Pauses that stand beside a line, with nothing between but blank lines and comments. */
function pausesBeside(
  lines: readonly StartLine[],
  service: StartLine,
  where: 'before' | 'after',
): readonly { readonly line: number; readonly seconds: number }[] {
  const at = lines.indexOf(service);
  const beside = where === 'before' ? lines.slice(0, at).reverse() : lines.slice(at + 1);
  const pauses: { readonly line: number; readonly seconds: number }[] = [];
  for (const { command, kind, off, number } of beside) {
    if (command?.kind === 'pause') pauses.push({ line: number, seconds: command.seconds });
    else if (off || (kind !== 'blank' && kind !== 'comment')) break;
  }
  return pauses;
}
