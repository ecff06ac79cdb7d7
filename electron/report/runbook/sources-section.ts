/** The articles a runbook rests on, each once, with what it is about. */
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import type { Section } from '../document.ts';

const JUDGEMENT = 'judgement';

/** @param titles Q number → what the article is about */
export function sourcesSection(
  plans: readonly TailoredPlan[],
  titles: Readonly<Record<string, string>>,
): Section {
  const steps = plans.flatMap((plan) => [...plan.steps, ...plan.verification]);
  const all = new Set([...plans.flatMap((plan) => plan.sources), ...steps.flatMap((step) => step.sources)]);
  const articles = [...all].filter((source) => source !== JUDGEMENT).sort();
  return {
    id: 'sources',
    title: 'Sources',
    blocks: [
      {
        kind: 'list',
        ordered: false,
        items: articles.map((id) => (titles[id] === undefined ? id : `${id}: ${titles[id]}`)),
      },
      {
        kind: 'paragraph',
        words:
          'Q numbers are articles of the Microsoft Knowledge Base. "judgement" marks what no article states.',
      },
    ],
  };
}
