/** The whole way from evidence to diagnosis. */
import type { ControlFileState } from '../control-file/examine.ts';
import type { ControlFileReading, SiteEvidence } from '../evidence/model.ts';
import type { Knowledge } from '../knowledge/entry.ts';
import { isoServerTime, isoWithOffset } from '../time/format.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { compareFindings, judgeEntry } from './verdict.ts';
import type { Diagnosis, Finding, SiteVerdict } from './diagnosis.ts';
import { knownFacts, serviceFacts } from './known-facts.ts';
import { notCollected } from './not-collected.ts';
import { ageOfEvidence, staleSentence } from './evidence-age.ts';
import { headlineOf } from './headline.ts';
import { mostOften } from './most-often.ts';
import { nextQuestions } from './questions.ts';
import { serverView } from './server-view.ts';
import { assess, type DiagnoseOptions, type Situation } from './situation.ts';

/**
 * Diagnoses a site.
 * @param read what was read of the site
 * @param knowledge entries, questions, plans and facts
 * @param options answers of the technician, and the server time for which it shall hold (else the evidence tells)
 * @returns the promised object; never throws for any evidence
 */
export function diagnose(read: SiteEvidence, knowledge: Knowledge, options: DiagnoseOptions): Diagnosis {
  const situation = assess(read, knowledge, options);
  const { evidence } = situation;
  const judged = knowledge.entries.map((entry) => ({ entry, finding: judgeEntry(entry, situation) }));
  const findings = judged
    .filter(({ entry, finding }) => entry.founding || finding.verdict !== 'ruled-out')
    .map(({ finding }) => finding)
    .sort(compareFindings);
  const verdict = siteVerdict(findings);
  const { reference, release } = situation;
  const age = ageOfEvidence(situation, options);
  const stale = staleSentence(age);
  const headline = headlineOf(verdict, findings, situation);
  return {
    schema: 'sms-site-doctor/diagnosis@1',
    site: {
      code: mostOften(evidence.siteCodes),
      server: mostOften(evidence.servers),
      release: release.release,
      build: release.build,
      releaseSources: release.sources.map(({ value, source }) => ({ value, source })),
      type: evidence.siteTypes[0]?.value ?? null,
      releaseDispute: release.dispute,
      laterRelease: release.candidates.length === 0 ? release.later : null,
      smsDirectory: evidence.smsDirectories?.[0]?.value ?? null,
      label: evidence.label,
    },
    at: isoWithOffset(reference.at, evidence.clock),
    atBasis: reference.basis,
    verdict,
    headline: stale === null ? headline : `${headline} ${stale}`,
    findings,
    inboxes: situation.inboxes.map(({ assessment }) => assessment),
    stalls: situation.stalls.stalls,
    nextQuestions: nextQuestions(read, knowledge, options, findings),
    unreadable: evidence.unreadable,
    age,
    timeline: timelineOf(situation),
    server: serverView(evidence),
    services: serviceFacts(situation),
    ...logViews(situation),
    controlFiles: evidence.controlFiles.map((file) => ({
      path: file.path,
      note: noteOfControlFile(file),
      state: file.state,
    })),
    facts: knownFacts(situation),
    notCollected: notCollected(situation),
    answers: options.answers.map((answer) => ({
      question: answer.question,
      value: String(answer.value),
      by: answer.by,
      at: answer.at,
    })),
    clock: evidence.clock,
  };
}

function siteVerdict(findings: readonly Finding[]): SiteVerdict {
  const best = findings[0]?.verdict ?? 'ruled-out';
  if (best === 'ruled-out') return 'no-known-fault';
  return best === 'possible' ? 'undetermined' : best;
}

function logViews({ evidence }: Situation): Pick<Diagnosis, 'events' | 'logs' | 'threads'> {
  const iso = (time: number | null): string | null => (time === null ? null : isoServerTime(time));
  return {
    events: evidence.logs.events.map((event) => ({
      kind: event.kind,
      service: event.service,
      time: iso(event.at.time),
      source: `${event.at.path}:${event.at.line}`,
      text: event.at.text,
    })),
    logs: evidence.logs.files.map((file) => ({
      path: file.path,
      bytes: file.bytes,
      lines: file.lines,
      firstTime: iso(file.firstTime),
      lastTime: iso(file.lastTime),
      codePage: file.codePage,
      garbled: file.garbled,
    })),
    threads: evidence.logs.components.map((activity) => ({
      component: activity.component,
      lines: activity.lines,
      lastTime: iso(activity.lastStamped?.time ?? null),
      lastLine: `${activity.last.path}:${activity.last.line}`,
      lastText: activity.last.text,
    })),
  };
}

const CONTROL_FILE_STATES: Readonly<Record<ControlFileState, string>> = {
  untouched: 'It has no pauses between the service starts (Q260366).',
  staggered: 'The pauses of Q260366 between the service starts are in place.',
  partly: 'Some of the pauses of Q260366 between the service starts are missing or too short.',
  unexpected: 'Its lines are not as Q260366 expects them: look at it by hand.',
  'not-a-control-file': 'It is not a backup control file.',
};

function noteOfControlFile({ hasStartSection, state, spelling }: ControlFileReading): string {
  const start =
    state === 'not-a-control-file'
      ? ''
      : hasStartSection
        ? 'It has a [Start] section.'
        : 'It has no [Start] section.';
  const pauses = state === null ? 'Not all of it could be read.' : CONTROL_FILE_STATES[state];
  const name =
    spelling === 'usual'
      ? ''
      : 'This is the spelling that Q260366 prints; other articles name it Smsbkup.ctl.';
  return [start, pauses, name].filter((sentence) => sentence !== '').join(' ');
}
