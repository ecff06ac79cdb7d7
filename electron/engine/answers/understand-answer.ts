/** Checks an answer against what its question takes, and brings it into the form that is judged. */
import type { Answer } from '../evidence/model.ts';
import type { QuestionEntry } from '../knowledge/entry.ts';
import { laterServicePack, parseReleaseText } from '../release/release.ts';
import { parseIsoTime } from '../time/format.ts';
import { subjectOfAnswer } from './answer-ids.ts';
import { parseFilesAndAge, parseYesNo } from './answer-values.ts';

/** The answer as it is judged, or what is wrong with it in a sentence. */
export type UnderstoodAnswer = { readonly answer: Answer } | { readonly problem: string };

const STATES = ['running', 'start-pending', 'stop-pending', 'stopped', 'paused', 'not-installed'];
/** As long as the window lets a paste be. */
const MOST_CHARACTERS = 20_000;

/** @param questions questions of the knowledge base */
export function understandAnswer(answer: Answer, questions: readonly QuestionEntry[]): UnderstoodAnswer {
  const { question, value } = answer;
  const said = String(value);
  const takes = (what: string): UnderstoodAnswer => ({
    problem: `"${question}" takes ${what}, not "${said.length > 60 ? `${said.slice(0, 60)}…` : said}".`,
  });
  const subject = subjectOfAnswer(question);
  switch (subject.kind) {
    case 'release':
      return parseReleaseText(said).release === null && laterServicePack(said) === null
        ? takes('a release such as 2.0 SP2, or a number such as 2.00.1493.2009')
        : { answer: { ...answer, value: said.trim() } };
    case 'release-changed': {
      const truth = parseYesNo(value);
      if (truth !== null) return { answer: { ...answer, value: truth } };
      return parseIsoTime(said) === null
        ? takes('yes, no, or a date such as 2001-05-20')
        : { answer: { ...answer, value: said.trim() } };
    }
    case 'collected-at':
      return parseIsoTime(said) === null ? takes('a time such as 2001-05-17T17:30') : { answer };
    case 'service-state':
      return STATES.includes(said) ? { answer } : takes(`one of ${STATES.join(', ')}`);
    case 'inbox':
      return parseFilesAndAge(value) === null
        ? takes(
            'the number of files and the age of the oldest in minutes, such as 420/900; the age may be left out',
          )
        : { answer: { ...answer, value: said } };
    case 'backlog-rule': {
      const rule = parseFilesAndAge(value);
      return rule === null || rule.files === 0 || rule.ageMinutes === null
        ? takes('a number of files and an age in minutes, such as 50/240')
        : { answer: { ...answer, value: said } };
    }
    case 'log-text':
      if (said.length > MOST_CHARACTERS) return { problem: `"${question}" takes up to 20,000 characters.` };
      return said.trim() === '' ? takes('lines of a log') : { answer: { ...answer, value: said } };
    case 'question':
      return fitQuestion(answer, questions, takes);
  }
}

function fitQuestion(
  answer: Answer,
  questions: readonly QuestionEntry[],
  takes: (what: string) => UnderstoodAnswer,
): UnderstoodAnswer {
  const question = questions.find((candidate) => candidate.id === answer.question);
  if (question === undefined) {
    const ids = questions.map((candidate) => candidate.id).join(', ');
    return {
      problem: `there is no question "${answer.question}". The questions are: ${ids}, release-changed, collected-at, inbox:<path>, backlog-rule:<path>, log-text:<log> and service-state:<service>.`,
    };
  }
  if (question.kind === 'yes-no') {
    const truth = parseYesNo(answer.value);
    return truth === null ? takes('yes or no') : { answer: { ...answer, value: truth } };
  }
  const text = String(answer.value);
  return question.options?.some((option) => option.value === text)
    ? { answer: { ...answer, value: text } }
    : takes(`one of ${(question.options ?? []).map((option) => option.value).join(', ')}`);
}
