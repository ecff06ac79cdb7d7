import type { LogEvidence, LogFile } from '../engine/evidence/model.ts';
import type { Complaints } from './complaints.ts';
import type { Survey } from './survey.ts';

/** Logs of SMS whose lines have another form than those of its components (Q256615, Q258987, Q201644, Q258149). */
const OTHER_FORM = /^(?:smssetup(?:-[a-z])?|smsprov|bootstrap|sms_?bootstrap|conv20|remodbc|q\d{6})$/;

/** Logs of components that decide a diagnosis: that they tell nothing must not pass for silence. */
const COMPONENT_LOG =
  /^(?:despool|sched|sender|replmgr|distmgr|smsexec|sitecomp|ddm|dataldr|hman|compsumm|sitestat|offersum|statmgr)$/;
/** Shorter ones may have been begun just now. */
const LEAST_BYTES = 200;

/**
 * Leaves out the files that were chosen by themselves as logs and hold no line of one; these are complained of. In a
 * folder of logs nobody has said so of each file: there it is kept.
 */
export function withoutForeignLogs(
  logs: LogEvidence,
  { files }: Survey,
  complaints: Complaints,
): LogEvidence {
  const chosen = new Set(files.filter(({ tree }) => tree.kind === 'files').map(({ shown }) => shown));
  const hit = new Set(
    logs.hits.flatMap(({ first, last, runs }) => [
      first.path,
      last.path,
      ...runs.flatMap((run) => [run.first.path, run.last.path]),
    ]),
  );
  const isForeign = ({ path, lines, stamped, family }: LogFile): boolean =>
    chosen.has(path) && lines > 0 && stamped === 0 && !hit.has(path) && !OTHER_FORM.test(family);
  const tellsNothing = ({ path, lines, stamped, bytes, family }: LogFile): boolean =>
    !chosen.has(path) &&
    lines > 0 &&
    stamped === 0 &&
    bytes >= LEAST_BYTES &&
    !hit.has(path) &&
    !OTHER_FORM.test(family) &&
    COMPONENT_LOG.test(family);
  for (const { path } of logs.files.filter(tellsNothing)) {
    complaints.add(
      path,
      'Not one line of it can be read as one of a log of SMS. It may be damaged, or have other line ends.',
    );
  }
  const foreign = new Set(logs.files.filter(isForeign).map(({ path }) => path));
  if (foreign.size === 0) return logs;
  for (const path of foreign)
    complaints.add(path, 'It holds no line of an SMS log, so it is not used as one.');
  return {
    ...logs,
    files: logs.files.filter(({ path }) => !foreign.has(path)),
    components: logs.components.filter(
      ({ first, last }) => !(foreign.has(first.path) && foreign.has(last.path)),
    ),
  };
}
