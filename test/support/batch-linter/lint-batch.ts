/**
 * Reads a batch file and reports what cmd.exe of Windows NT 4.0 would not understand, what Wine is known to do
 * otherwise (so that it could not be tried out), and what breaks with unusual paths. What it knows stands in
 * `nt4-commands.ts` and `nt4-language.ts`, each claim with its source.
 */
import type { BatchCommand, BatchEvent, Finding, ParsedBatch } from './batch-command.ts';
import { parseBatch } from './batch-parser.ts';
import { NOT_IN_NT4, NT4_COMMANDS } from './nt4-commands.ts';
import { LONGEST_LINE, NT4_VARIABLES, SETLOCAL_WORDS, SET_A_EXPRESSION } from './nt4-language.ts';

export type { Finding } from './batch-command.ts';

export interface LintOptions {
  /** Programs besides those of NT 4.0, without `.exe`: tools of the Resource Kit that the file looks for first. */
  readonly allowedPrograms?: readonly string[];
}

/**
 * @param text the file's bytes as characters (decoded as Latin-1), so that no byte is lost
 * @returns what is wrong, in the order of the lines; empty when nothing is
 */
export function lintBatch(text: string, options: LintOptions = {}): Finding[] {
  const parsed = parseBatch(text);
  const programs = new Set((options.allowedPrograms ?? []).map((name) => name.toLowerCase()));
  const findings = [
    ...textFindings(text),
    ...parsed.findings,
    ...labelFindings(parsed.events),
    ...variableFindings(parsed),
    ...errorLevelFindings(parsed.events),
    ...commandsOf(parsed.events).flatMap((command) => commandFindings(command, programs)),
  ];
  return findings.sort((one, other) => one.line - other.line);
}

function commandsOf(events: readonly BatchEvent[]): BatchCommand[] {
  return events.flatMap((event) => (event.kind === 'command' ? [event.command] : []));
}

function textFindings(text: string): Finding[] {
  const findings: Finding[] = [];
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const add = (line: number, rule: string, message: string): void => {
    findings.push({ line, rule, message });
  };
  if (last !== '') add(lines.length + 1, 'line-end', 'The last line does not end.');
  for (const [index, raw] of [...lines, last].entries()) {
    const ended = index < lines.length;
    const line = raw.replace(/\r$/, '');
    if (ended && !raw.endsWith('\r')) add(index + 1, 'line-end', 'The line ends with LF alone.');
    if (line.includes('\r')) add(index + 1, 'line-end', 'The line has a CR inside.');
    if (/[^\x20-\x7e\r\t]/.test(line)) {
      add(index + 1, 'non-ascii', 'A byte here means another letter in every code page.');
    }
    if (line.length > LONGEST_LINE.allowed) {
      add(index + 1, 'line-length', `NT 4.0 reads ${LONGEST_LINE.allowed} characters, this line has more.`);
    }
  }
  return findings;
}

function labelFindings(events: readonly BatchEvent[]): Finding[] {
  const labels = events.filter((event) => event.kind === 'label');
  const names = new Set(labels.map(({ name }) => name));
  const findings = labels
    .filter(({ name }, index) => labels.findIndex((other) => other.name === name) < index)
    .map(({ line, name }) => ({ line, rule: 'label', message: `Label :${name} is there twice.` }));
  for (const { name, rest, line } of commandsOf(events)) {
    if (name !== 'goto' && name !== 'call') continue;
    const target = /^:?([^\s,;=]+)/.exec(rest)?.[1]?.toLowerCase() ?? '';
    if (name === 'call' && !rest.startsWith(':')) continue;
    if (target.includes('%')) {
      findings.push({ line, rule: 'label', message: 'Where this jumps cannot be checked.' });
    } else if (target !== 'eof' && !names.has(target)) {
      findings.push({ line, rule: 'label', message: `There is no label :${target}.` });
    } else if (target === 'eof' && !/^:eof\b/i.test(rest)) {
      findings.push({ line, rule: 'label', message: 'The end of the file is :eof, with the colon.' });
    }
  }
  return findings;
}

function variableFindings({ uses, unsafe, assigned }: ParsedBatch): Finding[] {
  const findings: Finding[] = [];
  for (const { line, name, change, quoted } of uses) {
    const shown = `%${name.toUpperCase()}%`;
    const ofWindows = NT4_VARIABLES.allowed.includes(name);
    if (!assigned.has(name) && !ofWindows) {
      findings.push({ line, rule: 'variable', message: `${shown} is not set here and not by NT 4.0.` });
    }
    if (!quoted && (unsafe.has(name) || (ofWindows && !assigned.has(name)))) {
      const message = `${shown} can hold any path and stands outside of quotes or in a command for a second cmd.exe.`;
      findings.push({ line, rule: 'unquoted-variable', message });
    }
    if (/^~.*-/.test(change)) {
      const message = 'Counting from the end of a text came with Windows 2000.';
      findings.push({ line, rule: 'substring', message });
    }
  }
  return findings;
}

