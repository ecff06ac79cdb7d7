import type { Proof } from '../view-model/findings.ts';
import { shortLogText } from '../view-model/logged-text.ts';
import { SourceLink } from './SourceLink.tsx';
import './components.css';

/** What was seen, why it counts, the line it rests on in at most three rows, and where the whole of it stands. */
export function Quotation({ proof }: { readonly proof: Proof }): React.JSX.Element {
  const { evidence } = proof;
  return (
    <figure className="quotation">
      <p className="quotation-fact">
        <strong>{proof.label}.</strong> <span className="quiet">{proof.because}</span>
      </p>
      {evidence.text !== '' && (
        <blockquote className="quotation-text" title={evidence.text}>
          {shortLogText(evidence.text)}
        </blockquote>
      )}
      <figcaption>
        <SourceLink source={evidence.source} />
      </figcaption>
    </figure>
  );
}
