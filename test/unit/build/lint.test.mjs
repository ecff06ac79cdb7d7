import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../build/lint/import-direction.mjs';
import { ROOT, inProject } from '../../../build/bootstrap/places.mjs';

const eslint = new ESLint({ cwd: ROOT });

/**
 * What the project's own lint settings say about a snippet, as if it stood in an existing file.
 * @param {string} file path from the project's root
 * @param {string} code
 * @returns {Promise<string[]>} messages of the rules that hold the direction
 */
async function complaints(file, code) {
  const [result] = await eslint.lintText(code, { filePath: inProject(...file.split('/')) });
  const rules = ['doctor/import-direction', 'no-restricted-globals', 'no-restricted-syntax'];
  const messages = result?.messages ?? [];
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.filter(({ ruleId }) => rules.includes(ruleId ?? '')).map(({ message }) => message);
}

const ENGINE = 'electron/engine/evidence/model.ts';
const CONTRACT = 'electron/contract/ipc.ts';
const PRELOAD = 'electron/preload/preload.ts';
const MAIN = 'electron/main/main.ts';
const CLI = 'electron/cli/main.ts';
const SITE = 'electron/site/errors.ts';
const RENDERER = 'renderer/main.tsx';

describe('what the lint settings refuse', () => {
  it.each([
    [
      'the file system in the engine',
      ENGINE,
      "import { readFileSync } from 'node:fs'; export { readFileSync };",
    ],
    ['the file system by its old name', ENGINE, "import fs from 'fs'; export { fs };"],
    [
      'only types of Node in the engine',
      ENGINE,
      "import type { Stats } from 'node:fs'; export type { Stats };",
    ],
    ['Electron in the engine', ENGINE, "import { app } from 'electron'; export { app };"],
    ['React in the engine', ENGINE, "import React from 'react'; export { React };"],
    ['site reading in the engine', ENGINE, "export * from '../../site/errors.ts';"],
    [
      'a type of the contract in the engine',
      ENGINE,
      "export type X = import('../../contract/ipc.ts').AppInfo;",
    ],
    ['a dynamic import in the engine', ENGINE, "export const x = import('node:fs');"],
    ['an import that cannot be known', ENGINE, 'export const x = (name: string) => import(name);'],
    ['the clock: Date.now', ENGINE, 'export const x = Date.now();'],
    ['the clock: new Date()', ENGINE, 'export const x = new Date();'],
    ['the clock: Date()', ENGINE, 'export const x = Date();'],
    ['the clock: performance', ENGINE, 'export const x = performance.now();'],
    ['timers in the engine', ENGINE, 'setTimeout(() => undefined, 1);'],
    ['chance in the engine', ENGINE, 'export const x = Math.random();'],
    ['the process in the engine', ENGINE, 'export const x = process.platform;'],
    ['a way round through globalThis', ENGINE, 'export const x = globalThis.Date;'],
    ['a value in the contract', CONTRACT, 'export const channels = [];'],
    ['a function in the contract', CONTRACT, 'export function x() { return 1; }'],
    [
      'a value from the engine in the contract',
      CONTRACT,
      "import { x } from '../engine/evidence/model.ts'; export type Y = typeof x;",
    ],
    ['the main process in the preload', PRELOAD, "import '../main/main.ts';"],
    ['Node in the preload', PRELOAD, "import path from 'node:path'; export { path };"],
    ['the main process in the command line', CLI, "import '../main/main.ts';"],
    ['Electron in the command line', CLI, "import { app } from 'electron'; export { app };"],
    ['the command line in site reading', SITE, "import '../cli/main.ts';"],
    ['the window in the main process', MAIN, "import '../../renderer/main.tsx';"],
    ['test code in the product', MAIN, "import '../../test/unit/build/tar-writer.mjs';"],
    ['Electron in the window', RENDERER, "import { ipcRenderer } from 'electron'; export { ipcRenderer };"],
    ['Node in the window', RENDERER, "import { readFileSync } from 'node:fs'; export { readFileSync };"],
    ['the main process in the window', RENDERER, "import '../electron/main/main.ts';"],
    ['engine code in the window', RENDERER, "import '../electron/engine/evidence/model.ts';"],
    ['the network in the window', RENDERER, "void fetch('x');"],
  ])('%s', async (_, file, code) => {
    expect(await complaints(file, code)).not.toEqual([]);
  });
});

describe('what the lint settings allow', () => {
  it.each([
    ['the engine its own parts', ENGINE, "export type * from '../time/server-time.ts';"],
    ['the engine a time that is given', ENGINE, 'export const x = (at: number) => new Date(at);'],
    [
      'the contract types of the engine',
      CONTRACT,
      "export type { Answer } from '../engine/evidence/model.ts';",
    ],
    ['the preload Electron', PRELOAD, "import { ipcRenderer } from 'electron'; export { ipcRenderer };"],
    ['site reading the file system', SITE, "import fs from 'node:fs'; export { fs };"],
    [
      'the window types of the contract',
      RENDERER,
      "import type { AppInfo } from '../electron/contract/ipc.ts'; export type { AppInfo };",
    ],
    ['the window React', RENDERER, "import React from 'react'; export { React };"],
  ])('%s', async (_, file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

describe('the reason', () => {
  it('says which way it goes', () => {
    const question = { root: '/p', file: '/p/renderer/app.tsx', typeOnly: false };
    expect(refusal({ ...question, specifier: '../electron/contract/ipc.ts' })).toBe(
      'renderer takes only types from electron/contract: write "import type".',
    );
    expect(refusal({ ...question, specifier: '../electron/main/main.ts' })).toBe(
      'renderer does not depend on electron/main.',
    );
    expect(refusal({ ...question, specifier: 'node:fs' })).toContain('Node');
    expect(refusal({ ...question, file: '/p/test/x.ts', specifier: 'node:fs' })).toBeNull();
  });
});
