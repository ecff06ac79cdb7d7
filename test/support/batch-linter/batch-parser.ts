/** Takes a batch file apart into commands, labels and uses of variables, the way cmd.exe does it. */
import type { BatchCommand, BatchEvent, Finding, ParsedBatch } from './batch-command.ts';
import { FOR_F_OPTIONS, FOR_SWITCHES, IF_COMPARISONS } from './nt4-language.ts';
import { VariableLedger } from './variable-ledger.ts';

/** @param text with any line ends */
export function parseBatch(text: string): ParsedBatch {
  return new BatchParser().parse(text);
}

class BatchParser {
  readonly #events: BatchEvent[] = [];
  readonly #findings: Finding[] = [];
  readonly #ledger = new VariableLedger((line, rule, message) => this.#find(line, rule, message));
  /** Lines on which the open blocks began. */
  readonly #open: number[] = [];
  /** Depth of blocks at which a `for` of this line has its command; null when there is none. */
  #forDepth: number | null = null;
  #line = 0;
  #inChild = false;

  parse(text: string): ParsedBatch {
    for (const raw of text.split(/\r?\n/)) {
      this.#line += 1;
      this.#forDepth = null;
      const line = raw.replace(/^[\s@]+/, '');
      if (line === '' || line.startsWith('::') || /^rem(?:\s|$)/i.test(line)) continue;
      if (line.startsWith(':')) this.#label(line);
      else this.#statement(line);
    }
    for (const line of this.#open) this.#find(line, 'unbalanced', 'This block is never closed.');
    return { events: this.#events, findings: this.#findings, ...this.#ledger.close() };
  }

  #find(line: number, rule: string, message: string): void {
    this.#findings.push({ line, rule, message });
  }

  #say(rule: string, message: string): void {
    this.#find(this.#line, rule, message);
  }

  #label(line: string): void {
    const name = /^:([^\s:+,;=]*)/.exec(line)?.[1] ?? '';
    if (this.#open.length > 0) this.#say('label-in-block', `Label :${name} stands in a block.`);
    this.#events.push({ kind: 'label', line: this.#line, name: name.toLowerCase() });
  }

  #statement(text: string): void {
    let at = 0;
    while (at < text.length) {
      const rest = text.slice(at);
      const skipped = /^[\s@]+/.exec(rest)?.[0].length ?? 0;
      if (skipped > 0) at += skipped;
      else if (rest.startsWith('(')) {
        this.#open.push(this.#line);
        at += 1;
      } else if (rest.startsWith(')')) {
        this.#close(rest.slice(1));
        at += 1;
      } else if (/^rem(?:\s|$)/i.test(rest)) return;
      else if (/^else(?:\s|\(|$)/i.test(rest)) at += 4;
      else if (/^if\s/i.test(rest)) at += this.#if(rest);
      else if (/^for\s/i.test(rest)) at += this.#for(rest);
      else at += this.#simple(rest);
    }
  }

  #close(after: string): void {
    if (this.#open.pop() === undefined)
      this.#say('unbalanced', 'A ")" closes nothing; write ^) for the sign.');
    if (/^\s*\d?[<>|]/.test(after)) {
      this.#say('block-redirection', 'Wine ignores the redirection of a block; redirect each command.');
    } else if (!/^\s*(?:$|\)|&|else(?:\s|\(|$))/i.test(after)) {
      this.#say('text-after-block', 'Text stands behind the end of a block; was ^) meant?');
    }
  }

