// What a gift's stock is made of: what HQ allotted, what visits gave day by day, what is lent here, what was counted.
import { ok } from '#shared/base/result.ts';
import type { GiftStock } from '#shared/contract/view_report.ts';
import type { Handlers } from '#electron/port/handlers.ts';
import { countsOfGift } from '../store/day_closes.ts';
import { giftCounts, readGiftShare } from '../store/gift_share.ts';
import { drawnByGift, drawnFromEvents } from '../store/stock.ts';
import { daysOfGift } from '../store/visit_rows.ts';
import { followVisits, namesOf } from './branch_visits.ts';
import { type Context, type Ready, ready } from './context.ts';

export const createGiftStockHandlers = (context: Context): Pick<Handlers, 'gift.stock'> => ({
  'gift.stock'({ gift }) {
    const found = ready(context);
    return found.ok ? ok(stockOf(found.value, gift)) : found;
  },
});

function stockOf(found: Ready, id: string): GiftStock | null {
  const { device, cache } = found;
  const { ledger } = device;
  const { gifts } = cache.contents;
  const gift = gifts.find((one) => one.id === id);
  if (gift === undefined) return null;
  followVisits(found);
  const days = daysOfGift(ledger, id);
  const gone = drawnByGift(ledger).get(id) ?? 0;
  const here = drawnFromEvents(ledger).get(id) ?? 0;
  const names = namesOf(found);
  return {
    allotted: gift.allocated,
    days,
    elsewhere: gone - days.reduce((sum, { count }) => sum + count, 0),
    left: gift.allocated - gone,
    lent: {
      pieces: readGiftShare(ledger).pieces.get(id) ?? 0,
      given: here,
      here: giftCounts(ledger, gifts).get(id)?.here ?? 0,
    },
    counts: countsOfGift(ledger, id).map((one) => ({
      ...one,
      approvedBy: names.staff(one.approvedBy),
    })),
  };
}
