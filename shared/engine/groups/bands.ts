// Bands of the two group models (S6): HQ sets them in the policy; these hold until it does.
import type { Currency } from '#shared/base/money.ts';
import type { Bands, Limits, Policy } from '#shared/model/policy.ts';

export type Band = 1 | 2 | 3;

const GB = 1024;

/**
 * Money in fen (minor units) and data in MB, a month each; recency in months, frequency in times a month.
 *
 * Age 35 and 60: the source calls those under 35 young; 60 is where China's law on the elderly begins.
 * Yuan: 50 and 100 a month, 5 and 20 GB are the thirds of 5,433 customers of Beijing (49.6 and 95 yuan, 6.5 and
 * 18.2 GB), rounded to amounts that people know from plans. Coming once a month is the rhythm of the bill, twice is
 * more than it asks for. 50 yuan is what the customer of S1 comes with, 100 what the first rung asks for.
 * Rupees: thirds of 1,000 prepaid customers of 2014 (116 and 270 a month, 4 and 7.5 top-ups of 26 and 55 each),
 * rounded; of data the first limit parts those without any, the second those with it in half.
 * Recency 1 and 3: in the month of the data; in one of the two before; in none of the three, which for a prepaid
 * number is on the way out.
 */
export const DEFAULT_BANDS: Readonly<Record<Currency, Bands>> = {
  CNY: {
    age: [35, 60],
    arpu: [5_000, 10_000],
    dou: [5 * GB, 20 * GB],
    recency: [1, 3],
    frequency: [1, 2],
    value: [5_000, 10_000],
  },
  INR: {
    age: [35, 60],
    arpu: [12_000, 27_000],
    dou: [1, 300],
    recency: [1, 3],
    frequency: [4, 7],
    value: [2_500, 5_500],
  },
};

export const bandsOf = (policy: Policy | null, currency: Currency): Bands =>
  policy?.bands[currency] ?? DEFAULT_BANDS[currency];

/** 1 below the first limit, 2 from the first, 3 from the second. */
export const bandOf = (value: number, [low, high]: Limits): Band =>
  value >= high ? 3 : value >= low ? 2 : 1;
