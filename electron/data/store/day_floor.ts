// The latest business day that the ledger has seen: what ended by it has ended, even if the clock is set back.
import { DAY_MS, type Day, type Instant } from '#shared/base/month.ts';
import { z } from 'zod';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { outboxFloor } from './events.ts';
import { readSetting, writeSetting } from './settings.ts';

/** The later of HQ's day in any time zone, and a day to spare: its database may have another clock. */
const MARGIN_MS = 1.5 * DAY_MS;

const floorSchema = z.strictObject({ through: z.int(), day: z.string().nullable() });
/** The latest day of the events up to `through`, without those of a clock that ran ahead. */
type DayFloor = z.output<typeof floorSchema>;

function readFloor(ledger: ReadableDB): DayFloor {
  const text = readSetting(ledger, 'day-floor');
  return text === null ? { through: 0, day: null } : floorSchema.parse(JSON.parse(text));
}

export function latestDay(ledger: ReadableDB): Day | null {
  const { through, day } = readFloor(ledger);
  // What HQ lost and gets again it may believe the next time.
  const from = Math.min(through, outboxFloor(ledger));
  const row = ledger.get<{ day: Day | null }>(
    sql`select max(day) as day from event where sequence > ${from}`,
  );
  return later(day as Day | null, row?.day ?? null);
}

/**
 * One visit under a clock that runs ahead must close nothing for good. HQ believes no event of a day that it had not
 * reached when the event came (`hasEventAfter` of the hub), so that neither need the ledger. Call inside a transaction.
 * @param at by HQ's clock, after it received every event up to the outbox's floor
 */
export function passOverAhead(ledger: WritableDB, at: Instant): void {
  const { through, day } = readFloor(ledger);
  const held = outboxFloor(ledger);
  if (held <= through) return;
  const reached = new Date(at + MARGIN_MS).toISOString().slice(0, 10);
  const row = ledger.get<{ day: Day | null }>(sql`
    select max(day) as day from event
    where sequence > ${through} and sequence <= ${held} and day <= ${reached}`);
  const floor: DayFloor = { through: held, day: later(day as Day | null, row?.day ?? null) };
  writeSetting(ledger, 'day-floor', JSON.stringify(floor));
}

const later = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other > one) ? other : one;
