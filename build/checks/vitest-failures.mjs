/**
 * Vitest's reporter that writes down what failed, also outside of the tests (a hook, an error nobody caught), which its JSON
 * report leaves out. `FAILURES_REPORT` names the file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ name: string, message: string }} Failure */

export default class VitestFailures {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message: string, stack?: string }[]} uncaught
   */
  onTestRunEnd(modules, uncaught) {
    /** @type {Failure[]} */
    const failures = [];
    /** @type {string[]} */
    const secondTry = [];
    /** @type {(name: string, errors: readonly { message: string, stack?: string }[]) => void} */
    const add = (name, errors) => {
      for (const error of errors) failures.push({ name, message: error.stack ?? error.message });
    };
    for (const module of modules) {
      const file = module.relativeModuleId;
      add(file, module.errors());
      for (const suite of module.children.allSuites()) add(`${file} > ${suite.fullName}`, suite.errors());
      for (const test of module.children.allTests()) {
        const name = `${file} > ${test.fullName}`;
        if (test.result().state === 'failed') add(name, test.result().errors ?? []);
        else if (test.diagnostic()?.flaky === true) secondTry.push(name);
      }
    }
    add('outside of the tests', uncaught);

    const file = process.env.FAILURES_REPORT;
    if (file === undefined) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ failures, secondTry }));
  }
}
