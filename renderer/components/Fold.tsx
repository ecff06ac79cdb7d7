import { useState } from 'react';
import { ChevronRight16Regular } from './icons.ts';
import './components.css';

interface FoldProps {
  readonly title: React.ReactNode;
  /** Said beside the title in a quieter tone. */
  readonly aside?: React.ReactNode;
  readonly open?: boolean;
  /** Body without indent, for tables. */
  readonly flush?: boolean;
  /**
   * The body is made only when it is unfolded. Needed where it changes with its width: older Chromium leads the Tab key into what is
   * folded away there, and does not get out again.
   */
  readonly late?: boolean;
  readonly children: React.ReactNode;
}

/** Something that can be unfolded; the browser's own disclosure, so keyboard and screen readers know it. */
export function Fold({
  title,
  aside,
  open = false,
  flush = false,
  late = false,
  children,
}: FoldProps): React.JSX.Element {
  const [unfolded, setUnfolded] = useState(open);
  return (
    <details
      className={flush ? 'fold flush' : 'fold'}
      open={open}
      onToggle={(event) => {
        if (event.target === event.currentTarget) setUnfolded(event.currentTarget.open);
      }}
    >
      <summary>
        <ChevronRight16Regular className="fold-mark" />
        <span>{title}</span>
        {aside !== undefined && <span className="fold-aside">{aside}</span>}
      </summary>
      <div className="fold-body">{(unfolded || !late) && children}</div>
    </details>
  );
}
