// What a mended or put-back ledger records of itself, so that the branch and HQ know what is missing.
import { spansMissing, type Span } from '#shared/base/past_damage.ts';
import type { LotteryLease } from '#shared/model/lease.ts';
import { type EventPayload, PROGRAM } from '#shared/model/event.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { lastAudit } from './audit.ts';
import { appendEvent, type Stamp } from './events.ts';
import type { Clock } from './identity.ts';
import { lastTaken, notePutBack, restIfBlind } from './put_back.ts';

type Mended = EventPayload<'ledger.mended'>;

export type Shortfall = {
  readonly cause: Mended['cause'];
  /** The last sequence that was ever taken, as far as is known outside the ledger; 0: nothing is known. */
  readonly sequence: number;
  /** The same of the audit log. */
  readonly audit: number;
  /** Of what is missing, what HQ says it holds. */
  readonly held: number;
};

/** The sequences that were taken and are not here, and were not told of before. */
function lostSpans(ledger: ReadableDB, through: number): readonly Span[] {
  const known = new Set(
    ledger
      .all<{ sequence: number }>(sql`select sequence from event where sequence <= ${through}`)
      .map(({ sequence }) => sequence),
  );
  const told = ledger.all<{ payload: string }>(
    sql`select payload from event where kind = 'ledger.mended'`,
  );
  for (const { payload } of told) {
    for (const span of (JSON.parse(payload) as Mended).lost) {
      for (let sequence = span.from; sequence <= span.through; sequence += 1) known.add(sequence);
    }
  }
  return spansMissing(
    [...known].toSorted((one, other) => one - other),
    through,
  );
}

const MOST_SPANS = 200;

/** Many small gaps are told as few large ones: to wait for none of them harms nothing. */
const joined = (spans: readonly Span[]): Span[] => {
  if (spans.length <= MOST_SPANS) return [...spans];
  const rest = spans.slice(MOST_SPANS - 1);
  const [first] = rest;
  const last = rest.at(-1);
  return first === undefined || last === undefined
    ? [...spans]
    : [...spans.slice(0, MOST_SPANS - 1), { from: first.from, through: last.through }];
};

/** @returns what was recorded; null: nothing is missing */
export function recordShortfall(
  ledger: WritableDB,
  shortfall: Shortfall,
  leases: readonly LotteryLease[],
  clock: Clock,
  stamp: Omit<Stamp, 'staff'>,
): Mended | null {
  return ledger.transaction(() => {
    const lookUps = Math.max(0, shortfall.audit - lastAudit(ledger));
    const isAsFar = shortfall.sequence <= lastTaken(ledger) && lookUps === 0;
    if (isAsFar && shortfall.cause !== 'damaged') return null;
    const through = Math.max(shortfall.sequence, lastTaken(ledger));
    const lost = joined(lostSpans(ledger, through));
    const missing = lost.reduce((sum, span) => sum + span.through - span.from + 1, 0);
    if (missing > 0) {
      notePutBack(ledger, { missing, held: shortfall.held, floor: through }, leases);
    } else restIfBlind(ledger, leases);
    const [row] = ledger.all<{ kept: number }>(sql`select count(*) as kept from event`);
    const payload: Mended = { cause: shortfall.cause, kept: row?.kept ?? 0, lost, lookUps };
    appendEvent(
      ledger,
      { id: clock.nextId(), kind: 'ledger.mended', payload },
      { ...stamp, staff: PROGRAM },
    );
    return payload;
  });
}
