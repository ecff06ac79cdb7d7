/** Reading the release again, from the registry and from the base client component that the site offers. */
import { readFile } from 'node:fs/promises';
import { parseReleaseText } from '../../engine/release/release.ts';
import { failureOf, sentenceOf } from '../../host/failure.ts';
import { parseRegQuery } from '../../host/parse/reg-query.ts';
import { before } from '../../host/server-name.ts';
import { CompverReader } from '../../site/parse/compver.ts';
import { whyUnreadable } from '../../site/errors.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { callOptions } from '../service-now.ts';
import { findInSite } from '../site-files.ts';

/** Q272352. */
const SETUP = 'HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup';
/** Q213410, Q266130. */
const BASE_VERSION = 'Inboxes/Clicomp.src/Base/Compver.ini';

interface FoundRelease {
  readonly where: string;
  /** Null when the source could not be read. */
  readonly release: string | null;
  readonly text: string;
}

async function fromRegistry(context: ActionContext): Promise<FoundRelease | null> {
  const reached = context.target.host.is;
  if (reached === null) return null;
  const { host, target } = reached;
  const where = 'the registry';
  const result = await host.run(
    'reg',
    ['query', `${before(target)}${SETUP}`, '/v', 'Full Version'],
    callOptions(context.signal),
  );
  const values =
    result.ending === 'exited' && result.code === 0 ? parseRegQuery(result.output)?.values : null;
  const raw = values?.find(({ name }) => name.toLowerCase() === 'full version')?.text ?? null;
  if (raw !== null) return { where, release: parseReleaseText(raw).release, text: raw };
  return { where, release: null, text: sentenceOf('reg', failureOf('reg', result), target) };
}

async function fromBaseClient(context: ActionContext): Promise<FoundRelease | null> {
  if (context.target.folder.is === null) return null;
  const found = await findInSite(context, BASE_VERSION);
  if (found === null) return { where: BASE_VERSION, release: null, text: 'It is not there.' };
  const reader = new CompverReader();
  try {
    for (const [index, line] of (await readFile(found, 'latin1')).split('\n').entries())
      reader.line(line, index + 1);
  } catch (error) {
    return { where: BASE_VERSION, release: null, text: whyUnreadable(error) };
  }
  const raw = reader.versions[0]?.raw;
  if (raw === undefined) return { where: BASE_VERSION, release: null, text: 'It holds no version.' };
  return { where: BASE_VERSION, release: parseReleaseText(raw).release, text: raw };
}

async function lookAtRelease(context: ActionContext): Promise<Look> {
  const { goal } = context.plan.site;
  const all = [await fromRegistry(context), await fromBaseClient(context)].filter((one) => one !== null);
  const read = all.filter(({ release }) => release !== null);
  const facts = Object.fromEntries(all.map(({ where, release, text }) => [where, release ?? text]));
  const words = all
    .map(({ where, release, text }) =>
      release === null ? `${where}: ${text}` : `${where} says ${release} (${text})`,
    )
    .join('; ');
  if (read.length === 0) return { state: 'unknown', text: `The release could not be read. ${words}`, facts };
  if (goal === null)
    return { state: 'unknown', text: `The plan names no release to reach. ${words}.`, facts };
  const met = read.every(({ release }) => release === goal);
  return { state: met ? 'after' : 'before', text: `Wanted is ${goal}; ${words}.`, facts };
}

export function readRelease(): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: 'the release',
    whyNot: ({ host, folder }) => (host.is === null && folder.is === null ? folder.why : null),
    changes: false,
    relies: false,
    look: lookAtRelease,
    show: () => ({ what: 'Reads the release again from every source that can be reached.' }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        'If the sources differ, the service pack did not go on to its end: read Smssetup.log and run its setup again.',
    }),
  };
}
