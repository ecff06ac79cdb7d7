/** Questions that a technician can answer by hand, and how the answers are shown. */
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { Diagnosis, NextQuestion, QuestionInput } from '../../electron/engine/reasoning/diagnosis.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

const releaseOptions: readonly Option[] = [
  { value: '2.0', label: '2.0 without a service pack (RTM)' },
  { value: '2.0 SP1', label: '2.0 SP1' },
  { value: '2.0 SP2', label: '2.0 SP2' },
  { value: '2.0 SP3', label: '2.0 SP3' },
  { value: '2.0 SP4', label: '2.0 SP4' },
];

const serviceOptions: readonly Option[] = [
  { value: 'running', label: 'Running' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'stop-pending', label: 'Hung in “stopping”' },
];

/** Id of the question whether a backup ended before it stalled. */
export const backupQuestionId = 'backup-before-stall';

/** Id of the question about the state of one service. */
export function serviceQuestionId(service: string): string {
  return `service-state:${service.toUpperCase()}`;
}

/** What can be answered to a question; "don't know" is never among them: it means that there is no answer. */
export function optionsOf(input: QuestionInput): readonly Option[] {
  if (input.kind === 'choice')
    return input.options.filter((option) => !/^(unknown|dont-know)$/i.test(option.value));
  return [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ];
}

/** Options for the release: those of the open question when it is asked, else all releases. */
export function releaseChoices(diagnosis: Diagnosis): readonly Option[] {
  const asked = diagnosis.nextQuestions.find((question) => question.id === 'release');
  const options = asked === undefined ? [] : optionsOf(asked.input);
  return options.length > 0 ? options : releaseOptions;
}

/** Options for the state of a service: those of the open question when it is asked, else the usual three. */
export function serviceChoices(diagnosis: Diagnosis, service: string): readonly Option[] {
  const asked = diagnosis.nextQuestions.find((question) => question.id === serviceQuestionId(service));
  const options = asked === undefined ? [] : optionsOf(asked.input);
  return options.length > 0 ? options : serviceOptions;
}

/** The value that is sent for an option: yes and no are true and false for the engine. */
export function valueToSend(input: QuestionInput, option: string): Answer['value'] {
  return input.kind === 'yes-no' ? option === 'yes' : option;
}

/** The option that stands for an answer; the empty string when there is none. */
export function optionOfAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (typeof answer.value === 'boolean') return answer.value ? 'yes' : 'no';
  return String(answer.value);
}

/** Open questions of one page that have no control of their own there. */
export function otherQuestions(
  questions: readonly NextQuestion[],
  page: NextQuestion['page'],
): readonly NextQuestion[] {
  return questions.filter(
    (question) =>
      question.page === page &&
      question.id !== 'release' &&
      question.id !== backupQuestionId &&
      !question.id.startsWith('service-state:'),
  );
}

/** How the choice is called that gives no answer: who has read evidence at hand need not say that they do not know. */
export function noAnswerLabel(known: boolean): string {
  return known ? 'Nothing to add' : 'I don’t know';
}
