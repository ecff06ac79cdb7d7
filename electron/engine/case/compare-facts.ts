/** The facts of a site beside its threads and inboxes: release, services, control file, crashes, backup. */
import type { Diagnosis, Finding, ServiceFact, TimelineMark } from '../reasoning/diagnosis.ts';
import { parseIsoTime, wordsOfTime } from '../time/format.ts';
import type { FactChange } from './comparison.ts';
import { isFound } from './compare-findings.ts';

type Judged = Pick<FactChange, 'change' | 'because'>;

/** The release, with what the findings say of it. */
export function releaseFact(before: Diagnosis, after: Diagnosis): FactChange {
  const [a, b] = [before.site, after.site];
  return {
    id: 'release',
    label: 'Release',
    before: releaseWords(a),
    after: releaseWords(b),
    ...judgeRelease(before, after),
    beforeSource: a.releaseSources[0]?.source ?? '',
    afterSource: b.releaseSources[0]?.source ?? '',
  };
}

function releaseWords({ release, releaseDispute, laterRelease }: Diagnosis['site']): string {
  if (release !== null) return release;
  if (laterRelease != null) return `later than 2.0 SP4 (${laterRelease})`;
  return releaseDispute === null ? 'not known' : 'not known, the sources disagree';
}

function judgeRelease(before: Diagnosis, after: Diagnosis): Judged {
  const [from, to] = [before.site.release, after.site.release];
  if (from === null || to === null) {
    return { change: 'cannot-tell', because: 'The release is not known in one of the two readings.' };
  }
  if (from === to) return { change: 'same', because: 'No other release was put on.' };
  const all = [...before.findings, ...after.findings];
  const found = new Set(all.filter(isFound).map((finding) => finding.id));
  const listed = (release: string): readonly Finding[] =>
    all.filter((finding) => finding.appliesTo.includes(release));
  const foundOn = (release: string): readonly string[] => ids(listed(release)).filter((id) => found.has(id));
  const [left, came] = [foundOn(from), foundOn(to)];
  if (left.length > 0 && ids(listed(to)).length === 0) {
    return { change: 'better', because: `${left.join(' and ')} is not listed for ${to}.` };
  }
  if (came.length > 0 && ids(listed(from)).length === 0) {
    return { change: 'worse', because: `${came.join(' and ')} is listed for ${to}, and not for ${from}.` };
  }
  const names = ids(listed(to));
  const because = names.length === 0 ? 'Another release.' : `${names.join(' and ')} is listed for ${to}.`;
  return { change: 'changed', because };
}

function ids(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map((finding) => finding.id))];
}

/** Words of a state as the diagnosis tells it, by how well the service does; a service in between is neither. */
const RUNS = 2;
const BETWEEN = 1;
const STANDS = 0;
const STATES: ReadonlyMap<string, number> = new Map([
  ['running', RUNS],
  ['starting', BETWEEN],
  ['paused', BETWEEN],
  ['stopping, and hangs in it', BETWEEN],
  ['stopped', STANDS],
  ['not installed', STANDS],
]);

/** One fact for each service whose state was read at least once, and for those that should run. */
export function serviceFacts(before: Diagnosis, after: Diagnosis): readonly FactChange[] {
  const find = ({ services }: Diagnosis, name: string): ServiceFact | null =>
    services.find((service) => service.service === name) ?? null;
  const names = [...new Set([...after.services, ...before.services].map((service) => service.service))];
  return names.flatMap((name) => {
    const [a, b] = [find(before, name), find(after, name)];
    const states = [a, b].map((fact) => (fact === null ? 'not collected' : fact.state));
    const [from = '', to = ''] = states;
    if (states.every((state) => state === 'not collected')) return [];
    const expected = a?.expected === true || b?.expected === true;
    return [
      {
        id: `service-state:${name}`,
        label: name,
        before: from,
        after: to,
        ...judgeService(from, to, expected),
        beforeSource: a?.source ?? '',
        afterSource: b?.source ?? '',
      },
    ];
  });
}

function judgeService(from: string, to: string, expected: boolean): Judged {
  const [a, b] = [STATES.get(from), STATES.get(to)];
  if (a === undefined || b === undefined) {
    return { change: 'cannot-tell', because: 'Its state was read only once.' };
  }
  if (from === to) return { change: 'same', because: `It is ${to} in both.` };
  if (!expected || a === b) {
    const why = expected ? `It is ${to} now.` : 'It need not run all the time.';
    return { change: 'changed', because: why };
  }
  return b > a
    ? { change: 'better', because: `It should run, and is ${to} now.` }
    : { change: 'worse', because: `It should run, and is ${to} now.` };
}

