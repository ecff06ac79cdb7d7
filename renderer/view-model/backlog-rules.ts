/** The rule an inbox is judged by, and how it is adjusted. */
import type { BacklogRule } from '../../electron/engine/reasoning/diagnosis.ts';
import { inboxKey } from './inbox-bars.ts';

const origins: Readonly<Record<BacklogRule['from'], string>> = {
  common: 'The rule for all queues; the wizard’s own judgement, since no article gives a number.',
  inbox: 'A rule of this inbox; the wizard’s own judgement, since no article gives a number.',
  answered: 'Set by hand for this case.',
};

/** The rule as a sentence of its own. */
export function ruleSentence(rule: BacklogRule): string {
  const text = rule.text.replace(/\s*\(judgement\)/i, '').trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`;
}

/** Where a rule comes from, in a sentence. */
export function ruleOrigin(rule: BacklogRule): string {
  return origins[rule.from];
}

/** Id of the answer that replaces the rule of an inbox. */
export const ruleQuestion = (path: string): string => `backlog-rule:${inboxKey(path)}`;

/** Id of the answer that gives the count of an inbox. */
export const inboxQuestion = (path: string): string => `inbox:${inboxKey(path)}`;
