import type { Truth } from '../../electron/engine/reasoning/diagnosis.ts';
import { truthView } from '../view-model/verdict.ts';
import './components.css';

/** The three-valued tick: ✓ true, ✕ false, ? not known. */
export function Tick({ truth }: { readonly truth: Truth }): React.JSX.Element {
  const { mark, word } = truthView(truth);
  return (
    <span className={`tick ${truth}`} title={word}>
      <span aria-hidden="true">{mark}</span>
      <span className="unseen">{word}</span>
    </span>
  );
}
