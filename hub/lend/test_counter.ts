// A counter of a branch for tests: it numbers its events, draws from its deck and lets points be spent, and reports.
import { randomBytes } from 'node:crypto';
import { uuid7 } from '#shared/base/id.ts';
import type { Day } from '#shared/base/month.ts';
import { drawTicket } from '#shared/engine/lottery/draw_ticket.ts';
import { seedOfDraw } from '#shared/engine/lottery/seed_chain.ts';
import { countTickets, ticketsAfter } from '#shared/engine/lottery/tickets.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import { type Database, sql } from '#hub/db/database.ts';
import { insertDevice } from '#hub/db/device.ts';
import { receiveEvents } from '#hub/serve/receive_events.ts';

export type TestCounter = {
  readonly id: string;
  /** Its business day; tests move it. */
  day: Day;
  /** Not reported yet. */
  readonly outbox: object[];
  /** Events recorded so far. */
  readonly sequence: () => number;
  record(kind: string, payload: object): string;
  draw(lease: OpenLease, number: string): EventPayload<'lottery.drawn'>;
  /** Sends what is in the outbox, all of it or the first few; HQ has it on that day, else on the counter's. */
  report(count?: number, on?: Day): Promise<void>;
};

let enrolled = 0;

export async function createTestCounter(db: Database, branch: string): Promise<TestCounter> {
  enrolled += 1;
  const now = Date.UTC(2026, 10, 1) + enrolled * 1_000;
  const id = `device-${branch}-${enrolled}`;
  const name = `${enrolled}号柜台`;
  await insertDevice(db, { id, branch, name, tokenHash: randomBytes(32), keys: null }, now);
  const newId = () => uuid7(now + counter.sequence(), randomBytes(10));
  const drawn = new Map<string, (string | null)[]>();
  let sequence = 0;
  let received = 0;
  const counter: TestCounter = {
    id,
    day: '2026-11-21' as Day,
    outbox: [],
    sequence: () => sequence,
    record(kind, payload) {
      sequence += 1;
      const event = newId();
      const at = Date.parse(`${counter.day}T04:00:00Z`);
      const { day } = counter;
      counter.outbox.push({ id: event, device: id, sequence, kind, payload, at, day, staff: 'c1' });
      return event;
    },
    draw(lease, number) {
      const prizes = drawn.get(lease.id) ?? [];
      drawn.set(lease.id, prizes);
      const draw = prizes.length + 1;
      const ticket = {
        lease: lease.id,
        draw,
        number,
        seed: seedOfDraw(lease.lastSeed, draw, countTickets(lease.tickets)),
        tickets: { ...ticketsAfter(lease.tickets, prizes) },
      };
      const prize = drawTicket(ticket);
      prizes.push(prize);
      const { lottery } = lease;
      const visit = newId();
      const payload = { visit, customer: 1, offer: 'draw', tier: 't', lottery, ...ticket, prize };
      counter.record('lottery.drawn', payload);
      return payload;
    },
    async report(count = counter.outbox.length, on = counter.day) {
      if (count === 0) return;
      const sent = counter.outbox.splice(0, count);
      await receiveEvents(db, { id, branch }, sent, { isBelieved: true });
      await db.execute(sql`
        update event set received_at = ${new Date(`${on}T05:00:00Z`)}
        where device = ${id} and sequence > ${received}`);
      received = sequence - counter.outbox.length;
    },
  };
  return counter;
}
