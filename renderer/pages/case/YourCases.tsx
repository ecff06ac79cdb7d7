import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { CaseListItem } from '../../../electron/contract/remedy.ts';
import { Badge } from '../../components/Badge.tsx';
import { ErrorNotice } from '../../components/Notice.tsx';
import { FolderOpen20Regular } from '../../components/icons.ts';
import { useCase } from '../../stores/case-store.ts';
import { useCatalog } from '../../stores/catalog-store.ts';
import { agoText, caseName, planTitle } from '../../view-model/cases.ts';
import { counted } from '../../view-model/numbers.ts';
import type { CaseOpening } from './use-opening.ts';

/** How many cases are in sight at first. */
const inSight = 5;

interface ItemProps {
  readonly item: CaseListItem;
  readonly now: number;
  readonly isOpen: boolean;
  readonly opening: CaseOpening;
}

function Item({ item, now, isOpen, opening }: ItemProps): React.JSX.Element {
  const plans = useCatalog((state) => state.plans);
  return (
    <li className="case-item">
      <div className="case-item-text">
        <p className="case-item-name">
          {caseName(item.name, item.label)}
          {item.ticket !== '' && <span className="quiet"> {item.ticket}</span>}
        </p>
        {item.headline !== null && <p className="case-item-headline">{item.headline}</p>}
        <p className="small quiet" title={item.place}>
          Last change {agoText(item.lastChanged, now)}
          {item.technician !== '' && ` · ${item.technician}`}
        </p>
        {(item.unfinishedPlan !== null || item.damaged) && (
          <p className="case-item-badges">
            {item.unfinishedPlan !== null && (
              <Badge small tone="caution" word={`Not finished: ${planTitle(item.unfinishedPlan, plans)}`} />
            )}
            {item.damaged && <Badge small tone="danger" word="Damaged, can be read" />}
          </p>
        )}
      </div>
      {isOpen ? (
        <span className="quiet case-item-open">Open now</span>
      ) : (
        <Button disabledFocusable={opening.busy} onClick={() => void opening.open(item.id)}>
          Open
          <span className="unseen"> {caseName(item.name, item.label)}</span>
        </Button>
      )}
    </li>
  );
}

/** The cases that are kept on this computer, and the way to one that was brought along. */
export function YourCases({ opening }: { readonly opening: CaseOpening }): React.JSX.Element {
  const list = useCase((state) => state.list);
  const error = useCase((state) => state.listError);
  const current = useCase((state) => state.view?.place ?? null);
  const [all, setAll] = useState(false);
  const [now] = useState(() => Date.now());
  const items = list ?? [];
  return (
    <section className="page-section">
      <h2>Your cases</h2>
      <p className="prose quiet">
        {items.length === 0
          ? `${current === null ? 'Nothing is kept on this computer yet.' : 'No other case is kept on this computer.'} A case that was brought along can be opened from its file.`
          : 'Kept on this computer with what was read, what was done, and where it stopped.'}
      </p>
      {error !== null && <ErrorNotice error={error} />}
      {opening.error !== null && <ErrorNotice error={opening.error} />}
      {items.length > 0 && (
        <ul className="case-list" aria-label="Your cases">
          {(all ? items : items.slice(0, inSight)).map((item) => (
            <Item key={item.id} item={item} now={now} isOpen={item.place === current} opening={opening} />
          ))}
        </ul>
      )}
      <div className="way-buttons">
        {!all && items.length > inSight && (
          <Button appearance="subtle" onClick={() => setAll(true)}>
            Show all {counted(items.length, 'case')}
          </Button>
        )}
        <Button
          icon={<FolderOpen20Regular />}
          disabledFocusable={opening.busy}
          onClick={() => void opening.openAt(null)}
        >
          Open a case from a file
        </Button>
      </div>
    </section>
  );
}
