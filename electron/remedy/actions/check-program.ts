/** Whether a program is found on the PATH that the services of the server have. */
import { stat } from 'node:fs/promises';
import { failureOf, nextStepOf, sentenceOf } from '../../host/failure.ts';
import { parseRegQuery } from '../../host/parse/reg-query.ts';
import { before } from '../../host/server-name.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';
import { RemedyError } from '../remedy-error.ts';
import { callOptions, hostOf } from '../service-now.ts';
import { needsHost } from '../words.ts';

/** PATH of the system: that of a user does not count, as the backup runs as a service (general knowledge, not in an article). */
const ENVIRONMENT = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
const WINDOWS = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

async function registryText(context: ActionContext, key: string, name: string): Promise<string> {
  const { host, target } = hostOf(context);
  const args = ['query', `${before(target)}${key}`, '/v', name];
  const result = await host.run('reg', args, callOptions(context.signal));
  const values =
    result.ending === 'exited' && result.code === 0 ? parseRegQuery(result.output)?.values : null;
  const text = values?.find((value) => value.name.toLowerCase() === name.toLowerCase())?.text;
  if (text != null) return text;
  const failure = failureOf('reg', result);
  throw new RemedyError(
    'file-not-read',
    `The PATH of the server could not be read. ${sentenceOf('reg', failure, target)}`,
    nextStepOf(failure, target),
  );
}

/** Folders of the PATH with the names of Windows' folders filled in; those with other variables are left out. */
function foldersOf(pathValue: string, root: string): readonly string[] {
  return pathValue
    .split(';')
    .map((part) => part.trim().replace(/^"|"$/g, ''))
    .map((part) =>
      part.replace(/%(?:SystemRoot|windir)%/gi, root).replace(/%SystemDrive%/gi, root.slice(0, 2)),
    )
    .filter((part) => /^[a-z]:\\/i.test(part) && !part.includes('%'))
    .map((part) => part.replace(/\\+$/, ''));
}

async function lookFor(context: ActionContext, program: string): Promise<Look> {
  const root = await registryText(context, WINDOWS, 'SystemRoot');
  const folders = foldersOf(await registryText(context, ENVIRONMENT, 'Path'), root);
  const closed: string[] = [];
  for (const folder of folders) {
    const place = context.target.disk(`${folder}\\${program}`);
    try {
      if (place === null) closed.push(folder);
      else if ((await stat(place)).isFile())
        return { state: 'after', text: `${program} is in ${folder}.`, facts: { folder } };
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) closed.push(folder);
    }
  }
  const facts = { folder: null };
  if (closed.length > 0) {
    const text = `${program} was not found on the PATH of the server, and these folders could not be looked into: ${closed.join(', ')}.`;
    return { state: 'unknown', text, facts };
  }
  const text = `${program} is in none of the ${folders.length} folders of the server's PATH.`;
  return { state: 'before', text, facts };
}

export function checkProgram(program: string): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: program,
    whyNot: needsHost,
    changes: false,
    relies: false,
    look: (context) => {
      if (!/^[\w.-]+$/.test(program))
        throw new RemedyError(
          'plan-not-readable',
          `${program} is no program.`,
          'Use the plans that came with this program.',
        );
      return lookFor(context, program);
    },
    show: () => ({ what: `Looks for ${program} in the folders of the server's PATH.` }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep: `Put ${program} into a folder of the PATH, such as System32 of the server, then look again. Sleep.exe is part of the Windows NT 4.0 Resource Kit (Q260366).`,
    }),
  };
}
