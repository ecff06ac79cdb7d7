import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../../build/bootstrap/places.mjs';
import { recap } from '../../../build/checks/outcome.mjs';
import { playwrightFailures } from '../../../build/checks/playwright-failures.mjs';

describe('the end of a run', () => {
  const check = { title: 'Windows parts' };

  it('says again what failed, without colours and with the first lines of why', () => {
    const message = `\u001b[31mError\u001b[39m: gone\n${'    at somewhere\n'.repeat(40)}`;
    const said = recap([
      { check, outcome: { passed: 3, failed: 1, failures: [{ name: 'a.test.ts', message }] } },
    ]);
    expect(said.split('\n').slice(0, 2)).toEqual(['Failed: Windows parts: a.test.ts', '    Error: gone']);
    expect(said.split('\n').length).toBeLessThan(20);
  });

  it('names what passed only the second time', () => {
    expect(recap([{ check, outcome: { passed: 1, failed: 0, secondTry: ['b.test.ts > drains'] } }])).toBe(
      'Passed only the second time: Windows parts: b.test.ts > drains',
    );
  });

  it('has nothing to say of a run without a failure', () => {
    expect(recap([{ check, outcome: { passed: 1, failed: 0 } }])).toBe('');
  });
});

describe('what Vitest tells', () => {
  /** @type {string} */
  let folder;
  beforeEach(() => {
    mkdirSync(inProject('out'), { recursive: true });
    folder = mkdtempSync(inProject('out', 'failures-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written down: tests, hooks, errors nobody caught, and second tries', () => {
    writeFileSync(
      path.join(folder, 'some.test.mjs'),
      `import { afterAll, describe, expect, it } from 'vitest';
       let tries = 0;
       it('fails', () => expect(1).toBe(2));
       it('wavers', { retry: 1 }, () => expect((tries += 1)).toBe(2));
       describe('a hook', () => {
         it('works', () => undefined);
         afterAll(() => { throw new Error('still busy'); });
       });
       it('leaves something', () => { void Promise.reject(new Error('left alone')); });
      `,
    );
    writeFileSync(
      path.join(folder, 'vitest.config.mjs'),
      `export default { test: { include: ['*.test.mjs'] } };`,
    );
    const written = path.join(folder, 'failed.json');
    const ended = spawnSync(
      process.execPath,
      [
        ...[inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder],
        ...['--config', path.join(folder, 'vitest.config.mjs')],
        `--reporter=${inProject('build', 'checks', 'vitest-failures.mjs')}`,
      ],
      { env: { ...process.env, FAILURES_REPORT: written }, encoding: 'utf8' },
    );
    expect(ended.status).toBe(1);
    /** @type {{ failures: { name: string, message: string }[], secondTry: string[] }} */
    const { failures, secondTry } = JSON.parse(readFileSync(written, 'utf8'));
    expect(failures.map(({ name }) => name)).toEqual([
      'some.test.mjs > a hook',
      'some.test.mjs > fails',
      'outside of the tests',
    ]);
    expect(failures.map(({ message }) => message).join('\n')).toMatch(
      /still busy[^]*expected 1 to be 2[^]*left alone/,
    );
    expect(secondTry).toEqual(['some.test.mjs > wavers']);
  }, 30_000);
});

describe('what Playwright tells', () => {
  it('is found in its report, with the last try and second tries', () => {
    const report = {
      suites: [
        {
          title: 'cases.spec.ts',
          specs: [
            { title: 'opens', tests: [{ status: 'flaky', results: [{ errors: [{ message: 'late' }] }] }] },
          ],
          suites: [
            {
              title: 'a journal',
              specs: [
                {
                  title: 'is read',
                  tests: [
                    {
                      status: 'unexpected',
                      results: [{ errors: [{ message: 'first' }] }, { errors: [{ message: 'last' }] }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'no display' }],
    };
    expect(playwrightFailures(report)).toEqual({
      failures: [
        { name: 'outside of the tests', message: 'no display' },
        { name: 'cases.spec.ts > a journal > is read', message: 'last' },
      ],
      secondTry: ['cases.spec.ts > opens'],
    });
  });

  it('is nothing when there is no report', () => {
    expect(playwrightFailures(null)).toEqual({ failures: [], secondTry: [] });
  });
});
