/** Reading the release again, from the registry and from every client component that the site offers. */
import { readFile, readdir } from 'node:fs/promises';
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
const COMPONENTS = 'Inboxes/Clicomp.src';
const BASE = 'base';
/** There are nine (Q266130); the rest is room for what others put there. */
const MOST_COMPONENTS = 50;

interface FoundRelease {
  readonly where: string;
  /** Null when the source could not be read, or tells a version that is none of those known. */
  readonly release: string | null;
  /** The version as it stands there, or why there is none. */
  readonly text: string;
  readonly version: boolean;
  /** The registry and the base client; the other components have numbers of their own. */
  readonly isMain: boolean;
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
  const isMain = true;
  if (raw !== null)
    return { where, release: parseReleaseText(raw).release, text: raw, version: true, isMain };
  const text = sentenceOf('reg', failureOf('reg', result), target);
  return { where, release: null, text, version: false, isMain };
}

/** The version in a compver.ini; null when it holds none of SMS, as that of WMI. */
async function versionIn(file: string): Promise<string | null> {
  const reader = new CompverReader();
  for (const [index, line] of (await readFile(file, 'latin1')).split('\n').entries())
    reader.line(line, index + 1);
  return reader.versions[0]?.raw ?? null;
}

async function fromComponent(context: ActionContext, component: string): Promise<FoundRelease | null> {
  const where = `${COMPONENTS}/${component}/Compver.ini`;
  const found = await findInSite(context, where);
  const isBase = component.toLowerCase() === BASE;
  const without = (text: string): FoundRelease => ({
    where,
    release: null,
    text,
    version: false,
    isMain: isBase,
  });
  if (found === null) return isBase ? without('It is not there.') : null;
  try {
    const raw = await versionIn(found);
    if (raw !== null) return { ...without(raw), release: parseReleaseText(raw).release, version: true };
    return isBase ? without('It holds no version.') : null;
  } catch (error) {
    return without(whyUnreadable(error));
  }
}

/** Each client component that the site offers has a folder with its version (Q213410, Q266130). */
async function fromComponents(context: ActionContext): Promise<readonly FoundRelease[]> {
  if (context.target.folder.is === null) return [];
  const folder = await findInSite(context, COMPONENTS);
  if (folder === null) {
    const text = 'It is not there.';
    return [{ where: COMPONENTS, release: null, text, version: false, isMain: true }];
  }
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const rest = names.filter((name) => name.toLowerCase() !== BASE).sort();
  const base = names.find((name) => name.toLowerCase() === BASE) ?? 'Base';
  const found: FoundRelease[] = [];
  for (const name of [base, ...rest.slice(0, MOST_COMPONENTS)]) {
    const one = await fromComponent(context, name);
    if (one !== null) found.push(one);
  }
  return found;
}

const inWords = ({ where, release, text }: FoundRelease): string =>
  release === null ? `${where}: ${text}` : `${where} says ${release} (${text})`;

async function lookAtRelease(context: ActionContext): Promise<Look> {
  const { goal } = context.plan.site;
  const registry = await fromRegistry(context);
  const all = [...(registry === null ? [] : [registry]), ...(await fromComponents(context))];
  const read = all.filter(({ release }) => release !== null);
  const facts = Object.fromEntries(all.map(({ where, release, text }) => [where, release ?? text]));
  const words = all.map(inWords).join('; ');
  if (read.length === 0) return { state: 'unknown', text: `The release could not be read. ${words}`, facts };
  if (goal === null)
    return { state: 'unknown', text: `The plan names no release to reach. ${words}.`, facts };
  const short = read.filter(({ release }) => release !== goal);
  if (short.length > 0) return { state: 'before', text: `Wanted is ${goal}. ${words}.`, facts };
  const foreign = all.filter(({ release, version }) => release === null && version);
  // The registry of a secondary site may lack it (Q272352); a lone client component is too little.
  const isEnough = read.some(({ isMain }) => isMain);
  if (foreign.length > 0 || !isEnough)
    return { state: 'unknown', text: `Wanted is ${goal}. It is not shown for sure: ${words}.`, facts };
  // One sentence is read: where all agree, the places need not be listed one by one.
  const told = `All ${read.length} sources that could be read show it`;
  return { state: 'after', text: `Wanted is ${goal}. ${told}.`, facts };
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
