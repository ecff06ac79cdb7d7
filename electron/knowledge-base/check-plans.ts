/** Checks what the schema of a plan cannot: that its steps name each other rightly, and use words that can be filled in. */
import type { Plan, PlanStep } from '../engine/knowledge/plan.ts';
import { SITE_WORDS, TECHNICIAN_WORDS, wordsIn } from '../engine/plans/site-words.ts';

const WORDS: readonly string[] = [...SITE_WORDS, ...TECHNICIAN_WORDS];

/** @returns one sentence per fault, naming plan and step; empty when all is well */
export function checkPlans(plans: readonly Plan[]): readonly string[] {
  const ids = plans.map((plan) => plan.id);
  return [
    ...repeated(ids).map((id) => `${id}: two plans have this id.`),
    ...plans.flatMap((plan) => checkPlan(plan).map((problem) => `${plan.id}: ${problem}`)),
  ];
}

function checkPlan({ title, summary, steps, verification }: Plan): readonly string[] {
  const all = [...steps, ...verification];
  const problems = repeated(all.map((step) => step.id)).map((id) => `two steps have the id "${id}".`);
  all.forEach((step, index) => {
    const earlier = new Set(all.slice(0, index).map((other) => other.id));
    for (const id of step.after ?? []) {
      if (!earlier.has(id)) {
        problems.push(`step "${step.id}" comes after "${id}", which is no step before it.`);
      }
    }
    const failed = step.onlyIfFailed;
    if (failed !== undefined && !earlier.has(failed)) {
      problems.push(`step "${step.id}" is only for a failure of "${failed}", which is no step before it.`);
    }
    for (const word of unknownWords(textsOf(step))) {
      problems.push(`step "${step.id}" uses <${word}>, which nothing fills in.`);
    }
  });
  for (const word of unknownWords([title, summary])) {
    problems.push(`its title or summary uses <${word}>, which nothing fills in.`);
  }
  return problems;
}

function textsOf(step: PlanStep): readonly string[] {
  const { title, text, reason, caution, undo, commands, fileLines } = step;
  return [title, text, reason, caution ?? '', undo ?? '', ...(commands ?? []), ...(fileLines ?? [])];
}

function unknownWords(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap(wordsIn))].filter((word) => !WORDS.includes(word));
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
