/** Looking at what the diagnosis told. */
import type { RemedyAction } from '../action.ts';

const LOOK_ONCE = {
  limitSeconds: 0,
  everySeconds: 1,
  changes: false,
  relies: false,
  whyNot: () => null,
} as const;

export function checkRelease(anyOf: readonly string[]): RemedyAction {
  const wanted = anyOf.join(' or ');
  return {
    ...LOOK_ONCE,
    waitsFor: 'the release of the site',
    look: ({ target }) => {
      const { release } = target.evidence;
      const facts = { release };
      if (release === null)
        return Promise.resolve({ state: 'unknown', text: 'The release of the site is not known.', facts });
      const met = anyOf.includes(release);
      const text = met ? `The site has ${release}.` : `The site has ${release}; this step is for ${wanted}.`;
      return Promise.resolve({ state: met ? 'after' : 'before', text, facts });
    },
    show: () => ({ what: `Looks whether the diagnosis names ${wanted}.` }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep: 'See on the page Version which release the site has.',
    }),
  };
}

/** A crash is another fault than a hang: it leaves folders behind (Q223755), and a restart only hides it. */
export function checkNoCrash(): RemedyAction {
  return {
    ...LOOK_ONCE,
    waitsFor: 'what the evidence tells of crashes',
    look: ({ target }) => {
      const { crashes } = target.evidence;
      const facts = { crashes: crashes?.length ?? null };
      if (crashes === null) {
        const text = 'The evidence does not show whether SMS_EXECUTIVE crashed.';
        return Promise.resolve({ state: 'unknown', text, facts });
      }
      const [first] = crashes;
      const text =
        first === undefined
          ? 'The evidence holds no crash of the time of the trouble.'
          : `This may be a crash and not a hang: ${crashes.slice(0, 3).join('; ')}.`;
      return Promise.resolve({ state: first === undefined ? 'after' : 'before', text, facts });
    },
    show: () => ({ what: 'Looks whether the evidence holds a crash of the time of the trouble.' }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        'Read Crash.log in that folder; its thread name leads to the article (Q223755). SMS_SITE_COMPONENT_MANAGER starts a crashed SMS_EXECUTIVE again within the hour (Q199816).',
    }),
  };
}
