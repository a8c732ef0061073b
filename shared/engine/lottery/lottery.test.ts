// The lottery: seeds that prove each other, decks that never run below nothing, and draws that anyone can check.
import * as fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/base/month.ts';
import { DRAW_NUMBER } from '#shared/model/draw_number.ts';
import { drawTicket } from './draw_ticket.ts';
import { fingerprintBefore, fingerprintOf, seedOfDraw } from './seed_chain.ts';
import { BLANK, countTickets, type Tickets, ticketsAfter } from './tickets.ts';
import { type Drawn, type PublicLease, verifyDraw, verifySingleDraw } from './verify_draw.ts';

const LAST_SEED = createHash('sha256').update('a secret').digest('hex');

const leaseOf = (tickets: Tickets, lastSeed = LAST_SEED): PublicLease => ({
  id: 'L1',
  lottery: 'autumn',
  device: 'device-1',
  validFrom: '2026-11-01' as Day,
  validTo: '2026-11-30' as Day,
  tickets,
  commitment: seedOfDraw(lastSeed, 0, countTickets(tickets)),
});

/** Draws with these numbers, one after the other, as a counter does. */
function drawAll(lease: PublicLease, numbers: readonly string[], lastSeed = LAST_SEED): Drawn[] {
  const total = countTickets(lease.tickets);
  const draws: Drawn[] = [];
  for (const [index, number] of numbers.entries()) {
    const tickets = ticketsAfter(
      lease.tickets,
      draws.map(({ prize }) => prize),
    );
    const draw = index + 1;
    const seed = seedOfDraw(lastSeed, draw, total);
    const ticket = { lease: lease.id, draw, number, seed, tickets };
    draws.push({ ...ticket, lottery: lease.lottery, prize: drawTicket(ticket) });
  }
  return draws;
}

const tickets = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/),
  fc.integer({ min: 1, max: 6 }),
  { minKeys: 1, maxKeys: 5, noNullPrototype: true },
);
const deck = fc
  .tuple(tickets, fc.integer({ min: 0, max: 20 }))
  .map(([prizes, blanks]): Tickets => (blanks > 0 ? { ...prizes, [BLANK]: blanks } : prizes));
const anyNumber = fc.stringMatching(DRAW_NUMBER);
const anySeed = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

const sha = (hex: string): string =>
  createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

describe('the chain of seeds', () => {
  it('is SHA-256 from the last seed back to the commitment', () => {
    expect(seedOfDraw(LAST_SEED, 3, 3)).toBe(LAST_SEED);
    expect(seedOfDraw(LAST_SEED, 2, 3)).toBe(sha(LAST_SEED));
    expect(seedOfDraw(LAST_SEED, 0, 3)).toBe(sha(sha(sha(LAST_SEED))));
    expect(fingerprintOf(LAST_SEED)).toBe(sha(LAST_SEED));
    expect(() => seedOfDraw(LAST_SEED, 4, 3)).toThrow(RangeError);
  });

  it('shows before each draw the fingerprint of its seed, and nothing new when all are drawn', () => {
    for (let draw = 1; draw <= 5; draw += 1) {
      expect(fingerprintBefore(LAST_SEED, draw, 5)).toBe(
        fingerprintOf(seedOfDraw(LAST_SEED, draw, 5)),
      );
    }
    expect(fingerprintBefore(LAST_SEED, 6, 5)).toBe(LAST_SEED);
  });
});

