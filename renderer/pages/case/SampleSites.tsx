import { useCatalog } from '../../stores/catalog-store.ts';
import { useReading } from '../../stores/reading-store.ts';
import { ErrorNotice } from '../../components/Notice.tsx';

/** The bundled sample sites, each to be picked up with one click. */
export function SampleSites({ disabled }: { readonly disabled: boolean }): React.JSX.Element | null {
  const samples = useCatalog((state) => state.samples);
  const error = useCatalog((state) => state.samplesError);
  const start = useReading((state) => state.start);
  return (
    <section className="page-section">
      <h2>Try a sample site</h2>
      <p className="prose quiet">See how the wizard works before you have a site at hand.</p>
      {error !== null && <ErrorNotice error={error} />}
      <ul className="samples">
        {(samples ?? []).map((sample) => (
          <li key={sample.id}>
            <button
              type="button"
              className="sample"
              // Not the attribute `disabled`: the focus would be lost from the sample that is being read.
              aria-disabled={disabled}
              onClick={() => {
                if (!disabled) void start({ request: { kind: 'sample', id: sample.id }, name: sample.title });
              }}
            >
              <span className="sample-title">
                <span className="unseen">Try </span>
                {sample.title}
              </span>
              <span className="sample-text">{sample.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
