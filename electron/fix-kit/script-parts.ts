/** The parts of scripts that do not depend on a site: subroutines in `assets/fix-kit`, with a blank line between each two. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const NAMES = [
  'result',
  'site',
  'services',
  'processes',
  'compare',
  'control-file',
  'release',
  'watch',
] as const;

export interface ScriptPart {
  readonly lines: readonly string[];
  /** Lower case, without the colon. */
  readonly labels: ReadonlySet<string>;
  /** Labels it goes to or calls. */
  readonly uses: ReadonlySet<string>;
}

/**
 * @param assetsFolder folder of the application's assets
 * @throws what reading a file throws when the assets are not there; a fault of the installation
 */
export async function scriptParts(assetsFolder: string): Promise<readonly ScriptPart[]> {
  const texts = await Promise.all(
    NAMES.map((name) => readFile(path.join(assetsFolder, 'fix-kit', `${name}.cmd`), 'latin1')),
  );
  return texts.flatMap((text) =>
    text
      .replace(/\r\n/g, '\n')
      .split(/\n\n+/)
      .map((part) => part.split('\n').filter((line) => line !== ''))
      .map((lines) => ({ lines, labels: labelsOf(lines), uses: usesOf(lines) })),
  );
}

/**
 * Puts behind the lines of a script all parts that they need, and those that these need.
 * @returns the whole script, with the line ends that cmd.exe needs
 */
export function assemble(body: readonly string[], parts: readonly ScriptPart[]): Uint8Array {
  const chosen = new Set<ScriptPart>();
  const lookAt = (uses: ReadonlySet<string>): void => {
    for (const part of parts) {
      if (chosen.has(part) || ![...uses].some((label) => part.labels.has(label))) continue;
      chosen.add(part);
      lookAt(part.uses);
    }
  };
  lookAt(usesOf(body));
  const lines = [
    ...body,
    ...parts.filter((part) => chosen.has(part)).flatMap(({ lines: own }) => ['', ...own]),
  ];
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
}

function labelsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => /^:(\w+)/.exec(line)?.[1]?.toLowerCase() ?? []));
}

function usesOf(lines: readonly string[]): ReadonlySet<string> {
  const uses = new Set<string>();
  for (const line of lines) {
    if (/^\s*(?:rem|echo)\b/i.test(line)) continue;
    for (const [, label = ''] of line.matchAll(/\b(?:goto|call)\s+:?(\w+)/gi)) uses.add(label.toLowerCase());
  }
  return uses;
}
