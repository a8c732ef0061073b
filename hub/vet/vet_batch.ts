// Events of one device against what HQ knows, in the order in which the device recorded them.
import type { Database } from '#hub/db/database.ts';
import type { Device } from '#hub/db/device.ts';
import type { IncomingEvent } from '#hub/db/event.ts';
import { readTaken } from '#hub/db/grounds.ts';
import { gatherGrounds, type VettedEvent } from './grounds.ts';
import type { Misfit } from './misfit.ts';
import { vetEvent } from './vet_event.ts';

/**
 * In a transaction that holds the lock of the device. What has the id or the number of an event that is held is left to
 * the storing: it is the same event once more, or it is refused there.
 * @param now the hub's clock, UTC ms
 * @returns what is not believed, and why
 */
export async function vetBatch(
  tx: Database,
  device: Device,
  events: readonly IncomingEvent[],
  now: number,
): Promise<ReadonlyMap<IncomingEvent, Misfit>> {
  const misfits = new Map<IncomingEvent, Misfit>();
  if (events.length === 0) return misfits;
  const taken = await readTaken(tx, device.id, events);
  const ids = new Set(taken.ids);
  const sequences = new Set(taken.sequences);
  const fresh = events
    .toSorted((a, b) => a.sequence - b.sequence)
    .filter(({ id, sequence }) => {
      if (ids.has(id.toLowerCase()) || sequences.has(sequence)) return false;
      ids.add(id.toLowerCase());
      sequences.add(sequence);
      return true;
    })
    .map((event) => ({ event, parsed: parsed(event) }));
  if (fresh.length === 0) return misfits;
  const grounds = await gatherGrounds(
    tx,
    device,
    fresh.map((one) => one.parsed),
    now,
  );
  for (const one of fresh) {
    const misfit = vetEvent(one.parsed, grounds);
    if (misfit !== null) misfits.set(one.event, misfit);
  }
  return misfits;
}

/** Its payload was checked against its kind. */
const parsed = (event: IncomingEvent): VettedEvent =>
  ({ ...event, payload: event.content }) as VettedEvent;
