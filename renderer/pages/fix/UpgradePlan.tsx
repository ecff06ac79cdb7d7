import { useState } from 'react';
import { Input } from '@fluentui/react-components';
import type { ListedArticle, UpgradeView } from '../../../electron/engine/plans/tailored-plan.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { counted } from '../../view-model/numbers.ts';
import { sourcesText } from '../../view-model/plans.ts';
import { searchArticles } from '../../view-model/upgrade.ts';

/** Lists longer than this can be searched. */
const searchable = 12;

function Articles({
  articles,
  caption,
}: {
  readonly articles: readonly ListedArticle[];
  readonly caption: string;
}) {
  const [words, setWords] = useState('');
  const found = searchArticles(articles, words);
  return (
    <div className="upgrade-list">
      {articles.length > searchable && (
        <div className="upgrade-search">
          <Input
            type="search"
            value={words}
            aria-label={`Search ${caption.toLowerCase()}`}
            placeholder="Search by number or words"
            onChange={(_event, data) => setWords(data.value)}
          />
          <span className="small quiet" role="status">
            {words.trim() === '' ? '' : `${counted(found.length, 'article')} found`}
          </span>
        </div>
      )}
      <div
        {...(articles.length > searchable
          ? { className: 'upgrade-rows long', tabIndex: 0, role: 'region', 'aria-label': caption }
          : { className: 'upgrade-rows' })}
      >
        <DataTable
          caption={caption}
          rows={found}
          rowKey={(article) => article.id}
          columns={[
            { title: 'Article', kind: 'keep', heads: true, cell: (article) => article.id },
            { title: 'What it is about', cell: (article) => article.title },
            {
              title: 'Whom it concerns',
              cell: (article) => article.condition ?? <span className="quiet">every site</span>,
            },
          ]}
        />
      </div>
    </div>
  );
}

const fates: Readonly<Record<UpgradeView['hotfixes'][number]['fate'], string>> = {
  contained: 'contained',
  undone: 'undone',
  unknown: 'not known',
};

/** What an upgrade goes through, ends and brings. */
export function UpgradePlan({ upgrade }: { readonly upgrade: UpgradeView }): React.JSX.Element {
  const stations = [upgrade.from, ...upgrade.way];
  return (
    <div className="upgrade">
      <p className="upgrade-way" aria-label={`The way: ${stations.join(', then ')}`}>
        {stations.map((release, index) => (
          <span
            key={release}
            className={index === stations.length - 1 ? 'upgrade-stop goal' : 'upgrade-stop'}
          >
            {index > 0 && <span className="upgrade-arrow">→</span>}
            {release}
          </span>
        ))}
      </p>
      <ul className="upgrade-why">
        {upgrade.why.map((reason) => (
          <li key={reason.text}>
            {reason.text} <span className="small quiet">{sourcesText([reason.source])}.</span>
          </li>
        ))}
      </ul>
      {upgrade.ends.length > 0 && (
        <Fold title={`Ends ${counted(upgrade.ends.length, 'known bug')}`}>
          <Articles articles={upgrade.ends} caption="Known bugs that it ends" />
        </Fold>
      )}
      {upgrade.brings.length > 0 && (
        <Fold
          title={`Brings ${counted(upgrade.brings.length, 'known problem')}`}
          aside="read them before you begin"
        >
          <Articles articles={upgrade.brings} caption="Known problems that it brings" />
        </Fold>
      )}
      {upgrade.hotfixes.length > 0 && (
        <Fold title={counted(upgrade.hotfixes.length, 'hotfix', 'hotfixes')} aside="what becomes of them">
          <DataTable
            caption="What becomes of the hotfixes"
            rows={upgrade.hotfixes}
            rowKey={(hotfix) => hotfix.id}
            columns={[
              { title: 'Hotfix', kind: 'keep', heads: true, cell: (hotfix) => hotfix.id },
              { title: 'Becomes', kind: 'keep', cell: (hotfix) => fates[hotfix.fate] },
              { title: 'Why', cell: (hotfix) => hotfix.text },
            ]}
          />
        </Fold>
      )}
    </div>
  );
}
