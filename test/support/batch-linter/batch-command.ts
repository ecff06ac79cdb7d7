/** What the parser finds in a batch file. */

export interface Finding {
  /** Counted from 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** A command with its arguments, wherever it stands: behind `if`, in a block, in the command of a `for /f`. */
export interface BatchCommand {
  readonly line: number;
  /** Lower case, without `.exe`. */
  readonly name: string;
  /** What follows the name, without redirections. */
  readonly rest: string;
  /** True in the command of a `for /f`, which a second cmd.exe reads. */
  readonly inChild: boolean;
}

/** A variable as it is used in a line. */
export interface VariableUse {
  readonly line: number;
  /** Lower case: `smsdir`, for `%SMSDIR%` and `%SMSDIR:~0,1%`. */
  readonly name: string;
  /** `~0,1` or `a=b`; empty when there is none. */
  readonly change: string;
  readonly quoted: boolean;
}

/** Parts of a file in their order, for rules that need it. */
export type BatchEvent =
  | { readonly kind: 'label'; readonly line: number; readonly name: string }
  | { readonly kind: 'command'; readonly line: number; readonly command: BatchCommand }
  | { readonly kind: 'if-errorlevel'; readonly line: number };

export interface ParsedBatch {
  readonly events: readonly BatchEvent[];
  readonly uses: readonly VariableUse[];
  readonly findings: readonly Finding[];
  /** Names of variables that were given anything but letters the file itself holds; lower case. */
  readonly unsafe: ReadonlySet<string>;
  /** Names of variables that the file sets; lower case. */
  readonly assigned: ReadonlySet<string>;
}
