import { Button } from '@fluentui/react-components';
import { useLogView } from '../../stores/log-view-store.ts';
import { filterParts, noFilter } from '../../view-model/log-view-filter.ts';
import { Dismiss16Regular } from './icons.ts';

/** The filter in use, part by part, each of which can be taken away; nothing while all lines are shown. */
export function FilterParts(): React.JSX.Element | null {
  const filter = useLogView((state) => state.filter);
  const setFilter = useLogView((state) => state.setFilter);
  const parts = filterParts(filter);
  if (parts.length === 0) return null;
  return (
    <div className="filter-parts">
      <span className="small quiet">Only lines:</span>
      {parts.map((part) => (
        <button
          key={part.id}
          type="button"
          className="filter-part"
          aria-label={`Do not filter by: ${part.text}`}
          onClick={() => void setFilter(part.without)}
        >
          {part.text} <Dismiss16Regular />
        </button>
      ))}
      <Button size="small" appearance="subtle" onClick={() => void setFilter(noFilter)}>
        Show all lines
      </Button>
    </div>
  );
}
