interface WayProps {
  readonly title: string;
  /** When this is the way to take, in one sentence. */
  readonly when: string;
  readonly children: React.ReactNode;
}

/** One of the ways in. */
export function Way({ title, when, children }: WayProps): React.JSX.Element {
  return (
    <section className="way">
      <div className="way-head">
        <h3>{title}</h3>
        <p className="quiet">{when}</p>
      </div>
      <div className="way-body">{children}</div>
    </section>
  );
}
