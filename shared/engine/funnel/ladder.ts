// The ladder: which rungs are open to this customer now. Each step leaves fewer, and says why when none is left.
import type { Tier } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import type { CompiledCatalog, CompiledOffer } from '../compile_catalog.ts';
import { showMoney, showNumber } from '../show.ts';

export type Rungs =
  | { readonly open: true; readonly tiers: readonly Tier[] }
  | { readonly open: false; readonly reason: LocalText };

/** What the customer is used to putting down: the usual top-up, else a month's spend; null: not known. */
export const usualAmount = (facts: Facts): number | null =>
  positive(facts.usualTopUp) ?? positive(facts.arpu3);

export const positive = (value: number | null): number | null =>
  value !== null && value > 0 ? value : null;

/**
 * Rungs that make sense now: above what the customer means to prepay (without an intended amount:
 * the nearest at or below the usual one, and all above), with the gift in stock, the tickets of the lottery left
 * and the points at hand. Rungs without a prepayment stay.
 */
export function applicableRungs(
  { tiers, asksPrepay, canRunOut }: CompiledOffer,
  facts: Facts,
  context: DecisionContext,
  catalog: CompiledCatalog,
): Rungs {
  const above = !asksPrepay
    ? tiers
    : context.intended === null
      ? aroundUsual(tiers, facts)
      : aboveIntended(tiers, context.intended);
  if (above.length === 0) {
    const { zh, en } = showMoney(context.intended ?? 0, context.currency);
    return closed(`打算预存${zh}，没有更高的档位`, `means to prepay ${en}, and no tier is higher`);
  }
  if (!canRunOut) return { open: true, tiers: above };
  const open = filtered(above, (tier) => isGivable(tier, facts, context));
  return open.length > 0
    ? { open: true, tiers: open }
    : { open: false, reason: whatLacks(above, facts, context, catalog) };
}

const aboveIntended = (tiers: readonly Tier[], intended: number): readonly Tier[] =>
  filtered(tiers, (tier) => tier.prepay === 0 || tier.prepay > intended);

function aroundUsual(tiers: readonly Tier[], facts: Facts): readonly Tier[] {
  const usual = usualAmount(facts) ?? 0;
  const below = tiers.findLast((tier) => tier.prepay > 0 && tier.prepay <= usual);
  return filtered(tiers, (tier) => tier.prepay === 0 || tier.prepay > usual || tier === below);
}

/** Mostly all rungs pass: then it is the same list. */
const filtered = (tiers: readonly Tier[], passes: (tier: Tier) => boolean): readonly Tier[] =>
  tiers.every(passes) ? tiers : tiers.filter(passes);

const hasGift = ({ gift }: Tier, { stock }: DecisionContext): boolean =>
  gift === null || (stock[gift] ?? 0) > 0;
const hasTickets = ({ draws }: Tier, { tickets }: DecisionContext): boolean =>
  draws === null || (tickets[draws.lottery] ?? 0) >= draws.count;
const hasPoints = ({ points }: Tier, facts: Facts, context: DecisionContext): boolean =>
  points === 0 || (context.pointsHere && points <= (facts.points ?? -1));

const isGivable = (tier: Tier, facts: Facts, context: DecisionContext): boolean =>
  hasGift(tier, context) && hasTickets(tier, context) && hasPoints(tier, facts, context);

