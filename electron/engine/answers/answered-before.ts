/** Whether an answer is older than what was read. */
import type { Answer, SiteEvidence } from '../evidence/model.ts';
import type { ReferenceTime } from '../reasoning/reference-time.ts';
import { parseIsoTime, toServerTime } from '../time/format.ts';
import type { ServerTime } from '../time/server-time.ts';

/**
 * An answer is given while somebody looks at the server, so it is the newer one unless its own time says otherwise.
 * @param reference time for which the evidence holds
 */
export function answeredBefore(answer: Answer, reference: ReferenceTime, { clock }: SiteEvidence): boolean {
  const parsed = answer.at === null ? null : parseIsoTime(answer.at);
  if (parsed === null || !reference.known) return false;
  const at: ServerTime = toServerTime(parsed, clock);
  return at < reference.at;
}
