import type { Answer } from '../../electron/engine/evidence/model.ts';
import { deskTime } from '../view-model/time.ts';
import './components.css';

/** Who answered, and when. */
export function AnsweredBy({ answer }: { readonly answer: Answer }): React.JSX.Element {
  return (
    <span className="small quiet">
      {answer.by ?? 'Name not given'}
      {answer.at !== null && `, ${deskTime(answer.at)}`}
    </span>
  );
}
