import { Button } from '@fluentui/react-components';
import { Checkmark16Filled, Copy16Regular } from './icons.ts';
import { useCopy } from './use-copy.ts';
import './components.css';

function Command({ text }: { readonly text: string }): React.JSX.Element {
  const { word, copy, forget } = useCopy();
  return (
    <li className="command">
      <code>{text}</code>
      <Button
        size="small"
        appearance="subtle"
        icon={word === 'Copied' ? <Checkmark16Filled /> : <Copy16Regular />}
        onClick={() => void copy(text)}
        onBlur={forget}
      >
        {word ?? 'Copy'}
        <span className="unseen"> {text}</span>
      </Button>
    </li>
  );
}

/** Command lines or file lines, verbatim, each with a button that copies it. */
export function Commands({ lines }: { readonly lines: readonly string[] }): React.JSX.Element {
  return (
    <ul className="commands">
      {lines.map((line, index) => (
        // The same line can stand twice (`sleep 60`), so its place is part of the key.
        <Command key={`${index}:${line}`} text={line} />
      ))}
    </ul>
  );
}
