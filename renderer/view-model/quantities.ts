/** Number and age of files as answers carry them: `420/900` is 420 files, the oldest 900 minutes old. */
import { counted, duration } from './numbers.ts';

export interface Quantity {
  readonly files: number;
  /** Minutes; null when it was not said. */
  readonly ageMinutes: number | null;
}

/** Units in which an age can be entered, with their minutes. */
export const ageUnits = [
  { id: 'minutes', minutes: 1 },
  { id: 'hours', minutes: 60 },
  { id: 'days', minutes: 1_440 },
] as const;

export type AgeUnit = (typeof ageUnits)[number]['id'];

/** Takes `420/900` or `420/` apart; null when it has another shape. */
export function parseQuantity(value: string): Quantity | null {
  const match = /^(\d+)\/(\d*)$/.exec(value.trim());
  if (!match) return null;
  return { files: Number(match[1]), ageMinutes: match[2] === '' ? null : Number(match[2]) };
}

/** The value that is sent: `420/900`, `420/`, `0/`. */
export function writeQuantity({ files, ageMinutes }: Quantity): string {
  return `${files}/${files === 0 || ageMinutes === null ? '' : ageMinutes}`;
}

/** `420 files, the oldest 15 hours old`. */
export function quantityText({ files, ageMinutes }: Quantity): string {
  if (files === 0) return 'empty';
  const oldest =
    ageMinutes === null ? 'the age of the oldest not known' : `the oldest ${duration(ageMinutes)} old`;
  return `${counted(files, 'file')}, ${oldest}`;
}

/** Reads a whole number as a person enters it (`1,200`, ` 15 `); null when it is none. */
export function parseCount(text: string): number | null {
  const digits = text.replaceAll(/[\s,.']/g, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  return Number(digits);
}

/** Reads an age with its unit as minutes; `null` when nothing was entered, `undefined` when it is no number. */
export function parseAge(text: string, unit: AgeUnit): number | null | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  if (!/^\d{1,7}(?:\.\d+)?$/.test(trimmed)) return undefined;
  const minutes = ageUnits.find((entry) => entry.id === unit)?.minutes ?? 1;
  return Math.round(Number(trimmed) * minutes);
}

/** The largest unit in which an age is a number of at most one decimal, to show what was entered before. */
export function inUnits(minutes: number): { readonly amount: number; readonly unit: AgeUnit } {
  const fitting = [...ageUnits]
    .reverse()
    .find((entry) => minutes >= entry.minutes && (minutes * 10) % entry.minutes === 0);
  return fitting === undefined
    ? { amount: minutes, unit: 'minutes' }
    : { amount: minutes / fitting.minutes, unit: fitting.id };
}
