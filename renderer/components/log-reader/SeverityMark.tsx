import type { LogSeverity } from '../../../electron/contract/log-view.ts';
import { severityWord } from '../../view-model/log-view-words.ts';
import { Warning16Filled } from '../icons.ts';
import { ErrorCircle16Filled } from './icons.ts';

/** Icon and word of a line that looks like an error or a warning; nothing for others. */
export function SeverityMark({ severity }: { readonly severity: LogSeverity }): React.JSX.Element | null {
  const word = severityWord(severity);
  if (word === null) return null;
  return (
    <span className={`log-severity ${severity === 'error' ? 'tone-danger' : 'tone-caution'}`}>
      {severity === 'error' ? <ErrorCircle16Filled /> : <Warning16Filled />}
      {word}
    </span>
  );
}
