import { useState } from 'react';
import { Button } from '@fluentui/react-components';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { focusPlaces, readingPlaces, useFocusSuccessor } from '../../components/focus.ts';
import { ArrowSync20Regular, FolderOpen20Regular } from '../../components/icons.ts';
import { ErrorNotice, Notice } from '../../components/Notice.tsx';
import { ReadingPanel } from '../../components/ReadingPanel.tsx';
import { SiteChoice } from '../../components/SiteChoice.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { call } from '../../ipc/doctor.ts';
import { useReading } from '../../stores/reading-store.ts';
import { pathsSubject } from '../case/subject.ts';

/** Takes a later collection of the site: chosen with a dialog, or dropped on the page. */
function useLaterCollection(): {
  readonly over: boolean;
  readonly error: UserError | null;
  readonly choose: (kind: 'folder' | 'files') => Promise<void>;
} {
  const startAgain = useReading((state) => state.startAgain);
  const [error, setError] = useState<UserError | null>(null);
  const read = (paths: readonly string[]): void => {
    setError(null);
    if (paths.length > 0) void startAgain(pathsSubject(paths));
  };
  const over = useDrop(read, setError);
  const choose = async (kind: 'folder' | 'files'): Promise<void> => {
    setError(null);
    const reply = await call('source:choose', { kind });
    if (reply.ok) read(reply.value.map((source) => source.path));
    else setError(reply.error);
  };
  return { over, error, choose };
}

function Ways({
  again,
  over,
  choose,
}: {
  /** Name of what is open; null where nothing was read. */
  readonly again: string | null;
  readonly over: boolean;
  readonly choose: (kind: 'folder' | 'files') => Promise<void>;
}): React.JSX.Element {
  const startAgain = useReading((state) => state.startAgain);
  const leaving = useFocusSuccessor(...readingPlaces);
  return (
    <div ref={leaving} className={over ? 'read-ways over' : 'read-ways'}>
      {again !== null && (
        <div className="read-way">
          <Button
            data-focus={focusPlaces.readingOutcome}
            icon={<ArrowSync20Regular />}
            onClick={() => void startAgain()}
          >
            Read the site again
          </Button>
          <p className="small quiet">
            Reads “{again}” where it was. A copy or a zip only shows what was in it: take a new snapshot of it
            instead.
          </p>
        </div>
      )}
      <div className="read-way">
        <div className="read-buttons">
          <Button icon={<FolderOpen20Regular />} onClick={() => void choose('folder')}>
            Choose a new snapshot
          </Button>
          <Button onClick={() => void choose('files')}>Choose a new zip</Button>
        </div>
        <p className="small quiet">
          {over
            ? 'Let go to read it as the later reading of this site.'
            : 'Collected on the server after the fix, with collect.cmd. You can drop it anywhere on this page.'}
        </p>
      </div>
    </div>
  );
}

/** The second reading: of the same place, or of a later collection of the site. */
export function ReadAgain({ title }: { readonly title: string }): React.JSX.Element {
  const { phase, manner, opened, error, dismiss } = useReading();
  const later = useLaterCollection();
  const again = manner === 'again';
  return (
    <section className="page-section read-again">
      <h2>{title}</h2>
      {opened === null && (
        <p className="prose">
          So far all is from answers. Change your answers on the other pages, or take a snapshot that was
          collected meanwhile.
        </p>
      )}
      {phase === 'failed' && again && error !== null && (
        <ErrorNotice
          error={error}
          successors={readingPlaces}
          actions={<Button onClick={dismiss}>Put away</Button>}
        />
      )}
      {later.error !== null && <ErrorNotice error={later.error} />}
      {phase === 'cancelled' && again && (
        <Notice tone="info" title="Reading cancelled">
          <p>The first reading is still shown everywhere.</p>
        </Notice>
      )}
      {phase === 'choosing' && again && <SiteChoice />}
      {phase === 'running' ? (
        <ReadingPanel />
      ) : (
        <Ways again={opened?.name ?? null} over={later.over} choose={later.choose} />
      )}
    </section>
  );
}
