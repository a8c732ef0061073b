// Which months are known to be silent: a figure that no source tells is neither use nor silence.
import type { Channel, UsageMonth } from '#shared/model/customer.ts';

const FIGURE = { voice: 'voiceMinutes', data: 'dataKb' } as const;
const ALL_CHANNELS: readonly Channel[] = ['voice', 'data'];

/**
 * Whether the month is without use: false as soon as one channel has some, true when every channel that the operator
 * reports is a known zero, else null.
 */
export function usesNothing(
  row: UsageMonth,
  { channels = ALL_CHANNELS }: { readonly channels?: readonly Channel[] | undefined },
): boolean | null {
  if (ALL_CHANNELS.some((channel) => (row[FIGURE[channel]] ?? 0) > 0)) return false;
  if (channels.length === 0) return null;
  return channels.every((channel) => row[FIGURE[channel]] === 0) ? true : null;
}

/** Latest months in a row for which `holds` is known to be so; null when the latest is not known, or there is none. */
export function latestInARow(
  months: readonly UsageMonth[],
  holds: (row: UsageMonth) => boolean | null,
): number | null {
  const latest = months.at(-1);
  if (latest === undefined || holds(latest) === null) return null;
  return months.length - 1 - months.findLastIndex((row) => holds(row) !== true);
}

/** The known figures among the rows. */
export const knownOf = (
  rows: readonly UsageMonth[],
  of: (row: UsageMonth) => number | null,
): readonly number[] => rows.map(of).filter((value) => value !== null);

/** Mean of the known figures; null without any. */
export function meanOfKnown(
  rows: readonly UsageMonth[],
  of: (row: UsageMonth) => number | null,
): number | null {
  const known = knownOf(rows, of);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Null as soon as one figure is not known: a sum with a hole is too small. */
export function sumOfAll(
  rows: readonly UsageMonth[],
  of: (row: UsageMonth) => number | null,
): number | null {
  const known = knownOf(rows, of);
  return known.length < rows.length ? null : known.reduce((sum, value) => sum + value, 0);
}
