import { Button } from '@fluentui/react-components';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { openLogReader } from '../../stores/log-view-store.ts';
import { fileName } from '../../view-model/log-view-words.ts';
import { splitSource } from '../../view-model/sources.ts';

/** Opens one log where it begins. */
export function OpenLog({ path }: { readonly path: string }): React.JSX.Element {
  return (
    <Button
      size="small"
      aria-label={`Open ${fileName(path)} in the log reader`}
      onClick={() => openLogReader({ files: [path], at: null })}
    >
      Read it
    </Button>
  );
}

/** Opens the log that a line stands in, at that line. */
export function OpenLine({ source }: { readonly source: string }): React.JSX.Element | null {
  const { path, line } = splitSource(source);
  if (line === null) return null;
  return (
    <Button
      size="small"
      aria-label={`Open ${fileName(path)}, line ${line}, in the log reader`}
      onClick={() => openLogReader({ files: [path], at: { kind: 'line', file: path, line } })}
    >
      Read it
    </Button>
  );
}

/** Opens all logs of a site together, merged by time; nothing where there are not several. */
export function OpenAllLogs({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element | null {
  if (diagnosis.logs.length < 2) return null;
  return (
    <Button onClick={() => openLogReader({ files: diagnosis.logs.map((log) => log.path), at: null })}>
      Read all {diagnosis.logs.length} logs together, by time
    </Button>
  );
}
