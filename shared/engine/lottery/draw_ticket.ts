// One draw: which ticket a seed and the customer's number pick from those that are left.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { compareText } from '#shared/base/compare.ts';
import { BLANK, countTickets, type Tickets } from './tickets.ts';

export type TicketChoice = {
  readonly lease: string;
  /** 1, 2, 3 ... within the lease. */
  readonly draw: number;
  /** What the customer said: 1 to 8 digits, as they were said. */
  readonly number: string;
  /** Hex of 32 bytes. */
  readonly seed: string;
  /** Before the draw, by prize. */
  readonly tickets: Tickets;
};

/**
 * The first 6 bytes of HMAC-SHA256(seed, `lease:draw:number`) as an integer, modulo the tickets left, is the place
 * of the ticket; tickets lie in the order of their prizes' codes, blanks (`-`) first. 2^48 is no multiple of the
 * count, so some tickets are likelier by less than one part in 2^30 (a deck has at most 13,000 tickets).
 * @returns the prize, null for a blank
 * @throws when no ticket is left
 */
export function drawTicket({ lease, draw, number, seed, tickets }: TicketChoice): string | null {
  const left = countTickets(tickets);
  if (left === 0) throw new RangeError('no ticket is left to draw');
  const mac = hmac(sha256, hexToBytes(seed), utf8ToBytes(`${lease}:${draw}:${number}`));
  let place = mac.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % left;
  for (const prize of Object.keys(tickets).toSorted(compareText)) {
    place -= tickets[prize] ?? 0;
    if (place < 0) return prize === BLANK ? null : prize;
  }
  throw new Error('the tickets do not add up');
}
