// The ladder: which rungs are open to this customer now. Each step leaves fewer, and says why when none is left.
import type { Tier } from '#shared/model/catalog.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { DecisionContext } from '#shared/model/decision.ts';
import type { Facts } from '#shared/model/facts.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CompiledCatalog } from '../compile_catalog.ts';
import { showMoney, showNumber } from '../show.ts';

export type Rungs =
  | { readonly open: true; readonly tiers: readonly Tier[] }
  | { readonly open: false; readonly reason: LocalText };

/** What the customer is used to putting down: the usual top-up, else a month's spend; null: not known. */
export const usualAmount = (facts: Facts): number | null =>
  positive(facts.usualTopUp) ?? positive(facts.arpu3);

const positive = (value: number | null): number | null =>
  value !== null && value > 0 ? value : null;

/**
 * Rungs that make sense now: above what the customer means to prepay (without an intended amount:
 * the nearest at or below the usual one, and all above), with the gift in stock and the points at hand.
 * `tiers` from the lowest up. Rungs without a prepayment stay.
 */
export function applicableRungs(
  tiers: readonly Tier[],
  facts: Facts,
  context: DecisionContext,
  catalog: CompiledCatalog,
): Rungs {
  const above =
    context.intended === null ? aroundUsual(tiers, facts) : aboveIntended(tiers, context.intended);
  if (above.length === 0) {
    const { zh, en } = showMoney(context.intended ?? 0, context.currency);
    return closed(`打算预存${zh}，没有更高的档位`, `means to prepay ${en}, and no tier is higher`);
  }
  const stocked = above.filter((tier) => tier.gift === null || (context.stock[tier.gift] ?? 0) > 0);
  if (stocked.length === 0) {
    const gifts = [...new Set(above.flatMap((tier) => (tier.gift === null ? [] : [tier.gift])))];
    const names = gifts.map((gift) => catalog.gifts.get(gift)?.name ?? { zh: gift, en: gift });
    return closed(
      `礼品已送完：${names.map((name) => name.zh).join('、')}`,
      `no gift left: ${names.map((name) => name.en).join(', ')}`,
    );
  }
  const paid = stocked.filter((tier) => tier.points === 0 || tier.points <= (facts.points ?? -1));
  const cheapest = stocked[0];
  if (paid.length === 0 && cheapest !== undefined) {
    const needed = showNumber(
      Math.min(...stocked.map((tier) => tier.points)),
      'points',
      context.currency,
    );
    if (facts.points === null) return closed('资料缺失：积分', 'not known: points');
    const has = showNumber(facts.points, 'points', context.currency);
    return closed(`积分${has.zh}，需要${needed.zh}`, `has ${has.en}, needs ${needed.en}`);
  }
  return { open: true, tiers: paid };
}

const aboveIntended = (tiers: readonly Tier[], intended: number): readonly Tier[] =>
  tiers.filter((tier) => tier.prepay === 0 || tier.prepay > intended);

function aroundUsual(tiers: readonly Tier[], facts: Facts): readonly Tier[] {
  const usual = usualAmount(facts) ?? 0;
  const below = tiers.findLast((tier) => tier.prepay > 0 && tier.prepay <= usual);
  return tiers.filter((tier) => tier.prepay === 0 || tier.prepay > usual || tier === below);
}

/**
 * Rungs that the customer can afford: at most `affordableMultiple` times the usual top-up;
 * where none is on record, of a month's spend; for someone quite new, of what they mean to prepay.
 */
export function affordableRungs(
  tiers: readonly Tier[],
  facts: Facts,
  context: DecisionContext,
  policy: Policy,
): Rungs {
  const usual = usualAmount(facts) ?? positive(context.intended);
  const limit = usual === null ? 0 : usual * policy.affordableMultiple;
  const affordable = tiers.filter((tier) => tier.prepay <= limit);
  if (affordable.length > 0) return { open: true, tiers: affordable };
  if (usual === null) return closed('资料缺失：平常充值', 'not known: usual top-up');
  const lowest = showMoney(tiers[0]?.prepay ?? 0, context.currency);
  const shown = showMoney(usual, context.currency);
  const basis =
    positive(facts.usualTopUp) !== null
      ? { zh: '平常充值', en: 'usual top-up' }
      : positive(facts.arpu3) !== null
        ? { zh: '月均消费', en: 'average spend' }
        : { zh: '打算预存', en: 'intended amount' };
  return closed(
    `${basis.zh}${shown.zh}，预存${lowest.zh}超过其${policy.affordableMultiple}倍`,
    `${basis.en} ${shown.en}: prepaying ${lowest.en} is more than ${policy.affordableMultiple} times that`,
  );
}

const closed = (zh: string, en: string): Rungs => ({ open: false, reason: { zh, en } });
