/** Judges one condition of a knowledge entry in a situation, with its reason and the lines it rests on. */
import type { Condition, EntryCondition } from '../knowledge/entry.ts';
import { judgeCrash } from './conditions/crash.ts';
import { judgeEvent } from './conditions/event.ts';
import { judgeInboxBacklog } from './conditions/inbox-backlog.ts';
import { judgeLogText } from './conditions/log-text.ts';
import { judgeRelease } from './conditions/release.ts';
import { judgeServiceState } from './conditions/service-state.ts';
import { judgeThreadStall, judgeThreadsStillLogging } from './conditions/thread-activity.ts';
import type { ConditionResult } from './diagnosis.ts';
import {
  isFalse,
  isTrue,
  isUnknown,
  truthOfAll,
  truthOfAny,
  truthOfNot,
  type Judgement,
} from './judgement.ts';
import { nameOfQuestion } from '../answers/answer-ids.ts';
import { answerTo, nameOfAnswer } from '../evidence/citing.ts';
import type { Situation } from './situation.ts';

/**
 * Judges a condition of an entry. What was collected counts; where nothing was, a yes or no of the technician to
 * the condition's question decides.
 */
export function judgeEntryCondition(condition: EntryCondition, situation: Situation): ConditionResult {
  const collected = judge(condition.when, situation);
  const answered = judgeByAnswer(condition, situation);
  const judgement = weigh(collected, answered);
  const missing =
    judgement.truth !== 'unknown'
      ? []
      : judgement.missing.length > 0
        ? judgement.missing
        : [{ fact: condition.label, howToCollect: condition.howToCollect }];
  return {
    id: condition.id,
    role: condition.role,
    distinguishing: condition.role === 'distinguishing' || condition.distinguishing === true,
    label: condition.label,
    truth: judgement.truth,
    because: judgement.because,
    evidence: judgement.evidence,
    missing,
    children: judgement.children ?? [],
    sources: condition.sources,
    question: condition.question ?? null,
    ...(judgement.disputedBy === undefined ? {} : { disputedBy: judgement.disputedBy }),
  };
}

/** An answer decides what was not collected. One that contradicts what was collected is shown, and does not count. */
function weigh(collected: Judgement, answered: Judgement | null): Judgement {
  if (answered === null) return collected;
  if (collected.truth === 'unknown') return answered;
  if (collected.truth === answered.truth) return collected;
  return {
    ...collected,
    because: `${collected.because} ${answered.because} What was collected counts; look again if it is older than the answer.`,
    disputedBy: answered.evidence,
  };
}

function judgeByAnswer(condition: EntryCondition, situation: Situation): Judgement | null {
  if (condition.question === undefined) return null;
  const answer = answerTo(situation.answers, condition.question);
  if (answer === null || typeof answer.value !== 'boolean') return null;
  const text = answer.value ? 'Yes' : 'No';
  const cited = [{ fact: condition.label, source: nameOfAnswer(answer), text }];
  const because = `The technician answered ${text.toLowerCase()}.`;
  return answer.value ? isTrue(because, cited) : isFalse(because, cited);
}

function judge(condition: Condition, situation: Situation): Judgement {
  if ('release' in condition) return judgeRelease(condition.release, situation);
  if ('logText' in condition) return judgeLogText(condition.logText, situation);
  if ('inboxBacklog' in condition) return judgeInboxBacklog(condition.inboxBacklog, situation);
  if ('threadStall' in condition) return judgeThreadStall(condition.threadStall, situation);
  if ('threadsStillLogging' in condition)
    return judgeThreadsStillLogging(condition.threadsStillLogging, situation);
  if ('serviceState' in condition) return judgeServiceState(condition.serviceState, situation);
  if ('event' in condition) return judgeEvent(condition.event, situation);
  if ('crashNear' in condition) return judgeCrash(condition.crashNear, situation);
  if ('answer' in condition) return judgeAnswer(condition.answer, situation);
  if ('all' in condition) return combine(condition.all, situation, truthOfAll, 'and');
  if ('any' in condition) return combine(condition.any, situation, truthOfAny, 'or');
  const inner = judge(condition.not, situation);
  return { ...inner, truth: truthOfNot(inner.truth) };
}

function judgeAnswer(
  { question, is }: { readonly question: string; readonly is: string | boolean },
  situation: Situation,
): Judgement {
  const answer = answerTo(situation.answers, question);
  if (answer === null) return isUnknown('It was not answered.');
  const cited = [
    {
      fact: nameOfQuestion(question, situation.knowledge.questions),
      source: nameOfAnswer(answer),
      text: String(answer.value),
    },
  ];
  return answer.value === is
    ? isTrue('It was answered so.', cited)
    : isFalse('It was answered otherwise.', cited);
}

function combine(
  parts: readonly Condition[],
  situation: Situation,
  truthOf: (truths: readonly ('true' | 'false' | 'unknown')[]) => 'true' | 'false' | 'unknown',
  word: string,
): Judgement {
  const judgements = parts.map((part) => judge(part, situation));
  const truth = truthOf(judgements.map((part) => part.truth));
  const deciding = judgements.filter((part) => part.truth === truth);
  return {
    truth,
    because: deciding.map((part) => part.because).join(` ${word} `),
    evidence: deciding.flatMap((part) => part.evidence),
    missing: truth === 'unknown' ? deciding.flatMap((part) => part.missing) : [],
    children: judgements.map((part, index) => ({
      label: nameOfCondition(parts[index]),
      truth: part.truth,
      because: part.because,
      evidence: part.evidence,
      missing: part.missing,
      children: part.children ?? [],
    })),
  };
}

function nameOfCondition(condition: Condition | undefined): string {
  if (condition === undefined) return '';
  if ('logText' in condition) return `The log says "${condition.logText.text}"`;
  if ('threadStall' in condition) return 'Threads of the Executive fell silent together';
  if ('inboxBacklog' in condition) return `Backlog in ${condition.inboxBacklog.path}`;
  if ('release' in condition) return `Release is ${condition.release.in.join(' or ')}`;
  if ('serviceState' in condition)
    return `${condition.serviceState.service} is ${condition.serviceState.in.join(' or ')}`;
  if ('event' in condition) return `${condition.event.kinds.join(' or ')} of ${condition.event.service}`;
  if ('threadsStillLogging' in condition) return 'Other threads of the Executive still log';
  if ('crashNear' in condition) return 'A crash at the same time';
  if ('answer' in condition) return `Answer to ${condition.answer.question}`;
  if ('all' in condition) return 'All of these';
  if ('any' in condition) return 'One of these';
  return 'Not this';
}
