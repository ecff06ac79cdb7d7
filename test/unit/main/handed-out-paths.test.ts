import { beforeEach, describe, expect, it } from 'vitest';
import { HandedOutPaths } from '../../../electron/main/handed-out-paths.ts';

let handedOut: HandedOutPaths;

beforeEach(() => {
  handedOut = new HandedOutPaths();
  handedOut.add('\\\\SERVER\\SMS_P01');
  handedOut.add('/cases/site.zip');
});

describe('paths that may be read', () => {
  it('are those that were handed out', () => {
    expect(() => handedOut.check(['/cases/site.zip', '\\\\SERVER\\SMS_P01'])).not.toThrow();
  });

  it.each([
    [['/etc/passwd']],
    [['\\\\evil.example\\share']],
    [['/cases']],
    [['/cases/site.zip/..']],
    [['/cases/site.zip', '/cases/other.zip']],
  ])('are not %j', (asked) => {
    expect(() => handedOut.check(asked)).toThrow(
      expect.objectContaining({ code: 'source-not-chosen', nextStep: expect.any(String) as string }) as Error,
    );
  });
});
