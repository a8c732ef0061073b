// The tickets of a deck, counted by prize. A draw takes one away, so no prize is ever given twice.

/** Blanks under `-`. */
export type Tickets = Readonly<Record<string, number>>;

export const BLANK = '-';

export const countTickets = (tickets: Tickets): number =>
  Object.values(tickets).reduce((sum, count) => sum + count, 0);

/** @param prizes of the draws so far; null for a blank. Negative where more were drawn than there were. */
export function ticketsAfter(tickets: Tickets, prizes: readonly (string | null)[]): Tickets {
  const left: Record<string, number> = { ...tickets };
  for (const prize of prizes) {
    const key = prize ?? BLANK;
    left[key] = (left[key] ?? 0) - 1;
  }
  return left;
}
