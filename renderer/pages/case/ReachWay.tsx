import { useState } from 'react';
import { Button, Field, Input } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { focusPlaces } from '../../components/focus.ts';
import { DocumentMultiple20Regular, FolderOpen20Regular, Server20Regular } from '../../components/icons.ts';
import { call } from '../../ipc/doctor.ts';
import { useCatalog } from '../../stores/catalog-store.ts';
import { isCaseFile } from '../../stores/open-case.ts';
import { useReading } from '../../stores/reading-store.ts';
import { pathsSubject, serverSubject } from './subject.ts';
import type { CaseOpening } from './use-opening.ts';
import { Way } from './Way.tsx';

/** A site server by its name, where the system can do that. */
function ServerForm(): React.JSX.Element {
  const start = useReading((state) => state.start);
  // What was entered is still there after a reading that failed.
  const asked = useReading((state) => state.subject?.request);
  const [server, setServer] = useState(asked?.kind === 'server' ? asked.server : '');
  const [folder, setFolder] = useState(asked?.kind === 'server' ? asked.folder : '');
  return (
    <form
      className="way-server"
      onSubmit={(event) => {
        event.preventDefault();
        void start(serverSubject(server, folder));
      }}
    >
      <Field label="Site server" hint="Its name or address; empty for this computer.">
        <Input value={server} placeholder="SMSHQ01" onChange={(_event, data) => setServer(data.value)} />
      </Field>
      <Field label="SMS folder on it" hint="Empty: found by registry and shares.">
        <Input value={folder} placeholder="D:\SMS" onChange={(_event, data) => setFolder(data.value)} />
      </Field>
      <Button type="submit" icon={<Server20Regular />}>
        Read this server
      </Button>
      <p className="small quiet way-note">
        Reads files, registry, services and processes with the rights you have now. It asks for no password
        and keeps none.
      </p>
    </form>
  );
}

/** The site server, or a copy of its folder, can be opened from this desk. */
export function ReachWay({
  opening,
  onError,
}: {
  readonly opening: CaseOpening;
  readonly onError: (error: UserError | null) => void;
}): React.JSX.Element {
  const start = useReading((state) => state.start);
  const live = useCatalog((state) => state.live);
  const choose = async (kind: 'folder' | 'files'): Promise<void> => {
    onError(null);
    const reply = await call('source:choose', { kind });
    if (!reply.ok) {
      onError(reply.error);
      return;
    }
    const paths = reply.value.map((source) => source.path);
    if (isCaseFile(paths)) await opening.openAt(paths);
    else if (paths.length > 0) await start(pathsSubject(paths));
  };
  return (
    <Way title="Reach it" when="You can open its SMS folder, a share or a copy from here.">
      <div className="way-buttons">
        <Button
          data-focus={focusPlaces.chooseSource}
          icon={<FolderOpen20Regular />}
          onClick={() => void choose('folder')}
        >
          Choose a folder
        </Button>
        <Button icon={<DocumentMultiple20Regular />} onClick={() => void choose('files')}>
          Choose a zip or log files
        </Button>
      </div>
      <p className="small quiet way-note">
        The folder with Logs and Inboxes, such as \\SMSHQ01\SMS_HQ1 or a mapped drive, a snapshot, or a zip of
        either.
      </p>
      {live?.possible === true && <ServerForm />}
      {live?.possible === false && (
        <p className="small quiet way-note">
          By server name is not possible here: {live.why ?? 'this system cannot do it.'} Open its share as a
          folder, or use the collector.
        </p>
      )}
    </Way>
  );
}