/** `set` puts 0 into ERRORLEVEL in a .cmd file, and what a called part leaves there is chance (memory). */
function errorLevelFindings(events: readonly BatchEvent[]): Finding[] {
  const findings: Finding[] = [];
  for (const [index, event] of events.entries()) {
    if (event.kind !== 'if-errorlevel') continue;
    for (const before of events.slice(0, index).reverse()) {
      if (before.kind === 'label') break;
      if (before.kind !== 'command') continue;
      const { name } = before.command;
      const facts = Object.hasOwn(NT4_COMMANDS, name) ? NT4_COMMANDS[name] : undefined;
      if (facts?.errorLevel === 'kept' && name !== 'call') continue;
      if (facts !== undefined && facts.errorLevel !== 'outcome') {
        const message = `"${name}" before this line has changed ERRORLEVEL.`;
        findings.push({ line: event.line, rule: 'errorlevel', message });
      }
      break;
    }
  }
  return findings;
}

function commandFindings(command: BatchCommand, programs: ReadonlySet<string>): Finding[] {
  const { line, name, rest } = command;
  const finding = (rule: string, message: string): Finding => ({ line, rule, message });
  if (programs.has(name)) return [];
  const facts = Object.hasOwn(NT4_COMMANDS, name) ? NT4_COMMANDS[name] : undefined;
  if (facts === undefined) {
    const why = Object.hasOwn(NOT_IN_NT4, name) ? `: ${NOT_IN_NT4[name] ?? ''}` : '';
    return [finding('command', `NT 4.0 has no command "${name}"${why}.`)];
  }
  const findings: Finding[] = [];
  const outside = rest.replace(/"[^"]*"/g, '""');
  if (facts.alone && rest !== '') findings.push(finding('arguments', `"${name}" takes nothing on NT 4.0.`));
  if (facts.switches && !facts.alone) {
    for (const one of switchesIn(name, outside)) {
      if (!facts.switches.test(one)) findings.push(finding('switch', `NT 4.0 has no "${name} ${one}".`));
    }
  }
  if (facts.firstWord && !facts.firstWord.test(outside.split(/\s/)[0] ?? '')) {
    findings.push(finding('arguments', `NT 4.0 has no "${name} ${outside.split(/\s/)[0] ?? ''}".`));
  }
  return [...findings, ...specialFindings(command)];
}

function switchesIn(name: string, outside: string): string[] {
  if (name === 'ping') return [...outside.matchAll(/(?:^|\s)(-\w+)/g)].map(([, one = '']) => one);
  // Only the first argument of these can be a switch; behind it stands an expression or another program's line.
  if (name === 'set') return [...outside.matchAll(/^\s*(\/\S+)/g)].map(([, one = '']) => one);
  const own =
    name === 'cmd' || name === 'start' ? (/^(?:\s*(?:""|\/\S+))*/.exec(outside)?.[0] ?? '') : outside;
  return [...own.matchAll(/(?:^|\s)(\/[^\s/"]*)/g)].map(([, one = '']) => one);
}

function specialFindings({ line, name, rest }: BatchCommand): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string): void => {
    findings.push({ line, rule, message });
  };
  const words = rest.toLowerCase().split(/\s+/).filter(Boolean);
  if (name === 'setlocal' && !words.every((word) => SETLOCAL_WORDS.allowed.includes(word))) {
    add('setlocal', `NT 4.0 has no "setlocal ${rest}".`);
  }
  if ((name === 'date' || name === 'time') && !words.includes('/t')) {
    add('waits', `"${name}" without /t waits for an answer.`);
  }
  if (name === 'call' && !rest.startsWith(':')) {
    add('call', 'Under Wine, "call" of a file turns every exit code into 1.');
  }
  if (name === 'call' && rest.includes('%')) {
    add('call', '"call" reads percent signs and carets in its arguments twice; use a variable.');
  }
  if (name === 'copy' && !words.includes('/b')) add('copy', 'Without /b, copy may end at a byte 26.');
  if (name === 'set' && words[0] === '/a') {
    const expression = rest.replace(/^\/a\s+/i, '').replace(/^"(.*)"$/, '$1');
    const numbers = expression.replace(/%[^%\s]+%/g, '0');
    if (!SET_A_EXPRESSION.allowed.test(numbers)) add('set-a', `NT 4.0 cannot work out "${expression}".`);
  }
  if (name === 'set' && words[0]?.startsWith('"')) {
    add('set', 'That NT 4.0 takes quotes around a whole assignment is not sure.');
  }
  return findings;
}
