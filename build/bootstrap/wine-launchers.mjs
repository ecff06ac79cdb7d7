/**
 * Starting Wine's programs at the same addresses each time. Wine 8 is loaded at a fixed place below 2 GB, and where the system puts
 * a program's heap up to 1 GB behind it, it now and then lies where Windows' shared data must be: then the program ends with code 1
 * before it began ("failed to map the shared user data"). Once in a thousand starts, so in every few runs of the tests.
 */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const STEADY = ['x86_64', '-R'];

/**
 * The program of that name on a PATH, null when there is none.
 * @param {string} name
 * @param {string} searched folders as in PATH
 */
function findProgram(name, searched) {
  for (const folder of searched.split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return null;
}

/** Some containers forbid it; then the programs are started as they are. */
const maySteady = () => spawnSync('setarch', [...STEADY, 'true'], { stdio: 'ignore' }).status === 0;

/**
 * Puts launchers of Wine's programs into a folder, once.
 * @param {string} cache where the folder of them is made
 * @param {string} searched folders as in PATH
 * @returns {string | null} the folder, to stand first on the PATH; null where there is no Wine or addresses cannot be kept
 */
export function steadyLaunchers(cache, searched) {
  const scripts = ['wine', 'wineserver'].map((name) => {
    const program = findProgram(name, searched);
    return { name, text: `#!/bin/sh\nexec setarch ${STEADY.join(' ')} '${program ?? ''}' "$@"\n`, program };
  });
  if (scripts.some(({ program }) => program === null || program.includes("'")) || !maySteady()) return null;
  const recipe = createHash('sha256').update(JSON.stringify(scripts)).digest('hex').slice(0, 8);
  const folder = path.join(cache, `launchers-${recipe}`);
  if (existsSync(folder)) return folder;

  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(path.join(cache, 'unpack-'));
  for (const { name, text } of scripts) writeFileSync(path.join(unfinished, name), text, { mode: 0o755 });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another command was first, with the same.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
