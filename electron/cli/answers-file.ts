/**
 * Reads `--answers`: YAML or JSON, either a table of question id to answer, or a list of
 * `{ question, value, by, at }`, bare or below `answers`.
 */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { understandAnswer } from '../engine/answers/understand-answer.ts';
import type { Answer } from '../engine/evidence/model.ts';
import type { QuestionEntry } from '../engine/knowledge/entry.ts';
import { UsageError } from './failure.ts';
import { troubleInWords } from './file-trouble.ts';

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
  return inTheirOrder(answers).map((answer) => fit(answer, path, questions));
}

/** The last answer to a question counts, so they are put in the order of their times where all of them have one. */
function inTheirOrder(answers: readonly Answer[]): readonly Answer[] {
  const times = new Map(answers.map((answer) => [answer, Date.parse(answer.at ?? '')]));
  const timeOf = (answer: Answer): number => times.get(answer) ?? Number.NaN;
  if (answers.some((answer) => Number.isNaN(timeOf(answer)))) return answers;
  return [...answers].sort((one, other) => timeOf(one) - timeOf(other));
}

function hasAnswers(
  data: object,
): data is { readonly answers: z.infer<typeof listed> | z.infer<typeof table> } {
  return 'answers' in data && typeof data.answers === 'object';
}

async function readContent(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      'answers-unreadable',
      `The answers in ${path} cannot be read: ${troubleInWords(error)}.`,
      'Check the path given with --answers.',
    );
  }
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new UsageError(
      'answers-unreadable',
      `The answers in ${path} are neither YAML nor JSON (${firstLine(error)}).`,
      'Mend the file and run again.',
    );
  }
}

/** The parser says in it what is wrong and where. */
function firstLine(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return first.trim().replace(/[.:]$/, '');
}

function fit(answer: Answer, path: string, questions: readonly QuestionEntry[]): Answer {
  const understood = understandAnswer(answer, questions);
  if ('problem' in understood) throw misfit(path, understood.problem);
  return understood.answer;
}

function misfit(path: string, what: string): UsageError {
  return new UsageError(
    'answers-misfit',
    `The answers in ${path} cannot be used: ${what}`,
    'Mend the file and run again.',
  );
}
