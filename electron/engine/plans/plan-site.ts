/** What a diagnosis tells of a site, as far as plans ask for it. Unknown stays unknown. */
import type { Plan } from '../knowledge/plan.ts';
import type { Diagnosis, Finding, FindingVerdict } from '../reasoning/diagnosis.ts';
import { isRelease, type Release } from '../release/release.ts';

/** A service whose state is not in what was read. */
const NOT_COLLECTED = 'not collected';

/** Conditions that entries share (`conditions.yaml`). */
const CRASH_CONDITION = 'crash-folder';

/** Where the control file belongs, under either spelling (Q275612, Q260366). */
const IN_ITS_PLACE = /(?:^|\/)inboxes\/smsbkup\.box\/(smsm?bkup\.ctl)$/i;
const BY_NAME = /(?:^|\/)(smsm?bkup\.ctl)$/i;

export type ControlFileView = Diagnosis['controlFiles'][number];

export interface PlanSite {
  readonly diagnosis: Diagnosis;
  readonly release: Release | null;
  /** Null: nothing that was read tells. */
  readonly type: Diagnosis['site']['type'];
  /** Whether threads of SMS_EXECUTIVE stand still in what was read; null when it does not tell. */
  readonly standsStill: boolean | null;
  /** A crash of the time of the trouble in a sentence; null when none is known of. */
  readonly crash: string | null;
  /** The control file in its place; null when none was read, or more than one. */
  readonly controlFile: ControlFileView | null;
  /** Names of all control files that were read. */
  readonly controlFileNames: readonly string[];
}

/** Draws from a diagnosis what plans ask for. */
export function planSiteOf(diagnosis: Diagnosis): PlanSite {
  const { release, type } = diagnosis.site;
  const named = diagnosis.controlFiles.filter(({ path }) => BY_NAME.test(path));
  const placed = named.filter(({ path }) => IN_ITS_PLACE.test(path));
  const candidates = placed.length > 0 ? placed : named;
  return {
    diagnosis,
    release: release !== null && isRelease(release) ? release : null,
    type,
    standsStill: standsStill(diagnosis),
    crash: crashOf(diagnosis.findings),
    controlFile: candidates.length === 1 ? (candidates[0] ?? null) : null,
    controlFileNames: [...new Set(candidates.map(({ path }) => BY_NAME.exec(path)?.[1] ?? path))],
  };
}

/** Findings that name a plan, best first, without those that are ruled out. */
export function findingsFor(plan: Pick<Plan, 'id'>, { diagnosis }: PlanSite): readonly Finding[] {
  return diagnosis.findings.filter(
    (finding) => finding.verdict !== 'ruled-out' && finding.plans.includes(plan.id),
  );
}

/** Those of a verdict. */
export function withVerdict(
  findings: readonly Finding[],
  ...verdicts: readonly FindingVerdict[]
): readonly Finding[] {
  return findings.filter((finding) => verdicts.includes(finding.verdict));
}

/** State of a service in words as read or answered, null when it is not known. */
export function serviceState({ diagnosis }: PlanSite, service: string): string | null {
  const state = diagnosis.services.find((fact) => fact.service === service)?.state ?? NOT_COLLECTED;
  return state === NOT_COLLECTED ? null : state;
}

/** `Q260366`, `Q260366 or Q304381`. */
export function idsInWords(findings: readonly Finding[]): string {
  const ids = findings.map((finding) => finding.id);
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} or ${ids.at(-1) ?? ''}`;
}

function standsStill({ findings, stalls, threads, inboxes }: Diagnosis): boolean | null {
  if (withVerdict(findings, 'confirmed', 'likely').length > 0) return true;
  const waiting = stalls.some((stall) => stall.kind === 'waiting');
  const silent = stalls.filter((stall) => stall.kind === 'silent').length;
  // One silent thread may have trouble of its own; together they stand still.
  if (waiting || silent > 1) return true;
  return threads.length > 0 && !inboxes.some((inbox) => inbox.backlog) && silent === 0 ? false : null;
}

function crashOf(findings: readonly Finding[]): string | null {
  for (const { conditions } of findings) {
    const crash = conditions.find(({ id, truth }) => id === CRASH_CONDITION && truth === 'true');
    if (crash === undefined) continue;
    const [cited] = crash.evidence;
    return `A crash was recorded at the time of the trouble${cited === undefined ? '' : ` (${cited.source})`}.`;
  }
  return null;
}
