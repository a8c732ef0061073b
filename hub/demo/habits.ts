// What each way of life uses and pays, and what befalls a customer.
import type { Random } from '#shared/base/random.ts';
import { between, chance, createPicker, pick } from './draw.ts';
import type { Persona } from './people.ts';

export type Habits = {
  /** Index into DEMO_PLANS. */
  readonly plan: number;
  /** Usual minutes and GB a month. */
  readonly voiceMinutes: number;
  readonly gigabytes: number;
  /** Usual single top-up, yuan. */
  readonly topUp: number;
};

type Range = readonly [from: number, to: number];
type Profile = {
  readonly plans: readonly (readonly [plan: number, weight: number])[];
  readonly voice: Range;
  readonly gigabytes: Range;
  readonly topUps: readonly (readonly [yuan: number, weight: number])[];
};

const PROFILES: Readonly<Record<Persona, Profile>> = {
  elder: {
    plans: [
      [0, 30],
      [1, 55],
      [2, 15],
    ],
    voice: [20, 220],
    gigabytes: [0, 1.6],
    topUps: [
      [30, 45],
      [50, 42],
      [100, 13],
    ],
  },
  thrifty: {
    plans: [
      [0, 12],
      [1, 48],
      [2, 40],
    ],
    voice: [30, 260],
    gigabytes: [0.3, 6],
    topUps: [
      [30, 30],
      [50, 48],
      [100, 22],
    ],
  },
  worker: {
    plans: [
      [2, 25],
      [3, 50],
      [4, 25],
    ],
    voice: [80, 480],
    gigabytes: [3, 16],
    topUps: [
      [30, 6],
      [50, 40],
      [100, 44],
      [200, 10],
    ],
  },
  young: {
    plans: [
      [2, 22],
      [3, 42],
      [4, 30],
      [5, 6],
    ],
    voice: [20, 220],
    gigabytes: [8, 45],
    topUps: [
      [30, 12],
      [50, 40],
      [100, 40],
      [200, 8],
    ],
  },
  trader: {
    plans: [
      [3, 15],
      [4, 45],
      [5, 40],
    ],
    voice: [500, 1600],
    gigabytes: [6, 30],
    topUps: [
      [100, 58],
      [200, 42],
    ],
  },
  'well-off': {
    plans: [
      [5, 52],
      [6, 42],
      [7, 6],
    ],
    voice: [200, 1100],
    gigabytes: [20, 90],
    topUps: [
      [100, 35],
      [200, 65],
    ],
  },
};

const PICKERS = Object.fromEntries(
  Object.entries(PROFILES).map(([persona, { plans, topUps }]) => [
    persona,
    {
      plan: createPicker(plans, ([, weight]) => weight),
      topUp: createPicker(topUps, ([, weight]) => weight),
    },
  ]),
) as unknown as Readonly<
  Record<Persona, Record<'plan' | 'topUp', (random: Random) => readonly [number, number]>>
>;

/** The dearest plan: who has it puts on more at a time than others do. */
const TOP_PLAN = 7;
const TOP_PLAN_TOP_UP = 500;

export function drawHabits(persona: Persona, random: Random): Habits {
  const { voice, gigabytes } = PROFILES[persona];
  const plan = PICKERS[persona].plan(random)[0];
  const topUp = PICKERS[persona].topUp(random)[0];
  return {
    plan,
    voiceMinutes: between(random, voice[0], voice[1]),
    gigabytes: gigabytes[0] + random() * (gigabytes[1] - gigabytes[0]),
    topUp: plan === TOP_PLAN ? TOP_PLAN_TOP_UP : topUp,
  };
}

/** Months of drifting away before leaving; every fourth leaves without a sign, as in life. */
const DRIFTS = [0, 0, 1, 2, 2, 3, 4, 5] as const;

/** Who takes a second card from another operator moves the calls to it first, or the data, or both. */
const GOES_FIRST = ['voice', 'data', 'both', 'both'] as const;

/**
 * What befalls a customer; most go on as ever. `months` counts back from the last month of data.
 * `left`: silent in the last month only, after drifting away for `drift` months, with what goes `first`. `warned`: used less before silence. `cut-off`: stopped paying, then was
 * not billed for `months`.
 */
export type Fate =
  | { readonly kind: 'steady' }
  | { readonly kind: 'new'; readonly months: number }
  | {
      readonly kind: 'silent';
      readonly months: number;
      readonly billed: boolean;
      readonly warned: boolean;
    }
  | { readonly kind: 'left'; readonly drift: number; readonly first: 'voice' | 'data' | 'both' }
  | { readonly kind: 'cut-off'; readonly months: number }
  | { readonly kind: 'leaving'; readonly months: number }
  | { readonly kind: 'bargain-hunter' };

/**
 * Shares: new 5 %, silent for long 2.5 %, left just now 1.8 %, cut off 0.4 %, leaving 4.3 %, bargain hunters 9 % of
 * the thrifty and 3 % of the elders.
 */
export function drawFate(persona: Persona, random: Random): Fate {
  const mark = random();
  if (mark < 0.05) return { kind: 'new', months: between(random, 1, 5) };
  if (mark < 0.075) {
    return {
      kind: 'silent',
      months: between(random, 1, 4),
      billed: chance(random, 0.6),
      warned: chance(random, 0.8),
    };
  }
  if (mark < 0.093)
    return { kind: 'left', drift: pick(DRIFTS, random), first: pick(GOES_FIRST, random) };
  if (mark < 0.097) return { kind: 'cut-off', months: between(random, 3, 7) };
  if (mark < 0.14) return { kind: 'leaving', months: between(random, 2, 4) };
  const hunter = persona === 'thrifty' ? 0.09 : persona === 'elder' ? 0.03 : 0;
  return mark < 0.14 + hunter ? { kind: 'bargain-hunter' } : { kind: 'steady' };
}
