/** Counting the files of an inbox again and again: the drain curve. */
import { type DrainSample, drainTrend, drainView } from '../../engine/case/drain.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { countFiles } from '../site-files.ts';
import { filesText, needsFolder } from '../words.ts';

/** The journal keeps at most so many counts of one attempt. */
const MOST_SAMPLES = 200;
/** A pace is told after so many counts; the attempt then ends when it falls clearly. */
const ENOUGH = 5;

/** Counts of this attempt, oldest first. */
function samplesOf({ records, run, step, intent }: ActionContext): readonly DrainSample[] {
  return records.flatMap((record) =>
    record.kind === 'step-sampled' &&
    record.run === run &&
    record.step === step.id &&
    record.files !== null &&
    record.seq > (intent?.seq ?? 0)
      ? [{ at: record.at, files: record.files }]
      : [],
  );
}

export function watchDrain(inbox: string, everySeconds: number, limitSeconds: number): RemedyAction {
  /** Seconds between two counts that are kept. */
  const spacing = Math.max(everySeconds, limitSeconds / MOST_SAMPLES);

  const look = async (context: ActionContext): Promise<Look> => {
    const files = await countFiles(context, inbox);
    if (files === null) {
      const text = `There is no folder ${inbox}.`;
      const nextStep = 'Look on the server for the folder, then look again.';
      return {
        state: 'unknown',
        text,
        facts: { files: null },
        trouble: { code: 'file-not-read', message: text, nextStep },
      };
    }
    const facts = { files };
    const waited = context.waitedSeconds;
    if (waited === null) {
      const waits = files === 1 ? 'waits' : 'wait';
      const text = files === 0 ? `No file waits in ${inbox}.` : `${filesText(files)} ${waits} in ${inbox}.`;
      return { state: files === 0 ? 'after' : 'before', text, facts };
    }
    const kept = samplesOf(context);
    const samples = [...kept, { at: context.clock.now().toISOString(), files }];
    const text = `${drainView(inbox, samples)?.text ?? ''}.`;
    const isDue = kept.length < MOST_SAMPLES && waited >= kept.length * spacing;
    if (isDue || files === 0) await context.sample(files, text);
    const trend = drainTrend(samples);
    const met = trend === 'empty' || (trend === 'falls' && samples.length >= ENOUGH);
    return { state: met ? 'after' : 'before', text, facts: { ...facts, trend } };
  };

  return {
    limitSeconds,
    everySeconds,
    waitsFor: `the files in ${inbox} to become fewer`,
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look,
    show: () => ({
      what: `Counts the files in ${inbox} every ${everySeconds} seconds, for at most ${limitSeconds} seconds.`,
    }),
    atLimit: (seen) =>
      seen.facts['trend'] === 'grows'
        ? {
            code: 'inbox-grows',
            message: `More and more files wait in ${inbox}. ${seen.text}`,
            nextStep:
              'See whether the logs of the threads move. If they do not, the fault is back: go through this plan once more. If they do, look again later: the children may be sending more than is worked off just now.',
          }
        : {
            code: 'inbox-stands',
            message: `The files in ${inbox} did not clearly become fewer within ${limitSeconds} seconds. ${seen.text}`,
            nextStep:
              'See whether the logs of the threads move, then watch again. If they stand still, the fault is back: go through this plan once more.',
          },
  };
}