describe('drawTicket', () => {
  it('takes the place that the first six bytes of the HMAC give, tickets in the order of their codes', () => {
    const left = { pan: 2, [BLANK]: 5, cup: 3 };
    for (let draw = 1; draw <= 40; draw += 1) {
      const mac = createHmac('sha256', Buffer.from(LAST_SEED, 'hex')).update(`L1:${draw}:0088`);
      const place = mac.digest().readUIntBE(0, 6) % 10;
      const expected = place < 5 ? null : place < 8 ? 'cup' : 'pan';
      const ticket = { lease: 'L1', draw, number: '0088', seed: LAST_SEED, tickets: left };
      expect(drawTicket(ticket)).toBe(expected);
    }
  });

  it('gives each ticket about as often as any other', () => {
    const left = { a: 1, b: 2, [BLANK]: 7 };
    const counts = { a: 0, b: 0, [BLANK]: 0 };
    for (let number = 0; number < 10_000; number += 1) {
      const prize = drawTicket({
        lease: 'L1',
        draw: 1,
        number: String(number),
        seed: LAST_SEED,
        tickets: left,
      });
      counts[(prize ?? BLANK) as keyof typeof counts] += 1;
    }
    // Within four standard deviations of 1000, 2000 and 7000.
    expect(Math.abs(counts.a - 1_000)).toBeLessThan(120);
    expect(Math.abs(counts.b - 2_000)).toBeLessThan(160);
    expect(Math.abs(counts[BLANK] - 7_000)).toBeLessThan(184);
  });

  it('never gives more of a prize than the deck has, whatever is said and however it was shuffled', () => {
    fc.assert(
      fc.property(deck, anySeed, fc.array(anyNumber, { minLength: 1 }), (full, seed, said) => {
        const total = countTickets(full);
        const lease = leaseOf(full, seed);
        const numbers = Array.from(
          { length: total },
          (_, index) => said[index % said.length] ?? '0',
        );
        const draws = drawAll(lease, numbers, seed);
        const left = ticketsAfter(
          full,
          draws.map(({ prize }) => prize),
        );
        expect(Object.values(left).every((count) => count === 0)).toBe(true);
        expect(verifyDraw(lease, draws)).toEqual([]);
        expect(() =>
          drawTicket({ lease: 'L1', draw: total + 1, number: '1', seed, tickets: left }),
        ).toThrow(RangeError);
      }),
    );
  });
});

describe('verifyDraw', () => {
  const lease = leaseOf({ pan: 2, cup: 3, [BLANK]: 5 });
  const draws = drawAll(lease, ['1', '22', '333', '4444']);
  const changed = (place: number, change: Partial<Drawn>): Drawn[] =>
    draws.map((drawn, index) => (index === place - 1 ? { ...drawn, ...change } : drawn));
  const codesOf = (given: readonly Drawn[]) => verifyDraw(lease, given).map(({ code }) => code);

  it('finds nothing wrong with what was drawn right, and each draw stands by itself', () => {
    expect(codesOf(draws)).toEqual([]);
    for (const [index, drawn] of draws.entries()) {
      const fingerprint = draws[index - 1]?.seed ?? lease.commitment;
      expect(verifySingleDraw(fingerprint, drawn)).toEqual([]);
    }
  });

  it('finds another prize', () => {
    const second = draws[1] as Drawn;
    const given = changed(2, { prize: second.prize === 'pan' ? 'cup' : 'pan' });
    expect(verifyDraw(lease, given)[0]).toMatchObject({ draw: 2, place: 2, code: 'prize' });
  });

  it('finds a seed that was made up', () => {
    const made = changed(3, { seed: createHash('sha256').update('made up').digest('hex') });
    expect(codesOf(made)).toContain('seed');
  });

  it('finds a draw left out, said twice, or of another lease', () => {
    expect(codesOf([...draws.slice(0, 1), ...draws.slice(2)])).toContain('order');
    expect(codesOf([...draws, draws[3] as Drawn])).toContain('order');
    expect(codesOf(changed(1, { lease: 'L2' }))).toContain('lease');
  });

  it('finds tickets that were put in or taken out', () => {
    expect(codesOf(changed(2, { tickets: { ...draws[1]?.tickets, pan: 9 } }))).toContain('tickets');
    expect(codesOf(changed(1, { tickets: {} }))).toContain('tickets');
  });

  it('finds a number that was changed afterwards, unless it leads to the same prize', () => {
    const first = draws[0] as Drawn;
    for (let number = 2; number < 50; number += 1) {
      const again = { ...first, number: String(number) };
      const isSame = drawTicket(again) === first.prize;
      expect(verifySingleDraw(lease.commitment, again).length === 0).toBe(isSame);
    }
  });
});
