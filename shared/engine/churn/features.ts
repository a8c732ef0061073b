// The features of the churn model: for the fit a number, for the clerk a figure that can be said aloud.
import type { Month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { knownOf, meanOfKnown, sumOfAll } from '../known_use.ts';
import { hasTopUp } from '../facts/facts_top_up.ts';
import type { ChurnHistory } from './history.ts';

/** What is said: a figure in the unit of the reason's text, and the month it speaks of. */
type Said = { readonly value: number; readonly since: Month | null };

/** More of it never lowers the chance to leave (`up`), or never raises it. */
export type Direction = 'up' | 'down';

export type ChurnFeature = {
  readonly code: string;
  /** Of one subject only the strongest reason is said. */
  readonly subject: string;
  /** Null: not known, or it does not apply. */
  readonly value: (history: ChurnHistory) => number | null;
  /** Null: nothing worth saying, or no feature to say aloud. */
  readonly said: (history: ChurnHistory) => Said | null;
  /** What the trade knows beforehand; left out: as the customers say. */
  readonly direction?: Direction;
};

type Measure = {
  readonly subject: string;
  /** Null: not known. */
  readonly of: (row: UsageMonth) => number | null;
  /** Use below this is noise: it softens the ratio of two small months. */
  readonly little: number;
  /** The latest month is called low below this. */
  readonly low: number;
};

const KB_IN_MB = 1024;
const VOICE: Measure = {
  subject: 'voice',
  of: (row) => row.voiceMinutes,
  little: 5,
  low: 60,
};
const DATA: Measure = {
  subject: 'data',
  of: (row) => (row.dataKb === null ? null : row.dataKb / KB_IN_MB),
  little: 10,
  low: 500,
};
const SPEND: Measure = {
  subject: 'spend',
  of: (row) => (row.spend === null ? null : Math.max(0, row.spend)),
  little: 500,
  low: 0,
};
const TOP_UP: Measure = {
  subject: 'top-up',
  of: (row) => (row.topUp === null ? null : Math.max(0, row.topUp)),
  little: 500,
  low: 2_000,
};
/** A fall of less is not worth a word, percent. */
const LEAST_FALL = 18;
const SHORTFALL_MONTHS = 3;

export const CHURN_FEATURES: readonly ChurnFeature[] = [
  ...[VOICE, DATA, SPEND, TOP_UP].map(fallOf),
  lowOf(VOICE),
  lowOf(DATA),
  trendOf(VOICE),
  trendOf(DATA),
  {
    code: 'top-up-low',
    subject: 'top-up',
    value: topUpShare,
    said: lowOf(TOP_UP).said,
  },
  {
    code: 'top-up-gap',
    subject: 'top-up',
    direction: 'up',
    value: (history) => topUpGap(history)?.value ?? null,
    said: (history) => {
      const gap = topUpGap(history);
      return gap !== null && gap.value >= 2 ? gap : null;
    },
  },
  {
    code: 'top-up-count',
    subject: 'top-up',
    value: ({ latest }) => latest.topUpCount,
    said: () => null,
  },
  {
    code: 'shortfall',
    subject: 'money',
    value: (history) => shortfallShare(history),
    said: (history) => {
      const value = shortfall(history);
      return value !== null && value >= 500 ? { value, since: null } : null;
    },
  },
  {
    code: 'silent-months',
    subject: 'silence',
    direction: 'up',
    value: silentMonths,
    said: (history) => {
      const value = silentMonths(history);
      return value !== null && value > 0 ? { value, since: null } : null;
    },
  },
  {
    code: 'tenure',
    subject: 'tenure',
    value: ({ tenure }) => tenure,
    said: ({ tenure }) => (tenure === null || tenure > 12 ? null : { value: tenure, since: null }),
  },
  {
    code: 'contract-left',
    subject: 'contract',
    value: ({ contract }) => contract && Math.max(-90, Math.min(365, contract.days)),
    said: ({ contract }) =>
      contract === null || contract.days < -180 || contract.days > 92
        ? null
        : { value: contract.days, since: contract.end },
  },
  {
    code: 'complaint',
    subject: 'complaint',
    value: ({ complaint }) => complaint && complaint.days,
    said: ({ complaint }) =>
      complaint === null || complaint.days > 180
        ? null
        : { value: complaint.days, since: complaint.on },
  },
  {
    code: 'services',
    subject: 'services',
    value: ({ services }) => services,
    said: () => null,
  },
];

/** The latest month against the mean of the three before, as a logarithm; said against their highest. */
function fallOf(measure: Measure): ChurnFeature {
  const { subject, of, little } = measure;
  return {
    code: `${subject}-fall`,
    subject,
    value: ({ latest, before }) => {
      const mean = meanOfKnown(before, of);
      const now = of(latest);
      return mean === null || mean <= 0 || now === null
        ? null
        : Math.log((now + little) / (mean + little));
    },
    said: ({ latest, before }) => fallFromHighest(latest, before, measure),
  };
}

/** Percent by which the latest month is below the highest of some before (of equal ones the latest); 100 is nothing left. */
function fallFromHighest(
  latest: UsageMonth,
  before: readonly UsageMonth[],
  { of, little }: Measure,
): Said | null {
  const now = of(latest);
  const highest = Math.max(...knownOf(before, of));
  const month = before.findLast((row) => of(row) === highest)?.month;
  if (now === null || month === undefined || highest < little) return null;
  const percent = Math.round((1 - now / highest) * 100);
  const value = now > 0 ? Math.min(99, percent) : percent;
  return value < LEAST_FALL ? null : { value, since: month };
}

function lowOf({ subject, of, low }: Measure): ChurnFeature {
  return {
    code: `${subject}-low`,
    subject,
    value: ({ latest }) => of(latest),
    said: ({ latest }) => {
      const now = of(latest);
      const value = now === null ? null : Math.round(now);
      return value !== null && value < low ? { value, since: latest.month } : null;
    },
  };
}

/**
 * The last three months against the three before, as a logarithm; not known with fewer than six or a gap. Said as the
 * latest month against the highest of the five before.
 */
function trendOf(measure: Measure): ChurnFeature {
  const { subject, of, little } = measure;
  return {
    code: `${subject}-trend`,
    subject,
    value: ({ months }) => {
      if (months.length < 6) return null;
      const before = sumOfAll(months.slice(-6, -3), of);
      const last = sumOfAll(months.slice(-3), of);
      return before === null || last === null || before < little
        ? null
        : Math.log((last + little) / (before + little));
    },
    said: ({ latest, months }) => fallFromHighest(latest, months.slice(-6, -1), measure),
  };
}

/** The latest month's top-ups over the usual spend: a share, so that it holds in any money. */
function topUpShare({ latest, months }: ChurnHistory): number | null {
  const spend = meanOfKnown(months, SPEND.of) ?? 0;
  const topUp = TOP_UP.of(latest);
  return spend <= 0 || topUp === null ? null : topUp / spend;
}

/** Months without a top-up, the latest back; since the last one, or null when none is on record. Null: one does not tell. */
function topUpGap({ months }: ChurnHistory): Said | null {
  const at = months.findLastIndex((row) => hasTopUp(row) !== false);
  const row = months[at];
  if (row !== undefined && hasTopUp(row) === null) return null;
  return { value: months.length - 1 - at, since: row?.month ?? null };
}

/** Spent but not paid in over three months, fen; negative when more was paid in. */
const shortfall = ({ months }: ChurnHistory): number | null =>
  sumOfAll(months.slice(-SHORTFALL_MONTHS), (row) =>
    row.spend === null || row.topUp === null ? null : row.spend - row.topUp,
  );

/** The same in months of usual spend; not known without spend. */
function shortfallShare(history: ChurnHistory): number | null {
  const spend = meanOfKnown(history.months.slice(-SHORTFALL_MONTHS), SPEND.of) ?? 0;
  const short = shortfall(history);
  return spend <= 0 || short === null ? null : short / spend;
}

/** Of the six months before the latest; null when one of them does not tell. */
function silentMonths({ months, isSilent }: ChurnHistory): number | null {
  return sumOfAll(months.slice(-7, -1), (row) => {
    const silent = isSilent(row);
    return silent === null ? null : Number(silent);
  });
}
