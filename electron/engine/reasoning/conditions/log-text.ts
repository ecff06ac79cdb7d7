/** Does a log hold a text, and is it the last it says? */
import { watchIdOf, type LogTextCondition } from '../../knowledge/entry.ts';
import type { LineRef } from '../../evidence/model.ts';
import { wordsOfTime } from '../../time/format.ts';
import type { CitedEvidence } from '../diagnosis.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import type { Situation } from '../situation.ts';

/** Judges whether a log holds the text, at its end or anywhere. */
export function judgeLogText(text: LogTextCondition['logText'], situation: Situation): Judgement {
  return text.where === 'at-end' ? judgeAtEnd(text, situation) : judgeAnywhere(text, situation);
}

function judgeAtEnd(text: LogTextCondition['logText'], { stalls }: Situation): Judgement {
  const stand = stalls.atEnd.get(watchIdOf(text));
  if (!stand || stand.state === 'no-log') {
    return isUnknown('Its log was not collected, or logging is off (it is off by default).');
  }
  const { run, last } = stand;
  switch (stand.state) {
    case 'at-end':
      return isTrue(stand.because, run ? citedRun(run.first, run.last, run.count) : []);
    case 'worked-on':
      return isFalse(stand.because, [
        ...(run?.endedBy ? [citedLine('It went on working after waiting', run.endedBy)] : []),
        ...(last && last.line !== run?.endedBy?.line ? [citedLine('Last line', last)] : []),
      ]);
    case 'never':
      return isFalse(stand.because, last ? [citedLine('Last line', last)] : []);
    case 'too-short':
      return isUnknown(stand.because, [], run ? citedRun(run.first, run.last, run.count) : []);
    case 'quiet':
      return isUnknown(stand.because, [], last ? [citedLine('Last line', last)] : []);
  }
}

function judgeAnywhere(text: LogTextCondition['logText'], { evidence }: Situation): Judgement {
  const hits = evidence.logs.hits.find((candidate) => candidate.watchId === watchIdOf(text));
  if (hits) {
    return isTrue(
      `The log says so ${hits.count === 1 ? 'once' : `${hits.count} times`}.`,
      citedRun(hits.first, hits.last, hits.count),
    );
  }
  const names = new Set(text.components.map((name) => name.toUpperCase()));
  const read = evidence.logs.files.some((file) => text.files.includes(file.family) && file.lines > 0);
  const logged = evidence.logs.components.some((activity) => names.has(activity.component.toUpperCase()));
  return read || logged ? isFalse('The log does not say so.') : isUnknown('Its log was not collected.');
}

function citedRun(first: LineRef, last: LineRef, count: number): CitedEvidence[] {
  if (first.path === last.path && first.line === last.line)
    return [citedLine('Logged once, as the last entry', last)];
  return [citedLine(`The first of ${count} such lines`, first), citedLine('The last of them', last)];
}

/** Cites a log line with its time. */
export function citedLine(fact: string, line: LineRef): CitedEvidence {
  const when = line.time === null ? '' : ` (${wordsOfTime(line.time)})`;
  return { fact: `${fact}${when}`, source: `${line.path}:${line.line}`, text: line.text };
}
