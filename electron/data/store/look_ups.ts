// The audit log as HQ is told of it: an event for each piece, the next beginning where the last one ended.
import type { EventPayload } from '#shared/model/event.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { type AuditAction, auditFrom, auditHashAt, lastAudit } from './audit.ts';
import { appendEvent, type Stamp } from './events.ts';
import type { Clock } from './identity.ts';

type Told = EventPayload<'look-ups.told'>;

/** Rows of the log in one event. Searches are counted in it, all others listed. */
const ROWS = 200;

/**
 * Call before HQ is spoken to. What is told follows from the log as it is: a log that was cut or written anew does not
 * fit what HQ holds, and nothing here may make it fit.
 * @returns how many events were recorded
 */
export function tellLookUps(ledger: WritableDB, clock: Clock, stamp: () => Stamp): number {
  return ledger.transaction(() => {
    let told = 0;
    for (;;) {
      const next = nextPiece(ledger);
      if (next === null) return told;
      appendEvent(ledger, { id: clock.nextId(), kind: 'look-ups.told', payload: next }, stamp());
      told += 1;
    }
  });
}

/** Null: all is told. */
function nextPiece(ledger: ReadableDB): Told | null {
  const last = lastTold(ledger);
  const end = lastAudit(ledger);
  const after = Math.min(last?.through ?? 0, end);
  const previous = auditHashAt(ledger, after) ?? '';
  const isCut = last !== null && (after < last.through || previous !== last.head);
  if (after === end && !isCut) return null;
  const rows = auditFrom(ledger, after + 1, ROWS);
  // Else each stick would leave an entry for the next one.
  if (!isCut && rows.every(({ action }) => isOfStick(action))) return null;
  const through = rows.at(-1)?.sequence ?? after;
  const searches = new Map<string, number>();
  const entries: Told['entries'] = [];
  for (const { sequence, at, staff, action, customer, detail } of rows) {
    if (action === 'search') {
      if (staff !== null) searches.set(staff, (searches.get(staff) ?? 0) + 1);
      continue;
    }
    const reason = detail['reason'];
    entries.push({
      sequence,
      at: at as Told['entries'][number]['at'],
      staff,
      action,
      customer,
      ...(typeof reason === 'string' ? { reason } : {}),
    });
  }
  return {
    from: after + 1,
    through,
    previous,
    head: auditHashAt(ledger, through) ?? previous,
    searches: [...searches].map(([staff, count]) => ({ staff, count })),
    entries,
  };
}

const isOfStick = (action: AuditAction): boolean =>
  action === 'stick-write' || action === 'stick-read';

function lastTold(ledger: ReadableDB): Told | null {
  const row = ledger.get<{ payload: string }>(sql`
    select payload from event where kind = 'look-ups.told' order by sequence desc limit 1`);
  return row === undefined ? null : (JSON.parse(row.payload) as Told);
}
