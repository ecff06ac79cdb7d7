/** What state is a service in? An answer counts first, unless it was given before what was collected. */
import type { ServiceState } from '../../evidence/model.ts';
import type { ServiceStateCondition } from '../../knowledge/entry.ts';
import type { CitedEvidence } from '../diagnosis.ts';
import { isFalse, isTrue, isUnknown, type Judgement } from '../judgement.ts';
import { answeredBefore } from '../../answers/answered-before.ts';
import { answerTo, nameOfAnswer, nameOfSource } from '../../evidence/citing.ts';
import type { Situation } from '../situation.ts';

const WORDS: Readonly<Record<ServiceState, string>> = {
  running: 'running',
  stopped: 'stopped',
  'start-pending': 'starting',
  'stop-pending': 'stopping, and hangs in it',
  paused: 'paused',
  'not-installed': 'not installed',
};

/** Judges the state of a service. */
export function judgeServiceState(
  { service, in: wanted }: ServiceStateCondition['serviceState'],
  situation: Situation,
): Judgement {
  const found = stateOf(service, situation);
  if (!found) return isUnknown(`The state of ${service} was not collected.`);
  const because = `${service} is ${WORDS[found.state]} (${found.cited.source}).${found.dispute === null ? '' : ` ${found.dispute}`}`;
  return wanted.includes(found.state) ? isTrue(because, [found.cited]) : isFalse(because, [found.cited]);
}

export interface StateFound {
  readonly state: ServiceState;
  readonly words: string;
  readonly cited: CitedEvidence;
  /** Set when what was read says otherwise than the answer. */
  readonly dispute: string | null;
}

/** State of a service by answer or evidence; null when neither tells. */
export function stateOf(
  service: string,
  { answers, evidence, reference }: Pick<Situation, 'answers' | 'evidence' | 'reference'>,
): StateFound | null {
  const answer = answerTo(answers, `service-state:${service}`);
  const reading = evidence.services.find((candidate) => candidate.service === service);
  const isOlder = answer !== null && reading !== undefined && answeredBefore(answer, reference, evidence);
  if (answer && !isOlder && isState(answer.value)) {
    const text = WORDS[answer.value];
    return {
      state: answer.value,
      words: text,
      cited: { fact: `${service} is ${text}`, source: nameOfAnswer(answer), text },
      dispute:
        reading === undefined || reading.state === answer.value
          ? null
          : `${nameOfSource(reading.source)} says ${WORDS[reading.state]}; the answer is newer and counts.`,
    };
  }
  if (!reading) return null;
  const text = WORDS[reading.state];
  return {
    state: reading.state,
    words: text,
    cited: {
      fact: `${service} is ${text}`,
      source: nameOfSource(reading.source),
      text: reading.source.line === null ? text : service,
    },
    dispute:
      answer === null || !isState(answer.value) || answer.value === reading.state
        ? null
        : `It was ${nameOfAnswer(answer)} before that as ${WORDS[answer.value]}; what was read is newer and counts.`,
  };
}

function isState(value: unknown): value is ServiceState {
  return typeof value === 'string' && Object.hasOwn(WORDS, value);
}
