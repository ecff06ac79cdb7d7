/** Answers given by hand, in words: never with the id of their question. */
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { NextQuestion } from '../../electron/engine/reasoning/diagnosis.ts';
import { handFactText } from './hand-facts.ts';
import { inboxName } from './inbox-bars.ts';
import { logTitle } from './log-families.ts';
import { counted } from './numbers.ts';
import { parseQuantity, quantityText } from './quantities.ts';
import { optionOfAnswer, optionsOf, releaseOptions, serviceOptions } from './questions.ts';
import { serverTime } from './time.ts';

export interface AnswerWords {
  /** What was asked. */
  readonly text: string;
  readonly value: string;
}

const rest = (id: string): string => id.slice(id.indexOf(':') + 1);

function optionLabel(answer: Answer, question: NextQuestion | undefined): string {
  const option = optionOfAnswer(answer);
  const own = answer.question === 'release' ? releaseOptions : serviceOptions;
  const offered = question === undefined ? own : [...optionsOf(question.input), ...own];
  const label = offered.find((entry) => entry.value === option)?.label;
  if (label !== undefined) return label;
  return typeof answer.value === 'boolean' ? (answer.value ? 'Yes' : 'No') : option;
}

function quantity(answer: Answer): string {
  const parsed = parseQuantity(String(answer.value));
  return parsed === null ? String(answer.value) : quantityText(parsed);
}

/** Number of lines that hold something. */
export function countLines(text: string): number {
  return text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
}

/** Says an answer in words; the question, when it is known, gives its own. */
export function describeAnswer(answer: Answer, question: NextQuestion | undefined): AnswerWords {
  const id = answer.question;
  if (id === 'release') return { text: 'Release of this site', value: optionLabel(answer, question) };
  if (id.startsWith('service-state:'))
    return { text: `State of ${rest(id)}`, value: optionLabel(answer, question) };
  if (id.startsWith('inbox:'))
    return { text: `Files in ${inboxName(`inboxes/${rest(id)}`)}`, value: quantity(answer) };
  if (id.startsWith('backlog-rule:')) {
    const rule = parseQuantity(String(answer.value));
    return {
      text: `From when on ${inboxName(`inboxes/${rest(id)}`)} counts as backed up`,
      value: rule === null ? String(answer.value) : quantityText(rule),
    };
  }
  if (id.startsWith('log-text:')) {
    return {
      text: `Lines of ${logTitle(rest(id))}`,
      value: `${counted(countLines(String(answer.value)), 'line')} pasted`,
    };
  }
  if (id === 'collected-at')
    return { text: 'When it was collected', value: serverTime(String(answer.value)) };
  if (id === 'release-changed') {
    const value = String(answer.value);
    return {
      text: 'A service pack was installed after it was collected',
      value: /^(?:yes|true)$/i.test(value) ? 'Yes' : /^(?:no|false)$/i.test(value) ? 'No' : serverTime(value),
    };
  }
  return {
    text: question?.text ?? handFactText(id) ?? 'A question of an earlier version of the wizard',
    value: optionLabel(answer, question),
  };
}
