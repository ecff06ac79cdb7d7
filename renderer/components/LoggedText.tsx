import { shortLogText } from '../view-model/logged-text.ts';
import './components.css';

/** A logged line in a table: at most two rows, the whole of it as a tooltip. */
export function LoggedText({ text }: { readonly text: string }): React.JSX.Element {
  return (
    <span className="logged-text" title={text}>
      {shortLogText(text)}
    </span>
  );
}
