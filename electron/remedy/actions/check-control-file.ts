/** Whether the control file is one that can be edited. */
import { refusalOf } from '../../engine/control-file/stagger.ts';
import type { RemedyAction } from '../action.ts';
import { readControlFile } from '../control-file-place.ts';
import { needsFolder } from '../words.ts';

export function checkControlFile(): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: 'the control file',
    whyNot: needsFolder,
    changes: false,
    relies: false,
    look: async (context) => {
      const found = await readControlFile(context);
      if (found.path === null) return found.look;
      const { exam, sha256 } = found.looked;
      const facts = { file: found.name, sha256, is: exam.state };
      switch (exam.state) {
        case 'untouched':
          return { state: 'after', text: `${found.name} is a control file without the pauses.`, facts };
        case 'partly':
          return { state: 'after', text: `${found.name} has some of the pauses.`, facts };
        case 'staggered':
          return { state: 'after', text: `${found.name} has the pauses already.`, facts };
        case 'unexpected':
        case 'not-a-control-file': {
          const { message, nextStep } = refusalOf(exam);
          return {
            state: 'other',
            text: message,
            facts,
            trouble: { code: 'control-file', message, nextStep },
          };
        }
      }
    },
    show: () => ({ what: 'Reads the control file and sees whether it is one that can be edited.' }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep: 'Show the control file to someone who knows this backup.',
    }),
  };
}
