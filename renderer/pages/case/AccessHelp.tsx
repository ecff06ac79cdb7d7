import type { UserError } from '../../../electron/contract/ipc.ts';
import { Commands } from '../../components/Commands.tsx';
import type { ReadingSubject } from '../../stores/reading-store.ts';
import { connectCommands, isAccessDenied } from './subject.ts';

/** How to connect to a server that refused, in the technician's own command prompt: the wizard takes no password. */
export function AccessHelp({
  error,
  subject,
}: {
  readonly error: UserError;
  readonly subject: ReadingSubject | null;
}): React.JSX.Element | null {
  const commands = subject === null ? [] : connectCommands(subject.request);
  if (!isAccessDenied(error) || commands.length === 0) return null;
  return (
    <>
      <p>
        An empty result would say nothing of the site, so none is shown. Connect with an account that may read
        it, in a command prompt of your own; Windows asks for the password there. Then try again.
      </p>
      <Commands lines={commands} />
    </>
  );
}
