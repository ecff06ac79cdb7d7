/** A slice of what `npm run fuzz` does with 100,000 files. */
import { expect, it } from 'vitest';
import { checkControlFiles } from '../../fuzz/control-file.ts';

const CASES = 5000;

it('edits, edits again and undoes any control file', async () => {
  const { edited, complete, refused } = await checkControlFiles(Math.floor(Math.random() * 2 ** 31), CASES);
  expect(edited + complete + refused).toBe(CASES);
  expect(edited).toBeGreaterThan(CASES / 4);
  expect(complete).toBeGreaterThan(CASES / 200);
  expect(refused).toBeGreaterThan(CASES / 10);
});
