// Days of a branch's other windows, as HQ tells of them: visits with a sentence, its answer and an end.
import type { WritableDB } from '#electron/data/db/driver.ts';
import { keepTold } from '#electron/data/store/told.ts';
import { fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import type { ToldEvent } from '#shared/wire/told.ts';
import { answered, finished, newId, started } from '#tests/fixtures/ledger.ts';

const DEVICES = ['dev-2', 'dev-3', 'dev-4'];
/** From half past eight in China on, over by half past two. */
const FIRST = 'T00:30:00Z';
const APART_MS = 10_000;

export type ToldVisits = {
  /** All visits of the day, the first to the `count`th. */
  day(ledger: WritableDB, on: Day, count: number): void;
  /** The `n`th visit of the day. */
  visit(ledger: WritableDB, on: Day, n: number): void;
};

const keep = (ledger: WritableDB, events: readonly ToldEvent[]): void =>
  ledger.transaction(() => {
    keepTold(ledger, events, Date.now() as Instant);
  });

export function toldVisits(customers: number): ToldVisits {
  const sequences = new Map<string, number>();
  function eventsOf(on: Day, n: number): readonly ToldEvent[] {
    const visit = newId();
    const by = DEVICES[n % DEVICES.length] ?? 'dev-2';
    const customer = (n % customers) + 1;
    const at = (Date.parse(`${on}${FIRST}`) + n * APART_MS) as Instant;
    const given = answered(visit, n % 3 === 0 ? 'accepted' : 'declined', customer);
    const drafts = [
      started(visit, customer),
      { ...given, payload: { ...given.payload, asks: fen(10_000) } },
      finished(visit, 10_000, [], customer),
    ];
    return drafts.map(({ id, kind, payload }) => {
      const sequence = (sequences.get(by) ?? 0) + 1;
      sequences.set(by, sequence);
      const staff = `c${(n % 6) + 1}`;
      return { id, device: by, sequence, kind, payload, at, day: on, staff } as ToldEvent;
    });
  }

  return {
    day: (ledger, on, count) =>
      keep(ledger, Array.from({ length: count }, (_, n) => eventsOf(on, n)).flat()),
    visit: (ledger, on, n) => keep(ledger, eventsOf(on, n)),
  };
}
