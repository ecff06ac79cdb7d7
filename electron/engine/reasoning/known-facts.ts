/** "What we know": the facts of a site in groups, each with its state and sources. */
import type { KnownFact, ServiceFact, Stall } from './diagnosis.ts';
import { stateOf } from './conditions/service-state.ts';
import type { AnswerNote } from '../answers/apply-answers.ts';
import { serverFacts } from './server-facts.ts';
import { mostOften } from './most-often.ts';
import { parseIsoTime, wordsOfDuration, wordsOfTime } from '../time/format.ts';
import { answerTo, nameOfAnswer, nameOfSource } from '../evidence/citing.ts';
import type { Situation } from './situation.ts';

/** All facts of a situation for the side panel. */
export function knownFacts(situation: Situation): readonly KnownFact[] {
  return [
    ...siteFacts(situation),
    releaseFact(situation),
    ...logFacts(situation),
    ...inboxFacts(situation),
    ...serviceStates(situation),
    ...backupFacts(situation),
    ...serverFacts(situation),
    ...situation.notes.map(noteFact),
  ];
}

/** What an answer did beside what was read. */
function noteFact(note: AnswerNote): KnownFact {
  return {
    id: note.id,
    group: note.group,
    label: note.label,
    value: note.value,
    state: note.disputed ? 'disputed' : 'answered',
    sources: [note.source],
  };
}

function siteFacts({ evidence, reference }: Situation): KnownFact[] {
  const code = mostOften(evidence.siteCodes);
  const server = mostOften(evidence.servers);
  const { clock } = evidence;
  return [
    fact(
      'site-code',
      'site',
      'Site code',
      code,
      evidence.siteCodes.map((reading) => nameOfSource(reading.source)),
    ),
    fact(
      'server',
      'site',
      'Site server',
      server,
      evidence.servers.map((reading) => nameOfSource(reading.source)),
    ),
    fact(
      'site-type',
      'site',
      'Site type',
      evidence.siteTypes[0]?.value ?? null,
      evidence.siteTypes.map((reading) => nameOfSource(reading.source)),
    ),
    fact('time', 'site', 'Holds for', reference.known ? wordsOfTime(reference.at) : null, [reference.basis]),
    fact(
      'clock',
      'site',
      'Server clock',
      clock.offsetMinutes === null ? null : wordsOfOffset(clock.offsetMinutes),
      clock.source === null ? [] : [clock.source],
    ),
  ];
}

function wordsOfOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}`;
}

function releaseFact({ release }: Situation): KnownFact {
  const value =
    release.release ??
    (release.candidates.length > 0
      ? release.candidates.join(' or ')
      : release.later === null
        ? 'Not known'
        : 'Later than 2.0 SP4');
  const state = release.answered
    ? 'answered'
    : release.dispute !== null
      ? 'disputed'
      : release.release === null
        ? 'not-collected'
        : 'known';
  return {
    id: 'release',
    group: 'version',
    label: 'Release',
    value: release.build === null ? value : `${value} (${release.build})`,
    state,
    sources: release.sources.filter((source) => source.release !== null).map((source) => source.source),
  };
}

function logFacts({ evidence, stalls }: Situation): KnownFact[] {
  const files = evidence.logs.files;
  const facts: KnownFact[] = [
    fact('logs', 'logs', 'Logs read', files.length === 0 ? null : String(files.length), []),
  ];
  const waiting = stalls.stalls.filter((stall) => stall.kind === 'waiting');
  const silent = stalls.stalls.filter((stall) => stall.kind === 'silent');
  const single = silent.length > MOST_SINGLE_STALLS ? waiting : [...waiting, ...silent];
  facts.push(...single.map(stallFact));
  const [newest] = silent;
  if (silent.length > MOST_SINGLE_STALLS && newest) {
    facts.push({
      id: 'stalls',
      group: 'logs',
      label: 'Threads of the Executive',
      value: `${silent.length} silent${sinceInWords(newest.since)}`,
      state: 'known',
      sources: silent.slice(0, MOST_SINGLE_STALLS).map((stall) => stall.lastLine),
    });
  }
  return facts;
}

/** More silent threads than this are told in one line. */
const MOST_SINGLE_STALLS = 3;

function stallFact(stall: Stall): KnownFact {
  return {
    id: `stall:${stall.component}`,
    group: 'logs',
    label: stall.component,
    value: `${stall.kind === 'waiting' ? 'waits' : 'silent'}${sinceInWords(stall.since)}`,
    state: 'known',
    sources: [stall.lastLine],
  };
}

/** ` since 17 May 2001, 02:21`; the panel says once that times are the server's. */
function sinceInWords(iso: string | null): string {
  const parsed = iso === null ? null : parseIsoTime(iso);
  return parsed === null ? '' : ` since ${wordsOfTime(parsed.wall).replace(/ server time$/, '')}`;
}

function inboxFacts({ inboxes, evidence }: Situation): KnownFact[] {
  if (!evidence.coverage.inboxes && inboxes.length === 0)
    return [fact('inboxes', 'inboxes', 'Inboxes', null, [])];
  const backlogs = inboxes.filter(({ assessment }) => assessment.backlog);
  const shown =
    backlogs.length > 0 ? backlogs : inboxes.filter(({ folder }) => /receive$/i.test(folder.path));
  return [
    fact('inboxes', 'inboxes', 'Inbox folders', String(inboxes.length), []),
    ...shown.map(({ folder, assessment }) => ({
      id: `inbox:${folder.path}`,
      group: 'inboxes' as const,
      label: folder.path.replace(/^(?:.*\/)?inboxes\//i, ''),
      value: `${folder.files === 1 ? '1 file' : `${folder.files} files`}${oldestInWords(assessment.oldestAgeMinutes)}`,
      state: folder.source.kind === 'answer' ? ('answered' as const) : ('known' as const),
      sources: [nameOfSource(folder.source)],
    })),
  ];
}

function oldestInWords(ageMinutes: number | null): string {
  return ageMinutes === null || ageMinutes < 0 ? '' : `, oldest ${wordsOfDuration(ageMinutes * 60_000)}`;
}

function serviceStates(situation: Situation): KnownFact[] {
  return serviceFacts(situation)
    .filter((service) => service.expected || service.state !== 'not collected')
    .map((service) => {
      const dispute = stateOf(service.service, situation)?.dispute ?? null;
      return {
        id: `service:${service.service}`,
        group: 'services' as const,
        label: service.service,
        value: dispute === null ? service.state : `${service.state}. ${dispute}`,
        state: dispute === null ? stateOfFact(service) : ('disputed' as const),
        sources: service.source === '' ? [] : [service.source],
      };
    });
}

function stateOfFact({ state, source }: ServiceFact): KnownFact['state'] {
  if (state === 'not collected') return 'not-collected';
  return source.startsWith('answered') ? 'answered' : 'known';
}

/** Services of the site server with their state; those that should run are marked. */
export function serviceFacts(situation: Situation): readonly ServiceFact[] {
  const type = situation.evidence.siteTypes[0]?.value === 'secondary' ? 'secondary' : 'primary';
  return situation.knowledge.facts.services.map((service) => {
    const found = stateOf(service.service, situation);
    return {
      service: service.service,
      state: found === null ? 'not collected' : found.words,
      source: found?.cited.source ?? '',
      expected: service.expectedOn.includes(type),
      role: service.role,
    };
  });
}

function backupFacts({ evidence, answers }: Situation): KnownFact[] {
  const ends = evidence.logs.events.filter(
    (event) => event.kind === 'backup-completed' && event.at.time !== null,
  );
  const last = ends.at(-1);
  const answer = answerTo(answers, 'backup-before-stall');
  const facts: KnownFact[] = [
    fact(
      'backup-end',
      'backup',
      'Last backup ended',
      last?.at.time == null ? null : wordsOfTime(last.at.time),
      last ? [`${last.at.path}:${last.at.line}`] : [],
    ),
    fact(
      'control-file',
      'backup',
      'Control file',
      evidence.controlFiles[0]?.path.split('/').at(-1) ?? null,
      evidence.controlFiles.map((file) => file.path),
    ),
  ];
  if (answer) {
    facts.push({
      id: 'backup-before-stall',
      group: 'backup',
      label: 'Backup before it stalled',
      value: answer.value === true ? 'yes' : 'no',
      state: 'answered',
      sources: [nameOfAnswer(answer)],
    });
  }
  return facts;
}

function fact(
  id: string,
  group: KnownFact['group'],
  label: string,
  value: string | null,
  sources: readonly string[],
): KnownFact {
  return value === null
    ? { id, group, label, value: 'Not collected', state: 'not-collected', sources: [] }
    : { id, group, label, value, state: 'known', sources: [...new Set(sources)] };
}
