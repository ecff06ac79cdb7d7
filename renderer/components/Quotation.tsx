import type { Proof } from '../view-model/findings.ts';
import { SourceLink } from './SourceLink.tsx';
import './components.css';

/** What was seen, why it counts, the very line it rests on, and where that line stands. */
export function Quotation({ proof }: { readonly proof: Proof }): React.JSX.Element {
  const { evidence } = proof;
  return (
    <figure className="quotation">
      <p className="quotation-fact">
        <strong>{proof.label}.</strong> <span className="quiet">{proof.because}</span>
      </p>
      {evidence.text !== '' && <blockquote className="quotation-text">{evidence.text}</blockquote>}
      <figcaption>
        <SourceLink source={evidence.source} />
      </figcaption>
    </figure>
  );
}
