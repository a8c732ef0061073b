// What was put aside because something was missing is taken once that is here: the start of a visit, an edition, a member of staff.
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import type { Device } from '#hub/db/device.ts';
import { lockDevice, storeEvents } from '#hub/db/event.ts';
import { readDevicesAside, readUnsettled, settle } from '#hub/db/quarantine.ts';
import { MAY_FIT_LATER } from '#hub/vet/misfit.ts';
import { vetBatch } from '#hub/vet/vet_batch.ts';
import { checkEvent } from './check_event.ts';
import { EVENT_FORMS } from './event_forms.ts';
import { visitIn } from './visit_in.ts';

/** Of all devices. @returns how many were taken */
export async function reviveAll(db: Database, now: number): Promise<number> {
  let revived = 0;
  for (const device of await readDevicesAside(db)) {
    revived += await db.transaction(async (tx) => {
      await lockDevice(tx, device.id);
      return reviveAside(tx, device, null, now);
    });
  }
  return revived;
}

/**
 * In a transaction that holds the lock of the device.
 * @param visits of which something has just come; null: all
 */
export async function reviveAside(
  tx: Database,
  device: Device,
  visits: ReadonlySet<string> | null,
  now: number,
): Promise<number> {
  const asides = await readUnsettled(tx, device.id, MAY_FIT_LATER);
  const found = asides.flatMap((aside) => {
    const raw: unknown = JSON.parse(aside.body);
    const sender = { device: device.id, protocol: PROTOCOL_VERSION };
    const checked = checkEvent(raw, sender, EVENT_FORMS);
    if (checked.type !== 'readable') return [];
    const visit = visitIn(checked.event.content);
    if (visits !== null && (visit === null || !visits.has(visit))) return [];
    return [{ aside, event: checked.event }];
  });
  if (found.length === 0) return 0;
  const misfits = await vetBatch(
    tx,
    device,
    found.map(({ event }) => event),
    now,
  );
  const fit = found.filter(({ event }) => !misfits.has(event));
  const fates = await storeEvents(
    tx,
    device.branch,
    fit.map(({ event }) => event),
  );
  let revived = 0;
  for (const [index, { aside }] of fit.entries()) {
    if (fates[index] !== 'identical') continue;
    await settle(tx, aside, 'taken');
    revived += 1;
  }
  return revived;
}
