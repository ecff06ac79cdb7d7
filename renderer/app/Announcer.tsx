import { useUi } from '../stores/ui-store.ts';

/** The polite live region of the window. */
export function Announcer(): React.JSX.Element {
  const { text, number } = useUi((state) => state.announcement);
  return (
    <div className="unseen" role="status" aria-live="polite">
      <span key={number}>{text}</span>
    </div>
  );
}