/** The first of gift, tickets and points that keeps every rung closed. @param rungs none of them can be given */
function whatLacks(
  rungs: readonly Tier[],
  facts: Facts,
  context: DecisionContext,
  catalog: CompiledCatalog,
): LocalText {
  const stocked = rungs.filter((tier) => hasGift(tier, context));
  if (stocked.length === 0) {
    const gifts = [...new Set(rungs.flatMap(({ gift }) => (gift === null ? [] : [gift])))];
    const names = gifts.map((gift) => catalog.gifts.get(gift)?.name ?? sameInBoth(gift));
    return listed('礼品已送完，或今天已领：', 'no gift left, or given today: ', names);
  }
  const drawable = stocked.filter((tier) => hasTickets(tier, context));
  if (drawable.length === 0) {
    const codes = [...new Set(stocked.flatMap(({ draws }) => draws?.lottery ?? []))];
    const names = codes.map((code) => catalog.lotteries.get(code)?.name ?? sameInBoth(code));
    return listed('本机奖票已用完：', 'no ticket left here: ', names);
  }
  if (!context.pointsHere) {
    return { zh: '积分今天在另一台设备上办理', en: 'points are spent at another counter today' };
  }
  if (facts.points === null) return { zh: '资料缺失：积分', en: 'not known: points' };
  const least = Math.min(...drawable.map((tier) => tier.points));
  const needed = showNumber(least, 'points', context.currency);
  const has = showNumber(facts.points, 'points', context.currency);
  return { zh: `积分${has.zh}，需要${needed.zh}`, en: `has ${has.en}, needs ${needed.en}` };
}

const listed = (zh: string, en: string, names: readonly LocalText[]): LocalText => ({
  zh: zh + names.map((name) => name.zh).join('、'),
  en: en + names.map((name) => name.en).join(', '),
});

/**
 * The most that this customer should be asked to put down: `affordableMultiple` times the usual top-up (where none is
 * on record a month's spend; for someone quite new what they mean to prepay), less what lies on the account above
 * `affordableMultiple` months of spend: who has paid far ahead is asked for less. Null: not known.
 */
function mostAffordable(
  facts: Facts,
  context: DecisionContext,
  { affordableMultiple }: Policy,
): number | null {
  const usual = usualAmount(facts) ?? positive(context.intended);
  if (usual === null) return null;
  return usual * affordableMultiple - paidAhead(facts, affordableMultiple);
}

function paidAhead({ balance, arpu3 }: Facts, months: number): number {
  if (balance === null || positive(arpu3) === null) return 0;
  return Math.max(0, balance - months * (arpu3 ?? 0));
}

/** Rungs up to `mostAffordable`. */
export function affordableRungs(
  asksPrepay: boolean,
  tiers: readonly Tier[],
  facts: Facts,
  context: DecisionContext,
  policy: Policy,
): Rungs {
  if (!asksPrepay) return { open: true, tiers };
  const limit = mostAffordable(facts, context, policy);
  const affordable = filtered(tiers, (tier) => tier.prepay === 0 || tier.prepay <= (limit ?? 0));
  if (affordable.length > 0) return { open: true, tiers: affordable };
  const usual = usualAmount(facts) ?? positive(context.intended);
  if (usual === null) return closed('资料缺失：平常充值', 'not known: usual top-up');
  const lowest = tiers[0]?.prepay ?? 0;
  const asked = showMoney(lowest, context.currency);
  if (lowest <= usual * policy.affordableMultiple) {
    const balance = showMoney(facts.balance ?? 0, context.currency);
    const months = Math.floor((facts.balance ?? 0) / (facts.arpu3 ?? 1));
    return closed(
      `余额${balance.zh}，够用${months}个月，不宜再存${asked.zh}`,
      `balance ${balance.en} lasts ${months} months: prepaying ${asked.en} is not called for`,
    );
  }
  const shown = showMoney(usual, context.currency);
  const basis =
    positive(facts.usualTopUp) !== null
      ? { zh: '平常充值', en: 'usual top-up' }
      : positive(facts.arpu3) !== null
        ? { zh: '月均消费', en: 'average spend' }
        : { zh: '打算预存', en: 'intended amount' };
  return closed(
    `${basis.zh}${shown.zh}，预存${asked.zh}超过其${policy.affordableMultiple}倍`,
    `${basis.en} ${shown.en}: prepaying ${asked.en} is more than ${policy.affordableMultiple} times that`,
  );
}

const closed = (zh: string, en: string): Rungs => ({ open: false, reason: { zh, en } });
