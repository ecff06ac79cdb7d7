import type { DiagnoseOptions } from '../engine/reasoning/situation.ts';

/** The moment now, as the engine wants it to tell how old evidence is. */
export function deskClock(): NonNullable<DiagnoseOptions['now']> {
  const now = new Date();
  return { utc: now.getTime(), deskOffsetMinutes: -now.getTimezoneOffset() };
}
