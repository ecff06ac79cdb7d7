/** Counts, sizes and ages as text; English everywhere, so that reports and window agree. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,345`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** `1 file`, `420 files`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `812 bytes`, `4.2 KB`, `118 MB`: steps of 1024, as Windows counts. */
export function bytes(value: number): string {
  if (value < 1024) return counted(value, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  let amount = value / 1024;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount < 10 ? amount.toFixed(1) : count(amount)} ${units[unit] ?? ''}`;
}

const hour = 60;
const day = 24 * hour;

/** How long, in words: `40 minutes`, `15 hours`, `6 days`; takes minutes. Under two units it keeps the smaller one, as the engine does. */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 1) return 'less than a minute';
  if (whole < 2 * hour) return counted(whole, 'minute');
  if (Math.round(whole / hour) < 48) return counted(Math.round(whole / hour), 'hour');
  return counted(Math.round(whole / day), 'day');
}

/** The same for narrow places: `40 min`, `15 h`, `6 d`. */
export function shortDuration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 2 * hour) return `${whole} min`;
  if (Math.round(whole / hour) < 48) return `${Math.round(whole / hour)} h`;
  return `${count(Math.round(whole / day))} d`;
}

/** `15 hours old`. */
export function age(minutes: number): string {
  return `${duration(minutes)} old`;
}
