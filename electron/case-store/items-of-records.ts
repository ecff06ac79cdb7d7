import type { CaseRecord, KeptItem } from '../engine/case/records.ts';

/** Everything that the records say is kept in the case, each once. */
export function itemsOf(records: readonly CaseRecord[]): readonly KeptItem[] {
  const items = new Map<string, KeptItem>();
  for (const record of records) {
    for (const item of itemsOfRecord(record)) items.set(item.sha256, item);
  }
  return [...items.values()];
}

function itemsOfRecord(record: CaseRecord): readonly KeptItem[] {
  switch (record.kind) {
    case 'site-read':
      return [record.evidence, record.diagnosis, ...record.files];
    case 'plan-begun':
      return [record.planKept];
    case 'step-intent':
      return record.backup === null ? [] : [record.backup];
    case 'kit-returned':
      return [record.result];
    default:
      return [];
  }
}
