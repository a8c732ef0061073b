// Days as files write them. Orders that start with the year are told by themselves; others the map must state.
import { type Day, isDay } from '#shared/base/month.ts';

/** `auto`: year first, in any of the usual spellings. */
export const DATE_FORMATS = ['auto', 'M/D/YYYY', 'D/M/YYYY'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

const YEAR_FIRST = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}.*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/;

/** Undefined when it is no day of the calendar in that format. */
export function parseDay(text: string, format: DateFormat): Day | undefined {
  const plain = text.normalize('NFKC').trim();
  const first = YEAR_FIRST.exec(plain) ?? COMPACT.exec(plain);
  if (first) return dayOfParts(first[1], first[2], first[3]);
  if (format === 'auto') return undefined;
  const last = YEAR_LAST.exec(plain);
  if (!last) return undefined;
  return format === 'M/D/YYYY'
    ? dayOfParts(last[3], last[1], last[2])
    : dayOfParts(last[3], last[2], last[1]);
}

function dayOfParts(year = '', month = '', date = ''): Day | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}
