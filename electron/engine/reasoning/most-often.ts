/** Picks one of several readings of a name. */
import type { Reading } from '../evidence/model.ts';

/** Several sources name site and server; a copied log of another site must not win against many. */
export function mostOften(readings: readonly Reading<string>[]): string | null {
  const rank: Readonly<Record<string, number>> = { answer: 4, snapshot: 3, registry: 3 };
  const weights = new Map<string, { readonly value: string; readonly weight: number }>();
  for (const reading of readings) {
    const key = reading.value.toUpperCase();
    const before = weights.get(key);
    weights.set(key, {
      value: before?.value ?? reading.value,
      weight: (before?.weight ?? 0) + (rank[reading.source.kind] ?? 1),
    });
  }
  return [...weights.values()].sort((a, b) => b.weight - a.weight)[0]?.value ?? null;
}
