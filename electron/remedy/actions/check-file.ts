/** Looking at one file: how large it is, and whether it grows. */
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { fileNow, findInSite } from '../site-files.ts';
import { needsFolder } from '../words.ts';

/** Every SMS directory has them; where they are missing, that a file is missing says nothing. */
const hasInboxes = async (context: ActionContext): Promise<boolean> =>
  (await findInSite(context, 'Inboxes')) !== null;

export function checkFileSize(file: string, atMostBytes: number): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: `the size of ${file}`,
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look: async (context) => {
      const now = await fileNow(context, file);
      if (now === null && !(await hasInboxes(context))) {
        const text = `${file} is not there, nor are the inboxes: this may not be the SMS directory.`;
        return { state: 'unknown', text, facts: { bytes: null } };
      }
      if (now === null) return { state: 'after', text: `${file} is not there.`, facts: { bytes: null } };
      const text = `${file} has ${now.bytes} bytes; up to ${atMostBytes} are fine.`;
      return { state: now.bytes <= atMostBytes ? 'after' : 'before', text, facts: { bytes: now.bytes } };
    },
    show: () => ({ what: `Looks whether ${file} is larger than ${atMostBytes} bytes.` }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep: 'This may be another fault. Read the articles of this step before you go on.',
    }),
  };
}

/** Bytes of the file when the attempt began; undefined outside of one. */
function bytesAtBegin({ intent, waitedSeconds }: ActionContext): number | null | undefined {
  const bytes = waitedSeconds === null ? undefined : intent?.shown.seen.facts['bytes'];
  return typeof bytes === 'number' || bytes === null ? bytes : undefined;
}

/** Whether a file stays as long as it is: a sender at work writes its log (Q317893). */
export function checkQuietFile(file: string, seconds: number): RemedyAction {
  return {
    limitSeconds: seconds + 5,
    everySeconds: Math.max(1, Math.min(5, seconds / 4)),
    waitsFor: `${file} to stay quiet for ${seconds} seconds`,
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look: async (context): Promise<Look> => {
      const now = await fileNow(context, file);
      const facts = { bytes: now?.bytes ?? null };
      const waited = context.waitedSeconds;
      if (now === null) {
        const text = `${file} is not there, so nothing can be seen of it.`;
        const trouble = {
          code: 'not-met',
          message: text,
          nextStep:
            'Look on the server whether a sender is at work, then say so here or leave this step out.',
        };
        return { state: 'unknown', text, facts, trouble };
      }
      const begin = bytesAtBegin(context);
      if (waited === null || begin === undefined) {
        const text = `${file} has ${now.bytes} bytes. It must be watched for ${seconds} seconds to see whether it grows.`;
        return { state: 'unknown', text, facts };
      }
      if (now.bytes !== begin) {
        const text = `${file} changed within ${Math.max(1, Math.round(waited))} seconds, from ${begin ?? 0} to ${now.bytes} bytes: a sender is at work.`;
        const trouble = {
          code: 'not-met',
          message: text,
          nextStep: 'That is no hang (Q317893). Wait until the sender has finished, then look again.',
        };
        return { state: 'before', text, facts, trouble };
      }
      const state = waited >= seconds ? 'after' : 'before';
      return { state, text: `${file} did not grow for ${Math.floor(waited)} seconds.`, facts };
    },
    show: () => ({ what: `Watches ${file} for ${seconds} seconds to see whether it grows.` }),
    atLimit: (seen) => ({ code: 'time-limit', message: seen.text, nextStep: 'Look again.' }),
  };
}
