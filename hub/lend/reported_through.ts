// Up to which event nothing of a device is unknown any more.
import type { EventKind } from '#shared/model/event.ts';
import type { Database } from '#hub/db/database.ts';
import { readQuarantine, readReportedThrough } from '#hub/db/device_report.ts';

/** What these gave away must be counted: one of them that could not be stored is waited for, by a person. */
const GIVING: ReadonlySet<unknown> = new Set<EventKind>(['points.spent', 'lottery.drawn']);

/** The last sequence without a gap before it. Events put aside are no gap, unless they gave something away. */
export async function reportedThrough(db: Database, device: string): Promise<number> {
  const setAside = (await readQuarantine(db, device)).flatMap(sequenceOf);
  return readReportedThrough(db, device, setAside);
}

function sequenceOf(body: string): readonly number[] {
  let event: { readonly sequence?: unknown; readonly kind?: unknown } | null;
  try {
    event = JSON.parse(body) as typeof event;
  } catch {
    return [];
  }
  const sequence = event?.sequence;
  if (GIVING.has(event?.kind) || typeof sequence !== 'number') return [];
  return Number.isSafeInteger(sequence) && sequence > 0 ? [sequence] : [];
}
