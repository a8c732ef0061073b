// How the outbox is cut into batches: larger ones only for a hub that takes them, while the line is quick.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import { err, ok } from '#shared/base/result.ts';
import type { EventEnvelope } from '#shared/model/event.ts';
import { newId, openTestLedger, stamp, started } from '#tests/fixtures/ledger.ts';
import type { WritableDB } from '../db/driver.ts';
import { appendEvent, unsent } from '../store/events.ts';
import type { HubClient } from './hub_client.ts';
import { sendEvents } from './send_events.ts';

const EVENTS = 1_500;
let ledger: WritableDB;
let now = 1_800_000_000_000;

beforeEach(() => {
  ledger = openTestLedger();
  ledger.transaction(() => {
    for (let index = 0; index < EVENTS; index += 1) {
      appendEvent(ledger, started(newId()), stamp());
    }
  });
});
afterEach(() => ledger.close());

/** @returns the sizes of all batches that came, and whether all events came in order, each once */
async function drainInto(hub: {
  readonly takes?: number;
  /** ms that a batch takes */
  readonly slow?: number;
  /** Another copy of it refuses more. */
  readonly refusesOver?: number;
}): Promise<readonly number[]> {
  const sizes: number[] = [];
  const came: number[] = [];
  const client = {
    sendEvents: async (events: readonly EventEnvelope[]) => {
      sizes.push(events.length);
      now += hub.slow ?? 100;
      if (events.length > (hub.refusesOver ?? EVENTS)) {
        return err({ type: 'refused' as const, code: 'bad-request' as const, ...REFUSAL });
      }
      came.push(...events.map(({ sequence }) => sequence));
      const stored = events.map(({ id }) => id);
      return ok({ stored, quarantined: [], total: came.length, batch: null, takes: hub.takes });
    },
  } as Pick<HubClient, 'sendEvents'> as HubClient;
  const sent = await sendEvents({
    client,
    ledger,
    clock: { now: () => now as Instant } as Parameters<typeof sendEvents>[0]['clock'],
    signal: new AbortController().signal,
    onAcknowledged: () => undefined,
  });
  expect(sent.ok).toBe(true);
  expect(came).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
  expect(unsent(ledger).count).toBe(0);
  return sizes;
}

const REFUSAL = { message: '', hubNow: null, hubProtocol: null, retryAfterMs: 0 };

test('a hub of before gets 200 at once', async () => {
  expect(await drainInto({})).toEqual([200, 200, 200, 200, 200, 200, 200, 100]);
});

test('one that takes more gets more', async () => {
  expect(await drainInto({ takes: 600 })).toEqual([200, 600, 600, 100]);
});

test('never more than this program knows of, nor fewer than every hub takes', async () => {
  expect(await drainInto({ takes: 100_000 })).toEqual([200, 600, 600, 100]);
});

test('over a slow line batches stay as they are', async () => {
  expect(Math.max(...(await drainInto({ takes: 600, slow: 3_000 })))).toBe(200);
});

test('an older copy of the hub that refuses so many gets fewer, and nothing waits', async () => {
  const sizes = await drainInto({ takes: 600, refusesOver: 200 });
  expect(sizes).toEqual([200, 600, 200, 200, 200, 200, 200, 200, 100]);
});

/** Names batches, keeps their order, and lets the test say when each is answered and how. */
function hubInOrder(answers: (isAhead: boolean) => 'taken' | 'lost' | 'held-back' = () => 'taken') {
  const held = new Set<string>();
  const sequences: number[] = [];
  const aheads: boolean[] = [];
  let head: string | null = null;
  let underWay = 0;
  let most = 0;
  const client = {
    async sendEvents(events, previous, _signal, { isAhead = false, onSent } = {}) {
      underWay += 1;
      most = Math.max(most, underWay);
      const batch = `batch ${aheads.push(isAhead)}`;
      const answer = answers(isAhead);
      const isTaken = answer !== 'held-back' && (!isAhead || head === previous);
      if (isTaken) {
        head = batch;
        for (const { id, sequence } of events) {
          if (!held.has(id)) sequences.push(sequence);
          held.add(id);
        }
      }
      const total = held.size;
      onSent?.(batch);
      // Longer than it takes to make and send the one behind.
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
      if (answer === 'lost') return err({ type: 'unreachable' as const, detail: 'lost' });
      if (!isTaken)
        return err({ type: 'refused' as const, code: 'unavailable' as const, ...REFUSAL });
      const stored = events.map(({ id }) => id);
      return ok({ stored, quarantined: [], total, batch, takes: 200, ahead: true });
    },
  } as Pick<HubClient, 'sendEvents'> as HubClient;
  const drain = () =>
    sendEvents({
      client,
      ledger,
      clock: { now: () => now as Instant } as Parameters<typeof sendEvents>[0]['clock'],
      signal: new AbortController().signal,
      onAcknowledged: () => undefined,
    });
  return { drain, sequences, aheads, most: () => most };
}

const ALL = Array.from({ length: EVENTS }, (_, index) => index + 1);

test('once the hub says that it can, two batches are under way, in order', async () => {
  const hub = hubInOrder();
  expect((await hub.drain()).ok).toBe(true);
  expect(hub.most()).toBe(2);
  expect(hub.aheads).toEqual([false, false, ...Array.from({ length: 6 }, () => true)]);
  expect(hub.sequences).toEqual(ALL);
  expect(unsent(ledger).count).toBe(0);
});

test('a copy of the hub that takes none ahead gets them one by one', async () => {
  const hub = hubInOrder((isAhead) => (isAhead ? 'held-back' : 'taken'));
  expect((await hub.drain()).ok).toBe(true);
  expect(hub.sequences).toEqual(ALL);
  // The one that was turned away, and the one that was under way behind it.
  expect(hub.aheads.filter(Boolean)).toHaveLength(2);
  expect(unsent(ledger).count).toBe(0);
});

test('what was taken behind a lost answer has its receipt, and the rest is sent again', async () => {
  let count = 0;
  const hub = hubInOrder(() => ((count += 1) === 2 ? 'lost' : 'taken'));
  expect(await hub.drain()).toEqual({ ok: false, error: { type: 'unreachable', detail: 'lost' } });
  expect(unsent(ledger).count).toBe(EVENTS - 400);
  expect((await hub.drain()).ok).toBe(true);
  expect(hub.sequences).toEqual(ALL);
  expect(unsent(ledger).count).toBe(0);
});
