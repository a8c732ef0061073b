// Phone and account numbers: each customer's own, scattered, in ranges that really are in use.

/** Three-digit ranges of one operator (GSMA/MIIT numbering: 134-139, 147, 150-152 ...). */
export const MOBILE_PREFIXES = [
  '134',
  '135',
  '136',
  '137',
  '138',
  '139',
  '147',
  '150',
  '151',
  '152',
  '157',
  '158',
  '159',
  '178',
  '182',
  '183',
  '184',
  '187',
  '188',
  '198',
] as const;

const PER_PREFIX = 100_000_000;
const PHONES = MOBILE_PREFIXES.length * PER_PREFIX;
/** Prime, so it shares no factor with the ranges: different ids never meet on one number. */
const STEP = 1_618_033;
const ACCOUNTS = 900_000_000;

/** @param id from 1 to 10^9 */
export function phoneOfId(id: number): string {
  const place = (id * STEP + 271_828_183) % PHONES;
  const prefix = MOBILE_PREFIXES[place % MOBILE_PREFIXES.length] ?? '138';
  return prefix + String(Math.floor(place / MOBILE_PREFIXES.length)).padStart(8, '0');
}

/** Ten digits that begin with 6, different for each id below 9 x 10^8. */
export const accountOfId = (id: number): string =>
  `6${String(((id * STEP + 314_159_265) % ACCOUNTS) + 100_000_000)}`;
