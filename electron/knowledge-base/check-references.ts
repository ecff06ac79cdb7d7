/** Checks what a schema cannot: that entries, questions, plans and threads name each other rightly. */
import type { Condition, Knowledge } from '../engine/knowledge/entry.ts';
import { checkPlans } from './check-plans.ts';

/** @returns one sentence per broken reference, naming the entry; empty when all hold */
export function checkReferences(knowledge: Knowledge): readonly string[] {
  const plans = new Set(knowledge.plans.map((plan) => plan.id));
  const questions = new Set(knowledge.questions.map((question) => question.id));
  const problems: string[] = [...checkPlans(knowledge.plans)];
  for (const id of repeated(knowledge.entries.map((entry) => entry.id)))
    problems.push(`${id}: two entries have this id.`);
  for (const id of repeated(knowledge.questions.map((question) => question.id))) {
    problems.push(`questions.yaml: two questions have the id ${id}.`);
  }
  for (const entry of knowledge.entries) {
    for (const plan of entry.plans) {
      if (!plans.has(plan)) problems.push(`${entry.id}: there is no plan "${plan}".`);
    }
    const ids = new Set(entry.conditions.map((condition) => condition.id));
    if (!ids.has('listed-release')) problems.push(`${entry.id}: it has no condition "listed-release".`);
    for (const id of (entry.headlines ?? []).flatMap((headline) => headline.if)) {
      if (!ids.has(id))
        problems.push(`${entry.id}: a headline names the condition "${id}", which there is not.`);
    }
    for (const id of repeated(entry.conditions.map((condition) => condition.id))) {
      problems.push(`${entry.id}: two conditions have the id "${id}".`);
    }
    if (!entry.conditions.some((condition) => condition.role === 'required')) {
      problems.push(`${entry.id}: no condition is required, so nothing could rule it out.`);
    }
    for (const condition of entry.conditions) {
      const { question } = condition;
      if (question !== undefined && !questions.has(question)) {
        problems.push(
          `${entry.id}: condition "${condition.id}" names the question "${question}", which there is not.`,
        );
      }
      if (condition.lowersTo !== undefined && condition.role !== 'contradicting') {
        problems.push(
          `${entry.id}: condition "${condition.id}" lowers the verdict but is not contradicting.`,
        );
      }
      for (const asked of answersIn(condition.when)) {
        if (!questions.has(asked)) problems.push(`${entry.id}: there is no question "${asked}".`);
      }
    }
    if (
      !entry.conditions.some((condition) => condition.role === 'distinguishing' || condition.distinguishing)
    ) {
      problems.push(`${entry.id}: no condition is distinguishing, so it could never be confirmed.`);
    }
  }
  return problems;
}

function answersIn(condition: Condition): readonly string[] {
  if ('answer' in condition) return [condition.answer.question];
  if ('all' in condition) return condition.all.flatMap(answersIn);
  if ('any' in condition) return condition.any.flatMap(answersIn);
  if ('not' in condition) return answersIn(condition.not);
  return [];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
