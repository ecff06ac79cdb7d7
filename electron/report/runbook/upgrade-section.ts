/** What an upgrade changes, for whoever approves it. */
import type { ListedArticle, UpgradeView } from '../../engine/plans/tailored-plan.ts';
import type { Block, Section, Words } from '../document.ts';
import { count } from '../words.ts';

/** The faults this program is about; they stand first in every list. */
const FOUNDING: readonly string[] = ['Q260366', 'Q304381'];

const fates: Readonly<Record<UpgradeView['hotfixes'][number]['fate'], string>> = {
  contained: 'contained',
  undone: 'undone',
  unknown: 'not known',
};

/** The way, why, hotfixes and the known problems to expect. */
export function upgradeSection(view: UpgradeView, prefix: string): Section {
  const blocks: Block[] = [
    {
      kind: 'facts',
      pairs: [
        { label: 'Way', words: [view.from, ...view.way].join(', then ') },
        { label: 'Ends', words: count(view.ends.length, 'known fault') },
        { label: 'Brings', words: count(view.brings.length, 'known problem') },
      ],
    },
    { kind: 'list', ordered: false, items: view.why.map(({ text, source }) => `${text} (${source})`) },
    hotfixBlock(view),
    {
      kind: 'section',
      section: {
        id: `${prefix}brings`,
        title: `Known problems it brings (${view.brings.length})`,
        blocks: [listOf(view.brings, 'None is known.')],
      },
    },
  ];
  return { id: `${prefix}upgrade`, title: `What ${view.to} changes`, blocks };
}

/** The long list of what ends; it stands last, and folded where the format can fold. */
export function endsSection({ ends }: UpgradeView, prefix: string): Section {
  return {
    id: `${prefix}ends`,
    title: `Known faults it ends (${ends.length})`,
    folded: true,
    blocks: [listOf(foundingFirst(ends), 'None.')],
  };
}

function hotfixBlock({ hotfixes, to }: UpgradeView): Block {
  if (hotfixes.length === 0) {
    return {
      kind: 'paragraph',
      words: `No hotfix of this site was named in what was read. Look on the server which there are, and what becomes of them with ${to}.`,
    };
  }
  return {
    kind: 'table',
    caption: 'Hotfixes of this site',
    columns: [{ label: 'Hotfix' }, { label: `With ${to}` }, { label: 'Why' }],
    rows: hotfixes.map(({ id, fate, text }) => ({ cells: [id, fates[fate], text] })),
  };
}

function foundingFirst(articles: readonly ListedArticle[]): readonly ListedArticle[] {
  const isFounding = ({ id }: ListedArticle): boolean => FOUNDING.includes(id);
  return [...articles.filter(isFounding), ...articles.filter((article) => !isFounding(article))];
}

function listOf(articles: readonly ListedArticle[], none: string): Block {
  if (articles.length === 0) return { kind: 'paragraph', words: none };
  return { kind: 'list', ordered: false, items: articles.map(articleWords) };
}

function articleWords({ id, title, condition }: ListedArticle): Words {
  const what = title === '' ? id : `${id}: ${title}`;
  return condition === null ? what : `${what}. Only if: ${condition}`;
}
