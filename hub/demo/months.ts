// Twelve months of one customer: use by season and fate, the bill it makes, and the top-ups that pay it.
import { type Fen, fen, yuanToFen } from '#shared/base/money.ts';
import type { Month } from '#shared/base/month.ts';
import type { Random } from '#shared/base/random.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { around, chance } from './draw.ts';
import type { Fate, Habits } from './habits.ts';
import { type DemoPlan, overPlanFen } from './plans.ts';

/** The demo knows every figure. */
export type DemoMonth = { readonly [Key in keyof UsageMonth]: NonNullable<UsageMonth[Key]> };

export type Account = {
  readonly months: readonly DemoMonth[];
  readonly balance: Fen;
  readonly arrears: Fen;
};

/** Factors on a usual month. */
export type Season = { readonly voice: number; readonly data: number; readonly festival: boolean };

export type MonthOptions = {
  /** Oldest first, each with its season for this customer. */
  readonly calendar: readonly { readonly month: Month; readonly season: Season }[];
  readonly plan: DemoPlan;
  readonly habits: Habits;
  readonly fate: Fate;
  /** Data of a pack that the customer has on top of the plan, and its fee. */
  readonly packKb: number;
  readonly packFee: Fen;
  /** Stopped paying some months ago. */
  readonly inArrears: boolean;
};

const KB_IN_GB = 1024 * 1024;
/** How much of the usual use is left, from the last month backwards, when a customer is drifting away. */
const DRIFT = [0.1, 0.25, 0.5, 0.75] as const;
/** The same of one who has left: slower at first, and back from the month before the silent one. */
const LAST_MONTHS = [0.3, 0.45, 0.6, 0.75, 0.88] as const;

export function drawMonths(options: MonthOptions, random: Random): Account {
  const { calendar, plan, habits, fate, packKb, packFee, inArrears } = options;
  const start = fate.kind === 'new' ? calendar.length - fate.months : 0;
  const usual = yuanToFen(habits.topUp);
  let balance = Math.round(usual * random());
  const months: DemoMonth[] = [];
  for (let index = start; index < calendar.length; index += 1) {
    const slot = calendar[index];
    if (!slot) break;
    const back = calendar.length - 1 - index;
    const share = quietShare(random);
    const voiceMinutes = Math.round(
      habits.voiceMinutes *
        slot.season.voice *
        around(random, 0.35) *
        share *
        shareOfUse(fate, back, 'voice'),
    );
    const dataKb = Math.round(
      habits.gigabytes *
        KB_IN_GB *
        slot.season.data *
        around(random, 0.4) *
        share *
        shareOfUse(fate, back, 'data') *
        (1 + 0.01 * index),
    );
    const billed = isBilled(fate, back);
    const spend = billed
      ? plan.monthlyFee + packFee + overPlanFen(plan, voiceMinutes, dataKb, packKb)
      : 0;
    balance -= spend;

    const pays = doesPay(fate, back, random) && !(inArrears && back < 2);
    let count = 0;
    let topUp = 0;
    let last = 0;
    // Before Spring Festival people put money on for the family as well.
    const reserve = plan.monthlyFee / 2 + (slot.season.festival ? usual / 2 : 0);
    const most = pays ? 8 : 0;
    while (balance < reserve && count < most) {
      last = drawTopUp(habits.topUp, fate, random);
      balance += last;
      topUp += last;
      count += 1;
    }
    months.push({
      month: slot.month,
      spend: fen(spend),
      voiceMinutes,
      dataKb,
      topUp: fen(topUp),
      topUpCount: count,
      lastTopUp: fen(last),
    });
  }
  return { months, balance: fen(Math.max(0, balance)), arrears: fen(Math.max(0, -balance)) };
}

/** Away, or busy: one month in sixteen is a quiet one for no lasting reason. */
const quietShare = (random: Random): number => (chance(random, 1 / 16) ? 0.4 + 0.35 * random() : 1);

function isBilled(fate: Fate, back: number): boolean {
  if (fate.kind === 'silent') return back >= fate.months || fate.billed;
  return fate.kind !== 'cut-off' || back >= fate.months;
}

/** Who drifts away puts money on less and less; who is cut off had paid nothing for two months before. */
function doesPay(fate: Fate, back: number, random: Random): boolean {
  if (fate.kind === 'silent') return back >= fate.months;
  if (fate.kind === 'cut-off') return back >= fate.months + 2;
  if (fate.kind !== 'left') return true;
  if (back === 0) return false;
  return back > Math.min(2, fate.drift) || chance(random, back === 1 ? 0.25 : 0.5);
}

function shareOfUse(fate: Fate, back: number, use: 'voice' | 'data'): number {
  if (fate.kind === 'left') {
    if (back === 0) return 0;
    if (fate.first !== 'both' && fate.first !== use) return 1;
    return back <= fate.drift ? (LAST_MONTHS[back - 1] ?? 1) : 1;
  }
  if (fate.kind === 'cut-off') {
    return back < fate.months ? 0 : back < fate.months + 2 ? 0.6 : 1;
  }
  if (fate.kind === 'silent') {
    if (back < fate.months) return 0;
    return fate.warned && back < fate.months + 2 ? 0.5 : 1;
  }
  if (fate.kind === 'leaving') return back < fate.months ? (DRIFT[back] ?? 1) : 1;
  return 1;
}

/** The usual amount four times out of five, else a neighbour; bargain hunters also take the promoted 100. */
function drawTopUp(usual: number, fate: Fate, random: Random): Fen {
  if (fate.kind === 'bargain-hunter' && chance(random, 0.25)) return yuanToFen(100);
  if (chance(random, 0.8)) return yuanToFen(usual);
  const amounts = [30, 50, 100, 200, 500];
  const at = amounts.indexOf(usual) + (chance(random, 0.5) ? 1 : -1);
  return yuanToFen(amounts[at] ?? usual);
}

/** Month of the first day of Spring Festival. */
const SPRING_FESTIVAL: ReadonlySet<string> = new Set([
  '2019-02',
  '2020-01',
  '2021-02',
  '2022-02',
  '2023-01',
  '2024-02',
  '2025-01',
  '2026-02',
  '2027-02',
  '2028-01',
  '2029-02',
  '2030-02',
  '2031-01',
  '2032-02',
  '2033-01',
  '2034-02',
  '2035-02',
]);

/**
 * Spring Festival brings people home, summer brings pupils to their phones. Beyond the table the festival is taken to be
 * in February.
 */
export function seasonOfMonth(value: Month, isYoung: boolean): Season {
  const festival = SPRING_FESTIVAL.has(value) || (value > '2035-12' && value.endsWith('-02'));
  const number = value.slice(5);
  const summer = number === '07' || number === '08';
  return {
    voice: festival ? 1.35 : summer ? 0.97 : 1,
    data: festival ? 1.25 : summer ? (isYoung ? 1.35 : 1.05) : 1,
    festival,
  };
}
