/** What a run of a plan acts on from this computer. */
import { thisWindows, type Host } from '../../host/host.ts';
import { targetOf } from '../../host/server-name.ts';
import type { CaseRecord } from '../../engine/case/records.ts';
import type { PlanBegun } from '../../engine/case/fold-runs.ts';
import type { Diagnosis } from '../../engine/reasoning/diagnosis.ts';
import { type EvidenceFacts, type RemedyTarget, diskOf, outOfReach } from '../../remedy/target.ts';

/** Crash folders the diagnosis knows; null when it was not looked for. */
export function evidenceFacts(diagnosis: Diagnosis | null): EvidenceFacts {
  if (diagnosis === null) return { release: null, crashes: null };
  const crashes = diagnosis.timeline.marks
    .filter(({ kind }) => kind === 'crash')
    .map(({ text, source }) => (source === '' ? text : `${source}: ${text}`));
  const looked = crashes.length > 0 || diagnosis.logs.length > 0;
  return { release: diagnosis.site.release, crashes: looked ? crashes : null };
}

/** The computer that a record was written on: the one that opened the case last before it. */
export function computerAt(records: readonly CaseRecord[], seq: number): string | null {
  const opened = records.findLast((record) => record.kind === 'case-opened' && record.seq < seq);
  return opened?.kind === 'case-opened' ? opened.computer : null;
}

const NO_WINDOWS =
  'The services of a server are asked with the programs of Windows, and this computer does not run Windows.';
const NOT_A_SERVER =
  'The site was read from a folder and not from a server by its name, so its services cannot be asked from here.';

let windows: Host | null = null;

interface Places {
  readonly records: readonly CaseRecord[];
  readonly diagnosis: Diagnosis | null;
  readonly computer: string;
  readonly platform: NodeJS.Platform;
}

const label = (begun: PlanBegun): string => {
  const parts = [
    begun.server === null ? '' : begun.server === '' ? 'this computer' : `\\\\${begun.server}`,
    begun.folder === null ? '' : `folder ${begun.folder}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'the site server' : parts.join(', ');
};

/**
 * @param begun where the run was begun, and on what
 */
export function runTarget(
  begun: PlanBegun,
  { records, diagnosis, computer, platform }: Places,
): RemedyTarget {
  const evidence = evidenceFacts(diagnosis);
  if (begun.way === 'by-hand') {
    return outOfReach(label(begun), 'This plan is done by hand; the wizard is the checklist.', evidence);
  }
  if (begun.way === 'kit') {
    return outOfReach(label(begun), 'This plan is done with a fix kit on the server.', evidence);
  }
  const begunOn = computerAt(records, begun.seq);
  if (begunOn !== computer) {
    const why = `This plan was begun on ${begunOn ?? 'another computer'}. Here the same name may mean another folder or server, so nothing is looked at or changed from here. Read the site here and begin the plan anew.`;
    return outOfReach(label(begun), why, evidence);
  }
  const isWindows = platform === 'win32';
  const target = begun.server === null ? null : targetOf(begun.server);
  const host: RemedyTarget['host'] =
    target === null
      ? { is: null, why: NOT_A_SERVER }
      : isWindows
        ? { is: { host: (windows ??= thisWindows()), target }, why: null }
        : { is: null, why: NO_WINDOWS };
  return {
    label: label(begun),
    host,
    folder:
      begun.folder === null
        ? { is: null, why: 'The SMS directory of the server cannot be reached from here.' }
        : { is: begun.folder, why: null },
    disk: target === null ? () => null : diskOf(target),
    controlFile: null,
    evidence,
  };
}
