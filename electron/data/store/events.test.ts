// Sequence, outbox and receipts.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import {
  answered,
  append,
  newId,
  openTestLedger,
  started,
  undone,
} from '#tests/fixtures/ledger.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import {
  acknowledge,
  type EventDraft,
  eventsOfVisit,
  lastEventId,
  outbox,
  quarantinedCount,
  unsent,
} from './events.ts';

let ledger: WritableDB;
beforeEach(() => {
  ledger = openTestLedger();
});

const NOW = 1_795_000_100_000 as Instant;
const stored = (id: string) => ({ id, quarantined: null });

describe('events', () => {
  it('come back as they were recorded, in order', () => {
    const visit = newId();
    const first = append(ledger, started(visit));
    append(ledger, started(newId()));
    const second = append(ledger, answered(visit, 'declined'));
    expect(eventsOfVisit(ledger, visit).map(({ id, sequence }) => [id, sequence])).toEqual([
      [first, 1],
      [second, 3],
    ]);
    expect(eventsOfVisit(ledger, visit)[1]).toMatchObject({
      device: 'dev-1',
      kind: 'answer.recorded',
      payload: { answer: 'declined', declineReason: 'thinking' },
      day: '2026-11-18',
      staff: 'c1',
    });
    expect(lastEventId(ledger)).toBe(second);
  });

  it('are refused when the payload does not fit the kind', () => {
    const bad = { id: newId(), kind: 'event.undone', payload: { undoes: 'x', visit: newId() } };
    expect(() => append(ledger, bad as EventDraft)).toThrow(/UUID/);
    expect(lastEventId(ledger)).toBeNull();
  });

  it('can be undone once only', () => {
    const visit = newId();
    const answer = append(ledger, answered(visit, 'accepted'));
    append(ledger, undone(visit, answer));
    expect(() => append(ledger, undone(visit, answer))).toThrow(/UNIQUE/);
  });
});

describe('the outbox', () => {
  it('is what the hub has not acknowledged, whatever the order of its answers', () => {
    const record = (): string => append(ledger, answered(newId(), 'accepted'));
    const [one, two, three, four, five, six] = [
      record(),
      record(),
      record(),
      record(),
      record(),
      record(),
    ];
    expect(outbox(ledger, 4).map(({ id }) => id)).toEqual([one, two, three, four]);
    acknowledge(ledger, [stored(two), stored(five)], NOW);
    expect(outbox(ledger, 10).map(({ id }) => id)).toEqual([one, three, four, six]);
    acknowledge(ledger, [stored(one), stored(three)], NOW);
    expect(outbox(ledger, 10).map(({ id }) => id)).toEqual([four, six]);
    expect(unsent(ledger)).toEqual({ count: 2, oldest: 1_795_000_000_000 });
    acknowledge(ledger, [stored(six), stored(four)], NOW);
    expect(outbox(ledger, 10)).toEqual([]);
    expect(unsent(ledger)).toEqual({ count: 0, oldest: null });
  });

  it('notes each receipt once, and none for events that are not ours', () => {
    const id = append(ledger, answered(newId(), 'accepted'));
    expect(acknowledge(ledger, [stored(id), stored(id), stored(newId())], NOW)).toBe(1);
    expect(acknowledge(ledger, [stored(id)], NOW)).toBe(0);
  });

  it('sends a quarantined event no more, and counts it', () => {
    const bad = append(ledger, answered(newId(), 'accepted'));
    const good = append(ledger, answered(newId(), 'accepted'));
    acknowledge(ledger, [{ id: bad, quarantined: 'unknown offer' }, stored(good)], NOW);
    expect(outbox(ledger, 10)).toEqual([]);
    expect(quarantinedCount(ledger)).toBe(1);
  });

  it('does not look again at what lies below its floor', () => {
    const ids = Array.from({ length: 50 }, () => append(ledger, answered(newId(), 'accepted')));
    acknowledge(ledger, ids.slice(0, 49).map(stored), NOW);
    const floor = ledger.get(sql`select value from setting where key = 'outbox-floor'`);
    expect(floor).toEqual({ value: '49' });
  });
});
