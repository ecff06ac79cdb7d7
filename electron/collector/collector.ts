/** What is saved for the way to a server that this program cannot reach: the collector and its instructions. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { instructions } from './instructions.ts';
import { instructionsHtml } from './instructions-html.ts';
import { instructionsText } from './instructions-text.ts';

export interface CollectorFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const PROGRAM = 'collect.cmd';

/**
 * The files to put on a medium: the collector, and its instructions as a page to print and as plain text for the
 * Notepad of Windows NT.
 * @param assetsFolder folder of the application's assets
 * @throws what reading a file throws when the assets are not there; a fault of the installation
 */
export async function collectorFiles(assetsFolder: string): Promise<readonly CollectorFile[]> {
  const program = await collectorProgram(assetsFolder);
  const told = instructions(versionIn(program));
  return [
    { name: PROGRAM, content: program },
    { name: 'How to collect.html', content: Buffer.from(instructionsHtml(told), 'utf8') },
    { name: 'How to collect.txt', content: Buffer.from(instructionsText(told), 'latin1') },
  ];
}

/**
 * The instructions as one page of HTML that needs nothing else.
 * @param assetsFolder folder of the application's assets
 * @throws as {@link collectorFiles}
 */
export async function collectorInstructions(assetsFolder: string): Promise<string> {
  return instructionsHtml(instructions(versionIn(await collectorProgram(assetsFolder))));
}

/** The old cmd.exe loses its labels in a file with the line ends of other systems, which a checkout may have made. */
async function collectorProgram(assetsFolder: string): Promise<Uint8Array> {
  const text = await readFile(path.join(assetsFolder, 'collector', PROGRAM), 'latin1');
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
}

/** The version the program states of itself, so that a printed page can be told from that of another one. */
function versionIn(program: Uint8Array): string {
  const version = /^set VERSION=(\S+)/m.exec(Buffer.from(program).toString('latin1'))?.[1];
  if (version === undefined) throw new Error(`${PROGRAM} states no version.`);
  return version;
}
