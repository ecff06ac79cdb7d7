import { useState } from 'react';
import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { Notice } from '../../components/Notice.tsx';
import { Print20Regular, Save20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useUi } from '../../stores/ui-store.ts';
import { CollectorInstructions } from './CollectorInstructions.tsx';
import { Way } from './Way.tsx';

/** The site server can only be walked to: a collector to take there, and the way back for what it wrote. */
export function CarryWay({ onError }: { readonly onError: (error: UserError | null) => void }) {
  const restoreFocus = useRestoreFocusTarget();
  const [saved, setSaved] = useState<string | null>(null);
  const [html, setHtml] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    onError(null);
    setSaved(null);
    const reply = await call('collector:save', null);
    const outcome = reply.ok ? reply.value : ({ result: 'failed', error: reply.error } as const);
    if (outcome.result === 'failed') onError(outcome.error);
    if (outcome.result !== 'saved') return;
    setSaved(outcome.path);
    useUi.getState().announce(`The collector is saved in ${outcome.path}.`);
  };
  const show = async (): Promise<void> => {
    onError(null);
    const reply = await call('collector:instructions', null);
    if (reply.ok) setHtml(reply.value.html);
    else onError(reply.error);
  };
  const print = async (): Promise<void> => {
    onError(null);
    const reply = await call('collector:print', null);
    const outcome = reply.ok ? reply.value : reply;
    if (!outcome.ok) onError(outcome.error);
  };
  return (
    <Way title="Carry it" when="You can only walk to it, with a stick.">
      <div className="way-buttons">
        <Button icon={<Save20Regular />} onClick={() => void save()}>
          Save the collector
        </Button>
        <Button {...restoreFocus} appearance="subtle" onClick={() => void show()}>
          Show the instructions
        </Button>
        <Button appearance="subtle" icon={<Print20Regular />} onClick={() => void print()}>
          Print them
        </Button>
      </div>
      <p className="small quiet way-note">
        Run collect.cmd on the server. It only reads, and writes a folder whose name begins with SMSSNAP. Drop
        that folder, or its zip, on this page.
      </p>
      {saved !== null && (
        <Notice tone="info" title="The collector is saved">
          <p className="mono small way-path">{saved}</p>
          <p>The instructions lie beside it, to be printed or read on the server.</p>
        </Notice>
      )}
      {html !== null && (
        <CollectorInstructions html={html} onPrint={() => void print()} onClose={() => setHtml(null)} />
      )}
    </Way>
  );
}
