// The lottery: what is on show, and one draw. A draw is one transaction, on disk before its prize is shown.
import type { Handlers } from '#electron/port/handlers.ts';
import type { Uuid } from '#shared/base/id.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { DrawFailure } from '#shared/contract/failure.ts';
import type { DrawView, LotteryView } from '#shared/contract/view_lottery.ts';
import { drawTicket } from '#shared/engine/lottery/draw_ticket.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { LotteryLease } from '#shared/model/lease.ts';
import type { ReadableDB } from '../db/driver.ts';
import { appendEvent, type Stamp } from '../store/events.ts';
import { deckOfLottery, type Deck, lastWinners } from '../store/lottery.ts';
import { openLeaseSeed } from '../store/lease_seed.ts';
import { readDecisionText } from '../store/decision_text.ts';
import { readVisit } from '../store/visits.ts';
import { drawsLeft, type TextOf } from '../store/visits_taken.ts';
import { type Context, type Ready, ready, stampOf } from './context.ts';
import { lotteryView, prizeName } from './lottery_view.ts';

const WINNERS_SHOWN = 5;

export const createLotteryHandlers = (
  context: Context,
): Pick<Handlers, 'lottery.show' | 'lottery.draw'> => ({
  'lottery.show'({ lottery }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { day } = stampOf(found.value, caller);
    const deck = deckOfLottery(found.value.device.ledger, leasesHere(found.value), lottery, day);
    return deck === undefined ? err({ type: 'no-ticket' }) : ok(showDeck(found.value, deck));
  },

  'lottery.draw'({ visit, number }, caller) {
    const found = ready(context);
    if (!found.ok) return found;
    const { ledger } = found.value.device;
    const stamp = stampOf(found.value, caller);
    // The write lock is taken first: whoever asks at the same time, in whatever window, sees this draw.
    const drawn = ledger.transaction(() => draw(found.value, visit, number, stamp));
    if (!drawn.ok) return drawn;
    context.ledgerChanged();
    return ok(drawToView(found.value, drawn.value, stamp));
  },
});

type Recorded = { readonly event: Uuid; readonly payload: EventPayload<'lottery.drawn'> };

function draw(found: Ready, id: Uuid, number: string, stamp: Stamp): Result<Recorded, DrawFailure> {
  const { ledger, clock } = found.device;
  const visit = readVisit(ledger, id);
  if (visit === undefined) return err({ type: 'unknown-visit' });
  const owed = drawsLeft(textOf(ledger), visit);
  if (owed === null) return err({ type: 'no-draw' });
  const { offer, tier, lottery } = owed;
  const deck = deckOfLottery(ledger, leasesHere(found), lottery, stamp.day);
  if (deck === undefined || deck.next > deck.draws) return err({ type: 'no-ticket' });
  const { lease, next, draws, left } = deck;
  const ticket = {
    lease: lease.id,
    draw: next,
    number,
    seed: seedOfDraw(seedOf(found, lease), next, draws),
    tickets: { ...left },
  };
  const { customer } = visit;
  const prize = drawTicket(ticket);
  const payload = { visit: id, customer, offer, tier, lottery, ...ticket, prize };
  const event = clock.nextId();
  appendEvent(ledger, { id: event, kind: 'lottery.drawn', payload }, stamp);
  return ok({ event, payload });
}

function drawToView(found: Ready, { event, payload }: Recorded, stamp: Stamp): DrawView {
  const { device, cache } = found;
  const { lease, draw: place, number, seed, prize, lottery } = payload;
  const visit = readVisit(device.ledger, payload.visit);
  const deck = deckOfLottery(device.ledger, leasesHere(found), lottery, stamp.day);
  if (visit === undefined || deck === undefined) throw new Error('a draw just made is not there');
  const published = cache.contents.catalog.lotteries?.find(({ id }) => id === lottery);
  return {
    event,
    lease,
    draw: place,
    number,
    seed,
    prize: prize === null ? null : { id: prize, name: prizeName(published, prize) },
    left: drawsLeft(textOf(device.ledger), visit)?.left ?? 0,
    lottery: showDeck(found, deck),
  };
}

const textOf =
  (ledger: ReadableDB): TextOf =>
  (decision) =>
    readDecisionText(ledger, decision);

const leasesHere = ({ device, cache }: Ready): readonly LotteryLease[] =>
  cache.contents.lotteryLeases.filter((lease) => lease.device === device.secrets.device);

/** Sealed for this computer alone. */
const seedOf = ({ device }: Ready, lease: LotteryLease): string =>
  openLeaseSeed(lease, device.secrets.ledgerKey);

const showDeck = (found: Ready, deck: Deck): LotteryView =>
  lotteryView(
    found.cache.contents.catalog,
    deck,
    seedOf(found, deck.lease),
    lastWinners(found.device.ledger, found.cache.reader, deck.lease.lottery, WINNERS_SHOWN),
  );