  /** @returns length of `if` with its condition */
  #if(text: string): number {
    let at = /^if\s+/i.exec(text)?.[0].length ?? 0;
    for (let word = wordAt(text, at); /^(?:\/i|not)$/i.test(word); word = wordAt(text, at)) {
      this.#ledger.use(word, this.#line);
      at = skipBlanks(text, at + word.length);
    }
    const first = wordAt(text, at);
    at = skipBlanks(text, at + first.length);
    this.#ledger.use(first, this.#line);
    const second = wordAt(text, text.startsWith('==', at) ? skipBlanks(text, at + 2) : at);
    this.#ledger.use(second, this.#line);
    if (/^errorlevel$/i.test(first)) this.#events.push({ kind: 'if-errorlevel', line: this.#line });
    if (/^cmdextversion$/i.test(first)) {
      this.#say('cmdextversion', 'Wine does not know "if cmdextversion".');
    }
    if (/^(?:errorlevel|exist|defined|cmdextversion)$/i.test(first)) {
      return skipBlanks(text, at + second.length);
    }
    if (text.startsWith('==', at)) return skipBlanks(text, skipBlanks(text, at + 2) + second.length);
    if (!IF_COMPARISONS.allowed.includes(second.toLowerCase())) {
      this.#say('if-comparison', `"${second}" is no comparison that NT 4.0 has.`);
    }
    at = skipBlanks(text, at + second.length);
    const third = wordAt(text, at);
    this.#ledger.use(third, this.#line);
    return skipBlanks(text, at + third.length);
  }

  /** @returns length of `for` up to and with its `do` */
  #for(text: string): number {
    const head =
      /^for\s+(?:\/(\w+)\s*)?(?:("[^"]*"|[^\s%"]\S*|%[^%\s]\S*|%%\S+(?=\s+%%))\s+)?%%([A-Za-z])\s+in\s*\(/i.exec(
        text,
      );
    if (head === null) {
      this.#say('for', 'This "for" is not of a form that is understood.');
      return text.length;
    }
    const [all, flag = '', option = '', letter = ''] = head;
    const kind = flag.toLowerCase();
    if (kind !== '' && !FOR_SWITCHES.allowed.includes(kind)) {
      this.#say('for-switch', `NT 4.0 has no "for /${flag}".`);
    }
    if (option.includes('%%'))
      this.#say('for-late-variable', 'Options of "for" are read before %%-variables.');
    const tokens = kind === 'f' ? this.#forOptions(option) : 1;
    this.#ledger.use(option, this.#line);
    const end = endOfSet(text, all.length, kind === 'f');
    const set = text.slice(all.length, end);
    const behind = /^\)\s*do(?=[\s(])/i.exec(text.slice(end));
    if (behind === null) {
      this.#say('for', 'This "for" has no "do" behind its set.');
      return text.length;
    }
    const child = kind === 'f' ? /^\s*'(.*)'\s*$/.exec(set)?.[1] : undefined;
    this.#ledger.useIn(child === undefined ? 'here' : 'child', set, this.#line);
    if (child !== undefined) this.#child(child);
    const words = set.trim().split(/[\s,;=]+/);
    const plain = kind === 'l' || (kind === '' && words.every((word) => /^[\w.-]+$/.test(word)));
    for (let index = 0; index < tokens; index += 1) {
      this.#ledger.declare(String.fromCharCode(letter.charCodeAt(0) + index), plain);
    }
    this.#forDepth = this.#open.length;
    return end + behind[0].length;
  }

  /** @returns how many variables the options ask for */
  #forOptions(quoted: string): number {
    let tokens = 1;
    let rest = quoted.replaceAll('"', '');
    while (rest.trim() !== '') {
      rest = rest.trimStart();
      const name = /^\w*/.exec(rest)?.[0].toLowerCase() ?? '';
      if (!FOR_F_OPTIONS.allowed.includes(name)) {
        this.#say('for-option', `NT 4.0 has no option "${name || rest}" in "for /f".`);
        return tokens;
      }
      if (name === 'tokens') tokens = countTokens(/^\w+=(\S*)/.exec(rest)?.[1] ?? '');
      // Delimiters at the end may hold a blank.
      rest = name === 'delims' ? rest.replace(/^\w+=\S*\s*/, '') : rest.replace(/^\w+=\S*/, '');
    }
    return tokens;
  }

  /** The command of a `for /f` is read by a cmd.exe of its own, percent signs and all. */
  #child(text: string): void {
    const outer = this.#forDepth;
    this.#inChild = true;
    this.#statement(text.replace(/\^([|&<>])/g, '$1'));
    this.#inChild = false;
    this.#forDepth = outer;
  }

  /** @returns length of one command up to and with the operator behind it */
  #simple(text: string): number {
    let [at, quoted, kept] = [0, false, ''];
    const redirect = (): void => {
      const handle = /(^|[\s(])\d$/.test(kept);
      if (!handle && /\d$/.test(kept)) {
        this.#say('digit-before-redirection', 'The digit is taken for a handle: put the redirection first.');
      }
      if (handle && /^\s*echo\b/i.test(kept) && !/\s2$/.test(kept)) {
        this.#say('digit-before-redirection', 'The digit is not printed: put the redirection first.');
      }
      if (handle) kept = kept.slice(0, -1);
      const target = /^(?:>>?|<)(?:&\d|\s*(?:"[^"]*"|[^\s&|<>)]+))?/.exec(text.slice(at))?.[0] ?? '>';
      this.#ledger.use(target, this.#line);
      kept += ' ';
      at += target.length;
    };
    while (at < text.length) {
      const sign = text.charAt(at);
      if (sign === '"') quoted = !quoted;
      else if (!quoted) {
        if (sign === '^') {
          kept += text.slice(at, at + 2);
          at += 2;
          continue;
        }
        if (sign === '>' || sign === '<') {
          redirect();
          continue;
        }
        if (sign === ')' && this.#open.length > 0) break;
        if (sign === '&' || sign === '|') break;
      }
      kept += sign;
      at += 1;
    }
    this.#command(kept);
    return at + this.#operator(text.slice(at));
  }

  /** @returns length of the operator a command ends at */
  #operator(text: string): number {
    const operator = /^(?:&&|\|\||&|\|)/.exec(text)?.[0] ?? '';
    if (operator === '&&' || operator === '||') {
      this.#say(
        'conditional',
        `Wine runs what stands behind "${operator}" in any case; use "if errorlevel".`,
      );
    } else if (operator === '&' && this.#forDepth === this.#open.length) {
      this.#say('for-ampersand', 'Under Wine only the first command belongs to the "for"; use a block.');
    }
    return operator.length;
  }

  #command(text: string): void {
    const parts = /^\s*("[^"]*"|[^\s"/=,;.(]+(?:\.(?:exe|cmd|bat|com)\b)?)[.(]?(.*)$/i.exec(text);
    if (parts === null) {
      if (text.trim() !== '') this.#say('command', `"${text.trim()}" is not understood.`);
      return;
    }
    const [, word = '', rest = ''] = parts;
    const command: BatchCommand = {
      line: this.#line,
      name: word.toLowerCase().replace(/\.exe$/, ''),
      rest: rest.trim(),
      inChild: this.#inChild,
    };
    this.#events.push({ kind: 'command', line: this.#line, command });
    this.#ledger.command(command);
  }
}

/** `1-3,5*` asks for five variables. */
function countTokens(list: string): number {
  let count = list.endsWith('*') ? 1 : 0;
  for (const [, from = '', to = from] of list.matchAll(/(\d+)(?:-(\d+))?/g)) {
    count += Number(to) - Number(from) + 1;
  }
  return Math.max(count, 1);
}

function skipBlanks(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** A word that ends at a blank or `==` outside of quotes, or at a block that begins. */
function wordAt(text: string, at: number): string {
  return /^(?:"[^"]*"|(?!==)[^\s"(]|\((?=\)))*/.exec(text.slice(at))?.[0] ?? '';
}

/** Index of the `)` that ends the set of a `for`. */
function endOfSet(text: string, from: number, apostrophes: boolean): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || (apostrophes && sign === "'")) quote = sign;
    else if (sign === ')') return at;
  }
  return text.length;
}
