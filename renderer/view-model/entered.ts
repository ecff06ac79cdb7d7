/** What was entered by hand, counted, for questions before it goes. */
import { counted } from './numbers.ts';

/** `3 answers and 2 plans begun`; `nothing by hand` when there is none of them. */
export function enteredText(answers: number, setAside: number, plans: number): string {
  const parts = [
    ...(answers > 0 ? [counted(answers, 'answer')] : []),
    ...(setAside > 0 ? [`“I don’t know” ${setAside === 1 ? 'once' : `${setAside} times`}`] : []),
    ...(plans > 0 ? [`${counted(plans, 'plan')} begun`] : []),
  ];
  const last = parts.pop();
  if (last === undefined) return 'nothing by hand';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
