/**
 * Reads `--answers`: YAML or JSON, either a table of question id to answer, or a list of
 * `{ question, value, by, at }`, bare or below `answers`.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Answer } from '../engine/evidence/model.ts';
import type { QuestionEntry } from '../engine/knowledge/entry.ts';
import { parseReleaseText } from '../engine/release/release.ts';
import { UsageError } from './failure.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);
const listed = z.array(
  z.object({ question: z.string(), value, by: z.string().nullish(), at: z.string().nullish() }),
);
const table = z.record(z.string(), value);
const file = z.union([listed, z.object({ answers: z.union([listed, table]) }), table]);

/**
 * @param path file to read
 * @param questions questions that there are
 * @throws UsageError naming the answer that does not fit
 */
export async function readAnswers(
  path: string,
  questions: readonly QuestionEntry[],
): Promise<readonly Answer[]> {
  const parsed = file.safeParse(await readContent(path));
  if (!parsed.success) {
    throw misfit(path, 'it is neither a table of question and answer nor a list of answers.');
  }
  const content = Array.isArray(parsed.data) || !hasAnswers(parsed.data) ? parsed.data : parsed.data.answers;
  const answers = Array.isArray(content)
    ? content.map((item) => ({
        question: item.question,
        value: item.value,
        by: item.by ?? null,
        at: item.at ?? null,
      }))
    : Object.entries(content).map(([question, answer]) => ({ question, value: answer, by: null, at: null }));
  return answers.map((answer) => fit(answer, path, questions));
}

function hasAnswers(
  data: object,
): data is { readonly answers: z.infer<typeof listed> | z.infer<typeof table> } {
  return 'answers' in data && typeof data.answers === 'object';
}

async function readContent(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(
      'answers-unreadable',
      `The answers in ${path} cannot be read (${(error as Error).message.split('\n')[0] ?? ''}).`,
      'Give a YAML or JSON file.',
    );
  }
}

function fit(answer: Answer, path: string, questions: readonly QuestionEntry[]): Answer {
  const question = questions.find((candidate) => candidate.id === answer.question);
  if (!question) {
    const ids = questions.map((candidate) => candidate.id).join(', ');
    throw misfit(path, `there is no question "${answer.question}". The questions are: ${ids}.`);
  }
  if (question.kind === 'yes-no') {
    const truth = yesOrNo(answer.value);
    if (truth === null) throw misfit(path, `"${answer.question}" takes yes or no, not "${answer.value}".`);
    return { ...answer, value: truth };
  }
  const text =
    question.id === 'release' ? parseReleaseText(String(answer.value)).release : String(answer.value);
  if (!question.options?.some((option) => option.value === text)) {
    const options = (question.options ?? []).map((option) => option.value).join(', ');
    throw misfit(path, `"${answer.question}" takes one of ${options}, not "${answer.value}".`);
  }
  return { ...answer, value: text ?? '' };
}

function yesOrNo(answer: string | number | boolean): boolean | null {
  if (typeof answer === 'boolean') return answer;
  if (/^(?:yes|y|true)$/i.test(String(answer))) return true;
  return /^(?:no|n|false)$/i.test(String(answer)) ? false : null;
}

function misfit(path: string, what: string): UsageError {
  return new UsageError(
    'answers-misfit',
    `The answers in ${path} cannot be used: ${what}`,
    'Mend the file and run again.',
  );
}
