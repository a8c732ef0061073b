// A lottery as the counter shows it: prizes and odds of this device's deck, the fingerprint, the last winners.
import type { LotteryView } from '#shared/contract/view_lottery.ts';
import { fingerprintBefore } from '#shared/engine/lottery/seed_chain.ts';
import { BLANK } from '#shared/engine/lottery/tickets.ts';
import type { Catalog, Lottery } from '#shared/model/catalog.ts';
import { type LocalText, sameInBoth } from '#shared/model/text.ts';
import { compareBy, compareNumber, compareText, descending } from '#shared/base/compare.ts';
import type { Deck, Winner } from '../store/lottery.ts';
import { maskName } from '../store/mask.ts';

/** @param lastSeed of the deck, opened */
export function lotteryView(
  catalog: Catalog,
  { lease, draws, next, left }: Deck,
  lastSeed: string,
  winners: readonly Winner[],
): LotteryView {
  const lottery = catalog.lotteries?.find(({ id }) => id === lease.lottery);
  const costOf = (id: string): number =>
    lottery?.prizes.find((prize) => prize.id === id)?.cost ?? 0;
  return {
    lottery: lease.lottery,
    name: lottery?.name ?? sameInBoth(lease.lottery),
    prizes: Object.entries(left)
      .filter(([id]) => id !== BLANK)
      .map(([id, count]) => ({ id, name: prizeName(lottery, id), left: count }))
      .toSorted(
        compareBy(
          descending((a, b) => compareNumber(costOf(a.id), costOf(b.id))),
          (a, b) => compareText(a.id, b.id),
        ),
      ),
    blanks: left[BLANK] ?? 0,
    lease: lease.id,
    nextDraw: next,
    commitment: fingerprintBefore(lastSeed, next, draws),
    winners: winners.map(({ at, name, prize }) => ({
      at,
      name: maskName(name),
      prize: prizeName(lottery, prize),
    })),
  };
}

/** HQ may have taken the prize off the catalog since it leased the deck. */
export const prizeName = (lottery: Lottery | undefined, id: string): LocalText =>
  lottery?.prizes.find((prize) => prize.id === id)?.name ?? sameInBoth(id);
