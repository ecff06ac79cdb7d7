/** The lists of an upgrade. */
import type { ListedArticle } from '../../electron/engine/plans/tailored-plan.ts';

/** The articles in which all words stand, in number, title or condition; all of them without words. */
export function searchArticles(articles: readonly ListedArticle[], words: string): readonly ListedArticle[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return articles.filter(({ id, title, condition }) => {
    const text = `${id} ${title} ${condition ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
