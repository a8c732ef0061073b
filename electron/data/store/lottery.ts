// The decks of this device: what was drawn of each lease, what is left, and who won.
import type { Day, Instant } from '#shared/base/month.ts';
import { BLANK, countTickets, type Tickets, ticketsAfter } from '#shared/engine/lottery/tickets.ts';
import type { LotteryLease } from '#shared/model/lease.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { latestDay } from './day_floor.ts';
import { isClosedLease } from './put_back.ts';

/** A lease as it stands now. */
export type Deck = {
  readonly lease: LotteryLease;
  /** Tickets that it began with: the number of its draws. */
  readonly draws: number;
  /** Number of the next draw; one more than `draws` when none is left. */
  readonly next: number;
  readonly left: Tickets;
};

/**
 * The deck of a lottery to draw from: of the leases that hold today the first with a ticket left, else the last one;
 * undefined where there is none. Call it in the transaction of the draw.
 * @param leases of this device
 */
export function deckOfLottery(
  ledger: ReadableDB,
  leases: readonly LotteryLease[],
  lottery: string,
  today: Day,
): Deck | undefined {
  const last = latestDay(ledger) ?? today;
  const decks = leases
    .filter((lease) => lease.lottery === lottery && isOpen(lease, today, last))
    .filter((lease) => !isClosedLease(ledger, lease.id))
    .map((lease) => toDeck(ledger, lease));
  return decks.find((deck) => deck.next <= deck.draws) ?? decks.at(-1);
}

const hasPrize = (left: Tickets): boolean =>
  Object.entries(left).some(([prize, count]) => prize !== BLANK && count > 0);

/** Tickets that may be promised today, by lottery; lotteries without one, or without a prize, are left out. */
export function ticketsLeft(
  ledger: ReadableDB,
  leases: readonly LotteryLease[],
  today: Day,
): Record<string, number> {
  const left: Record<string, number> = {};
  if (leases.length === 0) return left;
  const last = latestDay(ledger) ?? today;
  for (const lease of leases) {
    if (!isOpen(lease, today, last) || isClosedLease(ledger, lease.id)) continue;
    const deck = toDeck(ledger, lease);
    const tickets = deck.draws - deck.next + 1;
    // A deck of blanks is no lottery: what is owed may be drawn, nothing more is promised.
    if (tickets > 0 && hasPrize(deck.left))
      left[lease.lottery] = (left[lease.lottery] ?? 0) + tickets;
  }
  return left;
}

export type Winner = {
  readonly at: Instant;
  /** As HQ has it; empty for one who is no longer among the customers. */
  readonly name: string;
  readonly prize: string;
};

/** On this device, newest first. */
export function lastWinners(
  ledger: ReadableDB,
  cache: ReadableDB,
  lottery: string,
  limit: number,
): readonly Winner[] {
  const rows = ledger.all<{ at: Instant; customer: number; prize: string }>(sql`
    select at, customer, json_extract(payload, '$.prize') as prize
    from event
    where kind = 'lottery.drawn'
      and json_extract(payload, '$.lottery') = ${lottery}
      and json_extract(payload, '$.prize') is not null
    order by sequence desc
    limit ${limit}`);
  return rows.map(({ at, customer, prize }) => ({
    at,
    name:
      cache.get<{ name: string }>(sql`select name from customer where id = ${customer}`)?.name ??
      '',
    prize,
  }));
}

/**
 * Once the ledger has seen a later day a lease is over for good, even if the clock is set back: by such a day HQ
 * knows that no draw will come any more, and may give its prizes to others.
 */
const isOpen = (lease: LotteryLease, today: Day, lastDay: Day): boolean =>
  lease.validFrom <= today && today <= lease.validTo && lastDay <= lease.validTo;

function toDeck(ledger: ReadableDB, lease: LotteryLease): Deck {
  const drawn = ledger.all<{ prize: string | null }>(sql`
    select json_extract(payload, '$.prize') as prize
    from event
    where kind = 'lottery.drawn' and json_extract(payload, '$.lease') = ${lease.id}
    order by sequence`);
  return {
    lease,
    draws: countTickets(lease.tickets),
    next: drawn.length + 1,
    left: ticketsAfter(
      lease.tickets,
      drawn.map(({ prize }) => prize),
    ),
  };
}
