import { ChevronRight16Regular } from './icons.ts';
import './components.css';

interface FoldProps {
  readonly title: React.ReactNode;
  /** Said beside the title in a quieter tone. */
  readonly aside?: React.ReactNode;
  readonly open?: boolean;
  /** Body without indent, for tables. */
  readonly flush?: boolean;
  readonly children: React.ReactNode;
}

/** Something that can be unfolded; the browser's own disclosure, so keyboard and screen readers know it. */
export function Fold({ title, aside, open = false, flush = false, children }: FoldProps): React.JSX.Element {
  return (
    <details className={flush ? 'fold flush' : 'fold'} open={open}>
      <summary>
        <ChevronRight16Regular className="fold-mark" />
        <span>{title}</span>
        {aside !== undefined && <span className="fold-aside">{aside}</span>}
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
