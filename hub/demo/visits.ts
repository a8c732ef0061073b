// Visits to the counters of the demo province: who comes, on which weekday, at what hour, and for what.
import { DAY_MS } from '#shared/base/month.ts';
import { createRandom, hashText, type Random } from '#shared/base/random.ts';
import type { Customer } from '#shared/model/customer.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { between, chance, createPicker } from './draw.ts';

export type DemoVisit = {
  /** UTC ms */
  readonly at: number;
  readonly purpose: Purpose;
  /** Fen; null when no money was put on. */
  readonly prepaid: number | null;
};

type Manner = {
  /** Share of such customers who come to a counter at all, and their chance to come in a month. */
  readonly comes: number;
  readonly perMonth: number;
  /** Monday first. Wednesdays are liked by all: it is the privilege day. */
  readonly weekday: (random: Random) => number;
  readonly hour: (random: Random) => number;
};

const picker = (weights: readonly number[], from = 0): ((random: Random) => number) => {
  const pickOne = createPicker(
    weights.map((weight, index) => [index + from, weight] as const),
    ([, weight]) => weight,
  );
  return (random) => pickOne(random)[0];
};

/** Hours from 8 to 19. Mornings are liked, by the old most; the young come after work and at weekends. */
const MANNERS: Readonly<Record<'elder' | 'young' | 'high' | 'other', Manner>> = {
  elder: {
    comes: 0.65,
    perMonth: 0.36,
    weekday: picker([12, 11, 26, 11, 10, 6, 5]),
    hour: picker([18, 26, 20, 9, 3, 3, 6, 6, 3, 1, 0, 0], 8),
  },
  young: {
    comes: 0.2,
    perMonth: 0.2,
    weekday: picker([8, 9, 16, 9, 13, 24, 21]),
    hour: picker([2, 4, 8, 9, 10, 8, 8, 9, 10, 13, 14, 7], 8),
  },
  high: {
    comes: 0.45,
    perMonth: 0.3,
    weekday: picker([14, 16, 22, 15, 15, 8, 6]),
    hour: picker([4, 12, 18, 12, 4, 6, 10, 12, 9, 5, 3, 1], 8),
  },
  other: {
    comes: 0.38,
    perMonth: 0.26,
    weekday: picker([12, 12, 22, 12, 13, 16, 10]),
    hour: picker([10, 14, 13, 9, 9, 6, 7, 8, 8, 8, 6, 2], 8),
  },
};

const HIGH_SPEND = 15_000;
/** The clocks of the demo province. */
const UTC_OFFSET_MS = 8 * 3_600_000;
/** Within the months on record, oldest first; the same customer and seed give the same visits. */
export function visitsOfCustomer(customer: Customer, seed: number): readonly DemoVisit[] {
  const random = createRandom(hashText(`${seed}/visits/${customer.account}`));
  const { comes, perMonth, weekday, hour } = MANNERS[mannerOf(customer)];
  if (!chance(random, comes)) return [];
  const visits: DemoVisit[] = [];
  for (const { month, topUpCount, lastTopUp, voiceMinutes, dataKb } of customer.months) {
    const isThere = (voiceMinutes ?? 0) > 0 || (dataKb ?? 0) > 0;
    if (!isThere || !chance(random, perMonth)) continue;
    const puts = (topUpCount ?? 0) > 0 && chance(random, 0.75);
    visits.push({
      at: drawInstant(month, weekday(random), hour(random), random),
      purpose: puts ? 'top-up' : drawErrand(random),
      prepaid: puts ? lastTopUp : null,
    });
  }
  return visits;
}

function mannerOf({ birthYear, asOf, months }: Customer): keyof typeof MANNERS {
  const age = Number(asOf.slice(0, 4)) - (birthYear ?? 1980);
  if (age >= 60) return 'elder';
  const last3 = months.slice(-3);
  const spend = last3.reduce((sum, row) => sum + (row.spend ?? 0), 0) / Math.max(1, last3.length);
  if (spend >= HIGH_SPEND) return 'high';
  return age < 30 ? 'young' : 'other';
}

const drawErrand = (random: Random): Purpose => ERRANDS(random)[0];
const ERRANDS = createPicker(
  [
    ['bill', 46],
    ['plan', 26],
    ['fault', 10],
    ['other', 18],
  ] as const satisfies readonly (readonly [Purpose, number])[],
  ([, weight]) => weight,
);

/** @param weekday 0 Monday */
function drawInstant(month: string, weekday: number, hour: number, random: Random): number {
  const first = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1);
  const firstWeekday = (new Date(first).getUTCDay() + 6) % 7;
  const dayOfMonth = ((weekday - firstWeekday + 7) % 7) + 7 * between(random, 0, 3);
  const minute = between(random, 0, 59);
  return first + dayOfMonth * DAY_MS + hour * 3_600_000 + minute * 60_000 - UTC_OFFSET_MS;
}
