import { expect, it } from 'vitest';
import { compileLineScanner, keptLineScanner } from '../../../build/bundling/line-scanner.mjs';

it('keeps the line scanner as its source compiles', async () => {
  expect(keptLineScanner()).toBe(await compileLineScanner());
});
