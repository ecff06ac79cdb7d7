/** Keeps account of variables: what they are given, where they are used, and whether what they hold can do harm. */
import type { BatchCommand, VariableUse } from './batch-command.ts';
import { PATH_MODIFIERS } from './nt4-language.ts';

type Say = (line: number, rule: string, message: string) => void;

interface Assignment {
  readonly name: string;
  /** Variables whose values go into it. */
  readonly from: readonly string[];
  readonly unsafe: boolean;
}

/** `%NAME%` or `%NAME:~0,1%`; `%%i`, `%1` and the like are others. */
const VARIABLE = /%([^%:\s~*"]+)(?::([^%]*))?%/;

export class VariableLedger {
  readonly #uses: VariableUse[] = [];
  readonly #assignments: Assignment[] = [];
  /** For-variables by letter; true when they only take words that stand in the file. */
  readonly #forVariables = new Map<string, boolean>();
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  /** A `for` has this variable from here on. */
  declare(letter: string, plain: boolean): void {
    this.#forVariables.set(letter, plain);
  }

  /** Notes all variables in a part of a line that is read by itself. */
  use(text: string, line: number): void {
    this.useIn('here', text, line);
  }

  /** As {@link use}; in a child, percent signs in values are read once more. */
  useIn(where: 'here' | 'child', text: string, line: number): void {
    this.#scan(text, line, (name, change, quoted) => {
      this.#uses.push({ line, name, change, quoted: quoted && where === 'here' });
    });
  }

  /** Notes what a command does with variables. */
  command({ name, rest, line, inChild }: BatchCommand): void {
    if (inChild) return;
    this.use(rest, line);
    if (name === 'set') this.#set(rest);
    else if (name !== 'echo') this.#unquotedForVariables(rest, line);
  }

  close(): {
    readonly uses: readonly VariableUse[];
    readonly unsafe: ReadonlySet<string>;
    readonly assigned: ReadonlySet<string>;
  } {
    const assigned = new Set(this.#assignments.map(({ name }) => name));
    const unsafe = new Set(this.#assignments.filter((one) => one.unsafe).map(({ name }) => name));
    let known: number;
    do {
      known = unsafe.size;
      for (const { name, from } of this.#assignments) {
        if (from.some((source) => unsafe.has(source) || !assigned.has(source))) unsafe.add(name);
      }
    } while (unsafe.size > known);
    return { uses: this.#uses, unsafe, assigned };
  }

  #set(rest: string): void {
    const expression = /^\/a\s+(.*)$/i.exec(rest)?.[1];
    if (expression !== undefined) {
      const name = /^"?\s*(\w+)\s*[-+*/%&^|<>]*=/.exec(expression)?.[1];
      if (name !== undefined) this.#assignments.push({ name: name.toLowerCase(), from: [], unsafe: false });
      return;
    }
    const parts = /^([^=]+)=(.*)$/.exec(rest);
    if (parts === null) return;
    const from: string[] = [];
    let unsafe = false;
    const literal = (parts[2] ?? '')
      .replace(/%%(?:~[\w$:]*)?([A-Za-z])/g, (_all, letter: string) => {
        if (this.#forVariables.get(letter) !== true) unsafe = true;
        return '';
      })
      .replace(new RegExp(VARIABLE, 'g'), (_all, name: string) => {
        from.push(name.toLowerCase());
        return '';
      });
    if (/[&|<>^%"!]/.test(literal)) unsafe = true;
    this.#assignments.push({ name: (parts[1] ?? '').toLowerCase(), from, unsafe });
  }

  /** Blanks in a value would make several arguments of it. */
  #unquotedForVariables(rest: string, line: number): void {
    const outside = rest.replace(/"[^"]*"/g, '');
    for (const [all, letter = ''] of outside.matchAll(/%%(?:~[\w$:]*)?([A-Za-z])/g)) {
      if (this.#forVariables.get(letter) !== true) {
        this.#say(line, 'unquoted-for-variable', `${all} stands outside of quotes.`);
      }
    }
  }

  #scan(text: string, line: number, found: (name: string, change: string, quoted: boolean) => void): void {
    let quoted = false;
    for (let at = 0; at < text.length;) {
      const rest = text.slice(at);
      if (rest.startsWith('"')) {
        quoted = !quoted;
        at += 1;
      } else if (rest.startsWith('%%')) at += this.#forVariable(rest, line);
      else if (/^%(?:~[A-Za-z]*(?:\$\w+:)?)?[\d*]/.test(rest)) at += this.#argument(rest, quoted, line);
      else if (rest.startsWith('%')) {
        const use = new RegExp(`^${VARIABLE.source}`).exec(rest);
        if (use === null)
          this.#say(line, 'stray-percent', 'A percent sign belongs to no variable; write %%.');
        else found((use[1] ?? '').toLowerCase(), use[2] ?? '', quoted);
        at += use?.[0].length ?? 1;
      } else at += 1;
    }
  }

  /** @returns length of `%%i` or `%%~dpi` */
  #forVariable(text: string, line: number): number {
    const plain = /^%%([A-Za-z])/.exec(text);
    const changed = /^%%~(\$\w+:|[A-Za-z]*\$\w+:)?([A-Za-z]+)/.exec(text);
    if (changed !== null) {
      const [, search = '', run = ''] = changed;
      // The variable is the last letter of the run that a "for" has; letters behind it are text.
      let end = search === '' ? run.length : 1;
      while (end > 1 && !this.#forVariables.has(run.charAt(end - 1))) end -= 1;
      this.#checkModifiers(search.replace(/\$.*$/, '') + run.slice(0, end - 1), line);
      this.#checkDeclared(run.charAt(end - 1), line);
      return 3 + search.length + end;
    }
    if (plain === null) return 2;
    this.#checkDeclared(plain[1] ?? '', line);
    return 3;
  }

  /** @returns length of `%1` or `%~dp0` */
  #argument(text: string, quoted: boolean, line: number): number {
    const [all = '', modifiers = ''] = /^%(?:~([A-Za-z]*)(?:\$\w+:)?)?[\d*]/.exec(text) ?? [];
    this.#checkModifiers(modifiers, line);
    if (!quoted) this.#say(line, 'unquoted-argument', `${all} stands outside of quotes; write "%~1".`);
    return all.length;
  }

  #checkDeclared(letter: string, line: number): void {
    if (!this.#forVariables.has(letter)) {
      this.#say(line, 'for-variable', `No "for" before this line has a variable %%${letter}.`);
    }
  }

  #checkModifiers(modifiers: string, line: number): void {
    for (const one of modifiers.toLowerCase()) {
      if (!PATH_MODIFIERS.allowed.includes(one)) {
        this.#say(line, 'modifier', `NT 4.0 has no modifier ~${one}.`);
      }
    }
  }
}
