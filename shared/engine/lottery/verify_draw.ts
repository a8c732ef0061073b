// Proof of a draw: what anyone who saw the fingerprint, or the lease's public part, can check afterwards.
import { compareText } from '#shared/base/compare.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { LotteryLease } from '#shared/model/lease.ts';
import { drawTicket } from './draw_ticket.ts';
import { fingerprintOf } from './seed_chain.ts';
import { BLANK, countTickets, type Tickets, ticketsAfter } from './tickets.ts';

/** All but the secret: it may be given to anybody. */
export type PublicLease = Omit<LotteryLease, 'sealedSeed'>;

export type Drawn = Pick<
  EventPayload<'lottery.drawn'>,
  'lottery' | 'lease' | 'draw' | 'number' | 'seed' | 'tickets' | 'prize'
>;

/**
 * `lease`: it is of another lease or lottery. `order`: its number is not the next one. `seed`: it does not lead to
 * the fingerprint that was on show. `tickets`: they are not those that were left. `prize`: seed, number and tickets
 * give another one.
 */
export type DrawFault = {
  /** The number that the draw says it has, and its place among those that were checked: 1, 2, 3 ... */
  readonly draw: number;
  readonly place: number;
  readonly code: 'lease' | 'order' | 'seed' | 'tickets' | 'prize';
  /** For a person, in English. */
  readonly detail: string;
};

/** All that is wrong with the draws of one lease, in their order; empty: they are as they must be. */
export function verifyDraw(lease: PublicLease, draws: readonly Drawn[]): readonly DrawFault[] {
  const faults: DrawFault[] = [];
  const prizes: (string | null)[] = [];
  let fingerprint = lease.commitment;
  for (const [index, drawn] of draws.entries()) {
    const fault = (code: DrawFault['code'], detail: string): void => {
      faults.push({ draw: drawn.draw, place: index + 1, code, detail });
    };
    if (drawn.lease !== lease.id || drawn.lottery !== lease.lottery) {
      fault('lease', `is of ${drawn.lottery} ${drawn.lease}, not ${lease.lottery} ${lease.id}`);
    }
    if (drawn.draw !== index + 1)
      fault('order', `is draw ${drawn.draw}, but the next is ${index + 1}`);
    const left = ticketsAfter(lease.tickets, prizes);
    if (!isSameTickets(left, drawn.tickets)) {
      fault(
        'tickets',
        `says ${describeTickets(drawn.tickets)}; left were ${describeTickets(left)}`,
      );
    }
    faults.push(...verifySingleDraw(fingerprint, drawn, index + 1));
    fingerprint = drawn.seed;
    prizes.push(drawn.prize);
  }
  return faults;
}

/** One draw by itself, against the fingerprint that was on show before it: what a customer with a slip can do. */
export function verifySingleDraw(
  fingerprint: string,
  drawn: Drawn,
  place = 1,
): readonly DrawFault[] {
  const { draw } = drawn;
  const faults: DrawFault[] = [];
  if (fingerprintOf(drawn.seed) !== fingerprint) {
    const detail = `its seed has not the fingerprint ${fingerprint.slice(0, 16)}... that was on show`;
    faults.push({ draw, place, code: 'seed', detail });
  }
  if (countTickets(drawn.tickets) < 1) {
    faults.push({ draw, place, code: 'tickets', detail: 'no ticket was left' });
    return faults;
  }
  const prize = drawTicket(drawn);
  if (prize !== drawn.prize) {
    const detail = `gave ${drawn.prize ?? 'a blank'}, but seed and number give ${prize ?? 'a blank'}`;
    faults.push({ draw, place, code: 'prize', detail });
  }
  return faults;
}

const isSameTickets = (a: Tickets, b: Tickets): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((prize) => (a[prize] ?? 0) === (b[prize] ?? 0));

const describeTickets = (tickets: Tickets): string =>
  Object.keys(tickets)
    .toSorted(compareText)
    .map((prize) => `${prize === BLANK ? 'blank' : prize} ${tickets[prize]}`)
    .join(', ');
