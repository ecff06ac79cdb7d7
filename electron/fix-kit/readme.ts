/** README.txt of a kit: plain text for the Notepad of Windows NT. */
import type { TailoredStep } from '../engine/plans/tailored-plan.ts';
import { pathInQuotes, toAscii, wrap } from './batch-text.ts';
import type { KitInput } from './kit-input.ts';
import type { KitScript } from './scripts.ts';

/** @returns the whole text: ASCII, CRLF */
export function readme(input: KitInput, scripts: readonly KitScript[]): string {
  const { plan } = input;
  const undone = new Set(scripts.find(({ name }) => name === 'undo.cmd')?.steps);
  const lines = [
    ...headed(`Fix kit: ${plan.title}`, '='),
    ...wrap(plan.summary, ''),
    '',
    ...fact('Server', plan.site.server),
    ...fact('SMS directory', plan.site.smsDirectory),
    ...fact('Release', plan.site.release),
    ...fact('Goal', plan.site.goal),
    ...fact('Case', input.caseId),
    ...fact('Run', input.run),
    ...fact('Written', `${input.writtenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`),
    '',
    ...headed('Start here', '-'),
    ...wrap(
      'Copy this whole folder to a disk of the site server, for example C:\\KIT. Log on there as an administrator. ' +
        'Run the scripts in this order. Each one says at its end which one comes next.',
      '',
    ),
    '',
    ...scripts.filter(({ name }) => name !== 'undo.cmd').flatMap(row),
    ...row({ name: 'collect.cmd', purpose: 'Collects again, so that the state after can be compared.' }),
    ...scripts.filter(({ name }) => name === 'undo.cmd').flatMap(row),
    '',
    ...smsDirectory(plan.site.smsDirectory),
    ...wrap('A script may be run again. It looks first what is there, and does nothing twice.', ''),
    '',
    ...headed('What it changes, and what could go wrong', '-'),
    ...plan.steps
      .filter(({ applies, kind }) => applies && (kind === 'run' || kind === 'edit'))
      .flatMap((step) => change(step, undone.has(step.id))),
    '',
    ...headed('Bring back', '-'),
    ...wrap(
      'Bring back result.txt of this folder and the folder that collect.cmd has made. In the window of SMS Site Doctor, ' +
        `where ${input.caseId === null ? 'the case of this site' : 'this case'} is open, drop result.txt on the page Fix: the ` +
        'steps that were done are then marked. Then drop the folder on the page Verify.',
      '',
    ),
    '',
    ...(input.runbook === null ? [] : wrap('runbook.html is the whole plan as a sheet to print.', '')),
  ];
  return lines.map((line) => `${toAscii(line)}\r\n`).join('');
}

function row({ name, purpose }: Pick<KitScript, 'name' | 'purpose'>): string[] {
  return wrap(purpose, `  ${name.padEnd(20)}`, ' '.repeat(22));
}

function headed(title: string, sign: string): string[] {
  const line = toAscii(title);
  return [line, sign.repeat(line.length)];
}

function fact(name: string, value: string | null): string[] {
  return value === null ? [] : [`${`${name}:`.padEnd(16)}${value}`];
}

function smsDirectory(directory: string | null): string[] {
  const found =
    pathInQuotes(directory) === null
      ? 'The scripts find the SMS directory in the registry.'
      : 'The scripts know the SMS directory.';
  return wrap(`${found} If they do not find it, give it: 1-check.cmd D:\\SMS`, '');
}

function change(step: TailoredStep, hasUndo: boolean): string[] {
  return [
    ...wrap(step.title, '- ', '  '),
    ...(step.caution === undefined ? [] : wrap(`Mind: ${step.caution}`, '  ')),
    ...(step.undo === undefined ? [] : wrap(`Way back: ${hasUndo ? 'run undo.cmd.' : step.undo}`, '  ')),
  ];
}
