// The features of the churn model: for the fit a number, for the clerk a figure that can be said aloud.
import type { Month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { type ChurnHistory, usesNothing } from './history.ts';

/** What is said: a figure in the unit of the reason's text, and the month it speaks of. */
type Said = { readonly value: number; readonly since: Month | null };

export type ChurnFeature = {
  readonly code: string;
  /** Of one subject only the strongest reason is said. */
  readonly subject: string;
  /** Null: not known, or it does not apply. */
  readonly value: (history: ChurnHistory) => number | null;
  /** Null: nothing worth saying, or no feature to say aloud. */
  readonly said: (history: ChurnHistory) => Said | null;
};

type Measure = {
  readonly subject: string;
  readonly of: (row: UsageMonth) => number;
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
  of: (row) => row.dataKb / KB_IN_MB,
  little: 10,
  low: 500,
};
const SPEND: Measure = {
  subject: 'spend',
  of: (row) => Math.max(0, row.spend),
  little: 500,
  low: 0,
};
const TOP_UP: Measure = {
  subject: 'top-up',
  of: (row) => Math.max(0, row.topUp),
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
    value: (history) => topUpGap(history).value,
    said: (history) => {
      const gap = topUpGap(history);
      return gap.value >= 2 ? gap : null;
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
      return value >= 500 ? { value, since: null } : null;
    },
  },
  {
    code: 'silent-months',
    subject: 'silence',
    value: silentMonths,
    said: (history) => {
      const value = silentMonths(history);
      return value > 0 ? { value, since: null } : null;
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
      const mean = meanOf(before, of);
      return mean === null || mean <= 0 ? null : Math.log((of(latest) + little) / (mean + little));
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
  const highest = before.reduce<UsageMonth | null>(
    (best, row) => (best === null || of(row) >= of(best) ? row : best),
    null,
  );
  if (highest === null || of(highest) < little) return null;
  const percent = Math.round((1 - of(latest) / of(highest)) * 100);
  const value = of(latest) > 0 ? Math.min(99, percent) : percent;
  return value < LEAST_FALL ? null : { value, since: highest.month };
}

function lowOf({ subject, of, low }: Measure): ChurnFeature {
  return {
    code: `${subject}-low`,
    subject,
    value: ({ latest }) => of(latest),
    said: ({ latest }) => {
      const value = Math.round(of(latest));
      return value < low ? { value, since: latest.month } : null;
    },
  };
}

/**
 * The last three months against the three before, as a logarithm; not known with fewer than six. Said as the
 * latest month against the highest of the five before.
 */
function trendOf(measure: Measure): ChurnFeature {
  const { subject, of, little } = measure;
  return {
    code: `${subject}-trend`,
    subject,
    value: ({ months }) => {
      if (months.length < 6) return null;
      const before = sumOf(months.slice(-6, -3), of);
      return before < little
        ? null
        : Math.log((sumOf(months.slice(-3), of) + little) / (before + little));
    },
    said: ({ latest, months }) => fallFromHighest(latest, months.slice(-6, -1), measure),
  };
}

/** The latest month's top-ups over the usual spend: a share, so that it holds in any money. */
function topUpShare({ latest, months }: ChurnHistory): number | null {
  const spend = meanOf(months, SPEND.of) ?? 0;
  return spend <= 0 ? null : TOP_UP.of(latest) / spend;
}

/** Months without a top-up, the latest back; since the last one, or null when none is on record. */
function topUpGap({ months }: ChurnHistory): Said {
  const at = months.findLastIndex(({ topUp, topUpCount }) => topUp > 0 || topUpCount > 0);
  return { value: months.length - 1 - at, since: months[at]?.month ?? null };
}

/** Spent but not paid in over three months, fen; negative when more was paid in. */
const shortfall = ({ months }: ChurnHistory): number =>
  sumOf(months.slice(-SHORTFALL_MONTHS), (row) => row.spend - row.topUp);

/** The same in months of usual spend; not known without spend. */
function shortfallShare(history: ChurnHistory): number | null {
  const spend = meanOf(history.months.slice(-SHORTFALL_MONTHS), SPEND.of) ?? 0;
  return spend <= 0 ? null : shortfall(history) / spend;
}

/** Of the six months before the latest. */
function silentMonths({ months }: ChurnHistory): number {
  return months.slice(-7, -1).filter(usesNothing).length;
}

const sumOf = (rows: readonly UsageMonth[], of: (row: UsageMonth) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
const meanOf = (rows: readonly UsageMonth[], of: (row: UsageMonth) => number): number | null =>
  rows.length === 0 ? null : sumOf(rows, of) / rows.length;
