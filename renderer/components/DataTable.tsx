import { useEffect, useRef, useState } from 'react';
import './components.css';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => React.ReactNode;
  /** `number`: right aligned; `logged`: what a machine said; `keep`: not broken. */
  readonly kind?: 'number' | 'logged' | 'keep' | 'anywhere';
  /** The cell that names the row. */
  readonly heads?: boolean;
}

interface DataTableProps<Row> {
  /** What the table shows; read by screen readers, not shown. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A plain table. It becomes reachable by keyboard only when it is wider than its place and must be scrolled. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>): React.JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scrolling = overflows ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {};
  return (
    <div className="table-scroll" ref={box} {...scrolling}>
      <table className="table">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.kind === 'number' ? 'number' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.heads ? (
                  <th key={column.title} scope="row" className={column.kind}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} className={column.kind}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
