import { Button } from '@fluentui/react-components';
import { useLogView } from '../../stores/log-view-store.ts';
import { filterParts, isNoFilter } from '../../view-model/log-view-filter.ts';

/** True when all lines are counted and the filter lets none of them through. */
export function useNoLines(): boolean {
  return useLogView(
    ({ view, filter, filtering }) =>
      view !== null && view.rows === 0 && view.complete && !filtering && !isNoFilter(filter),
  );
}

/** Stands in the place of the lines when the filter lets none through. */
export function NoLines({ onShowAll }: { readonly onShowAll: () => void }): React.JSX.Element {
  const filter = useLogView((state) => state.filter);
  const parts = filterParts(filter);
  const justText = parts.length === 1 && filter.text !== '' && !filter.isExpression;
  const which = justText
    ? `No line holds “${filter.text}”.`
    : `No line passes the filter: ${parts.map(({ text }) => text).join('; ')}.`;
  return (
    <div className="log-list log-none">
      <p>{which}</p>
      <Button size="small" onClick={onShowAll}>
        Show all lines
      </Button>
    </div>
  );
}
