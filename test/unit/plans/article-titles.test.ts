import { describe, expect, it } from 'vitest';
import { schemaErrors, schemaErrorsOf } from '../report/check-schema.ts';
import { releaseData } from './site.ts';

const SCHEMA = 'releases/article-titles.schema.json';
const titles = releaseData.titles ?? {};

describe('what articles are about', () => {
  it('fits its schema, which refuses a number that is none and a text that says nothing', () => {
    expect(schemaErrors('releases/article-titles.json', SCHEMA)).toEqual([]);
    expect(schemaErrorsOf({ KB260366: 'The threads stand still' }, SCHEMA)).not.toEqual([]);
    expect(schemaErrorsOf({ Q260366: '' }, SCHEMA)).not.toEqual([]);
  });

  it('says it in the words of the known problems where there are any', () => {
    for (const problem of releaseData.problems) expect(titles[problem.id]).toBe(problem.title);
  });

  it('is said of almost every article in the bugfix lists', () => {
    const listed = Object.values(releaseData.bugfixes).flat();
    const untold = listed.filter((id) => titles[id] === undefined);
    expect(untold.length).toBeLessThan(listed.length / 50);
  });
});