/** The last backup that ended. */
export function backupFact(before: Diagnosis, after: Diagnosis): readonly FactChange[] {
  const [a, b] = [lastBackup(before), lastBackup(after)];
  if (a === null && b === null) return [];
  return [
    {
      id: 'backup-end',
      label: 'Last backup ended',
      before: momentWords(a),
      after: momentWords(b),
      ...judgeBackup(a, b),
      beforeSource: a?.source ?? '',
      afterSource: b?.source ?? '',
    },
  ];
}

function judgeBackup(a: TimelineMark | null, b: TimelineMark | null): Judged {
  if (a === null || b === null) {
    return { change: 'cannot-tell', because: 'Its log was read only once.' };
  }
  return a.time === b.time
    ? { change: 'same', because: 'No backup ended between the two readings.' }
    : { change: 'changed', because: 'Another backup has ended.' };
}

/** The newest end of a backup that the logs tell, null when none. */
export function lastBackup({ timeline }: Diagnosis): TimelineMark | null {
  return timeline.marks.findLast((mark) => mark.kind === 'backup-completed') ?? null;
}

/** Crashes that were recorded, counted once each; nothing where neither reading has any. */
export function crashFact(before: Diagnosis, after: Diagnosis): readonly FactChange[] {
  const [a, b] = [crashes(before), crashes(after)];
  if (a.length === 0 && b.length === 0) return [];
  const known = new Set(a.map((mark) => mark.time));
  const added = b.filter((mark) => !known.has(mark.time));
  const newest = added.at(-1);
  const judged: Judged =
    newest !== undefined
      ? { change: 'worse', because: `A crash of ${momentWords(newest)} that the first reading did not have.` }
      : b.length < a.length
        ? {
            change: 'cannot-tell',
            because: 'A crash folder is not in the second reading: it was removed, or was not copied.',
          }
        : { change: 'same', because: 'No new crash was recorded.' };
  return [
    {
      id: 'crashes',
      label: 'Crash folders',
      before: crashWords(a),
      after: crashWords(b),
      ...judged,
      beforeSource: a.at(-1)?.source ?? '',
      afterSource: newest?.source ?? b.at(-1)?.source ?? '',
    },
  ];
}

function crashes({ timeline }: Diagnosis): readonly TimelineMark[] {
  return timeline.marks.filter((mark) => mark.kind === 'crash');
}

function crashWords(marks: readonly TimelineMark[]): string {
  if (marks.length === 0) return 'none seen';
  const last = momentWords(marks.at(-1) ?? null);
  return `${marks.length === 1 ? '1' : `${marks.length}, the newest`} of ${last}`;
}

function momentWords(mark: TimelineMark | null): string {
  const parsed = mark === null ? null : parseIsoTime(mark.time);
  return parsed === null ? 'not known' : wordsOfTime(parsed.wall).replace(/ server time$/, '');
}

/** The backup control file, as far as both readings had it. */
export function controlFileFact(before: Diagnosis, after: Diagnosis): readonly FactChange[] {
  const [a, b] = [before.controlFiles[0] ?? null, after.controlFiles[0] ?? null];
  if (a === null && b === null) return [];
  const judged = judgeControlFile(a, b, [before.site.release, after.site.release]);
  return [
    {
      id: 'control-file',
      label: 'Backup control file',
      before: a === null ? 'not in what was read' : a.note,
      after: b === null ? 'not in what was read' : b.note,
      ...judged,
      beforeSource: a?.path ?? '',
      afterSource: b?.path ?? '',
    },
  ];
}

/** States with the pauses of Q260366 by how far they are there; the others are neither better nor worse. */
const PAUSES = new Map<string, number>([
  ['untouched', 0],
  ['partly', 1],
  ['staggered', 2],
]);
/** The one release that the pauses are for (Q260366). */
const PAUSES_FOR = '2.0 SP2';

type ControlFile = Diagnosis['controlFiles'][number];

function judgeControlFile(
  a: ControlFile | null,
  b: ControlFile | null,
  releases: readonly (string | null)[],
): Judged {
  if (a === null || b === null) return { change: 'cannot-tell', because: 'It was read only once.' };
  const because = b.note;
  if (a.note === b.note && a.state === b.state) return { change: 'same', because };
  const [from, to] = [PAUSES.get(a.state ?? ''), PAUSES.get(b.state ?? '')];
  const matters = releases.every((release) => release === null || release === PAUSES_FOR);
  if (from === undefined || to === undefined || from === to || !matters)
    return { change: 'changed', because };
  return { change: to > from ? 'better' : 'worse', because };
}
