import { Button } from '@fluentui/react-components';
import { useUi } from '../stores/ui-store.ts';
import './components.css';

/** What a page shows before a site was read: the next step. */
export function EmptyPage(): React.JSX.Element {
  const go = useUi((state) => state.go);
  return (
    <div className="empty">
      <h2>No site has been read yet</h2>
      <p>Choose a folder, a zip or log files of a site server first, or try one of the sample sites.</p>
      <Button onClick={() => go('case')}>Go to Case</Button>
    </div>
  );
}
