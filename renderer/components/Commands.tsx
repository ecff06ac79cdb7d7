import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import { call } from '../ipc/doctor.ts';
import { useUi } from '../stores/ui-store.ts';
import { Checkmark16Filled, Copy16Regular } from './icons.ts';
import './components.css';

function Command({ text }: { readonly text: string }): React.JSX.Element {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const announce = useUi((state) => state.announce);
  const copy = async (): Promise<void> => {
    const reply = await call('clipboard:write', { text });
    setCopied(reply.ok ? 'yes' : 'failed');
    announce(reply.ok ? 'Copied.' : reply.error.message);
  };
  const word = { no: 'Copy', yes: 'Copied', failed: 'Not copied' }[copied];
  return (
    <li className="command">
      <code>{text}</code>
      <Button
        size="small"
        appearance="subtle"
        icon={copied === 'yes' ? <Checkmark16Filled /> : <Copy16Regular />}
        onClick={() => void copy()}
        onBlur={() => setCopied('no')}
      >
        {word}
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
