/**
 * What to ask next. Each question is tried with each of its answers; the one whose answers settle most of the open
 * candidates comes first.
 */
import type { Answer, SiteEvidence } from '../evidence/model.ts';
import type { Knowledge, KnowledgeEntry, QuestionEntry } from '../knowledge/entry.ts';
import type { Finding, NextQuestion, QuestionInput } from './diagnosis.ts';
import { assess, type DiagnoseOptions } from './situation.ts';
import { judgeEntry } from './verdict.ts';

interface Weighed {
  readonly question: NextQuestion;
  /** Candidates settled, averaged over the answers. */
  readonly settles: number;
  /** Candidates whose verdict moves at all, averaged over the answers. */
  readonly moves: number;
}

/**
 * Orders the questions that are still worth asking.
 * @param findings what was found with the answers so far
 * @returns best question first; empty when no candidate is open
 */
export function nextQuestions(
  evidence: SiteEvidence,
  knowledge: Knowledge,
  options: DiagnoseOptions,
  findings: readonly Finding[],
): readonly NextQuestion[] {
  const open = knowledge.entries.filter((entry) => {
    const verdict = findings.find((finding) => finding.id === entry.id)?.verdict;
    return verdict === 'likely' || verdict === 'possible';
  });
  const wanted = new Set(
    findings
      .filter((finding) => open.some((entry) => entry.id === finding.id))
      .flatMap((finding) => finding.conditions)
      .filter((condition) => condition.truth === 'unknown')
      .flatMap((condition) => condition.question ?? []),
  );
  return knowledge.questions
    .filter((question) => wanted.has(question.id))
    .filter((question) => !options.answers.some((answer) => answer.question === question.id))
    .map((question) => weigh(question, open, evidence, knowledge, options, findings))
    .filter((weighed) => weighed.moves > 0 || weighed.question.decides.length > 0)
    .sort((a, b) => b.settles - a.settles || b.moves - a.moves)
    .map((weighed) => weighed.question);
}

function weigh(
  entry: QuestionEntry,
  open: readonly KnowledgeEntry[],
  evidence: SiteEvidence,
  knowledge: Knowledge,
  options: DiagnoseOptions,
  findings: readonly Finding[],
): Weighed {
  const values = valuesOf(entry);
  const decided = new Set<string>();
  let settles = 0;
  let moves = 0;
  for (const value of values) {
    const answer: Answer = { question: entry.id, value, by: null, at: null };
    const situation = assess(evidence, knowledge, { ...options, answers: [...options.answers, answer] });
    for (const candidate of open) {
      const before = findings.find((finding) => finding.id === candidate.id);
      const after = judgeEntry(candidate, situation);
      if (before === undefined || after.verdict === before.verdict) continue;
      moves += 1;
      decided.add(candidate.id);
      if (after.verdict === 'confirmed' || after.verdict === 'ruled-out') settles += 1;
    }
  }
  return {
    question: {
      id: entry.id,
      text: entry.text,
      decides: [...decided].sort(),
      why: entry.why,
      howToFindOut: entry.howToFindOut,
      input: inputOf(entry),
      page: entry.page,
    },
    settles: settles / values.length,
    moves: moves / values.length,
  };
}

function valuesOf(entry: QuestionEntry): readonly (string | boolean)[] {
  return entry.kind === 'yes-no' ? [true, false] : (entry.options ?? []).map((option) => option.value);
}

function inputOf(entry: QuestionEntry): QuestionInput {
  return entry.kind === 'yes-no' ? { kind: 'yes-no' } : { kind: 'choice', options: entry.options ?? [] };
}
