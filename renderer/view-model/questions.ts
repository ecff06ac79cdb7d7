/** Questions that a technician can answer by hand, and how the answers are shown. */
import type { Answer } from '../../electron/engine/evidence/model.ts';
import type { Diagnosis, NextQuestion, QuestionInput } from '../../electron/engine/reasoning/diagnosis.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** The releases, in the words of the open question, so that one release never has two names. */
export const releaseOptions: readonly Option[] = [
  { value: '2.0', label: '2.0 without a service pack (2.00.1239.0000)' },
  { value: '2.0 SP1', label: 'Service Pack 1 (2.00.1380.1000)' },
  { value: '2.0 SP2', label: 'Service Pack 2 (2.00.1493.2...)' },
  { value: '2.0 SP3', label: 'Service Pack 3 (2.00.1493.3...)' },
  { value: '2.0 SP4', label: 'Service Pack 4 (2.00.1493.4...)' },
];

/** The states of a service, in the words of the open question. */
export const serviceOptions: readonly Option[] = [
  { value: 'running', label: 'Started' },
  { value: 'start-pending', label: 'Starting, and it does not end' },
  { value: 'stop-pending', label: 'Stopping, and it does not end' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'paused', label: 'Paused' },
  { value: 'not-installed', label: 'Not installed' },
];

/** A question that was answered with "I don't know": it is not asked again until somebody wants it. */
export interface SetAside {
  readonly question: string;
  readonly by: string | null;
  /** ISO time. */
  readonly at: string;
}

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
      question.page === page && question.id !== 'release' && !question.id.startsWith('service-state:'),
  );
}

/** Questions that nobody said "I don't know" to. */
export function openQuestions(diagnosis: Diagnosis, setAside: readonly SetAside[]): readonly NextQuestion[] {
  return diagnosis.nextQuestions.filter(
    (question) => !setAside.some((aside) => aside.question === question.id),
  );
}

/** How the choice is called that gives no answer: who has read evidence at hand need not say that they do not know. */
export function noAnswerLabel(known: boolean): string {
  return known ? 'Nothing to add' : 'I don’t know';
}
