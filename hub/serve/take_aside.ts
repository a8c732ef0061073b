// An event that was put aside is taken after all: as it came, or as a person corrected it.
import { err, ok, type Result } from '#shared/base/result.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Database } from '#hub/db/database.ts';
import { lockDevice, storeEvents } from '#hub/db/event.ts';
import { findSetAside, nextOfTwin, type SetAside, settle, twinOf } from '#hub/db/quarantine.ts';
import { noteWhole } from '#hub/db/whole.ts';
import { checkEvent, REASONS } from './check_event.ts';
import { EVENT_FORMS } from './event_forms.ts';
import { reviveAside } from './revive_aside.ts';
import { visitIn } from './visit_in.ts';

export type TakeFailure =
  | { readonly type: 'unknown' | 'several' | 'settled' }
  /** It cannot be stored as it is; `reason` as in the quarantine. */
  | { readonly type: 'still-wrong'; readonly reason: string };

export type Taken = {
  readonly event: string;
  readonly device: string;
  /** Under the device's own number, or after those of its twin since that number is another's. */
  readonly sequence: number;
};

/**
 * A person answers for it: it is not held against what HQ knows once more. What rests on it is.
 * @param corrected JSON text in the place of what came; null: as it came
 */
export function takeSetAside(
  db: Database,
  digest: string,
  corrected: string | null,
): Promise<Result<Taken, TakeFailure>> {
  return db.transaction(async (tx): Promise<Result<Taken, TakeFailure>> => {
    const found = await oneOf(tx, digest);
    if (!found.ok) return found;
    const aside = found.value;
    await lockDevice(tx, aside.device);
    const raw = parseJson(corrected ?? aside.body);
    const checked = checkEvent(
      raw,
      { device: aside.device, protocol: PROTOCOL_VERSION },
      EVENT_FORMS,
    );
    if (checked.type !== 'readable') {
      return err({
        type: 'still-wrong',
        reason: checked.type === 'wrong' ? checked.reason : 'of a later protocol',
      });
    }
    let { event } = checked;
    let [fate] = await storeEvents(tx, aside.branch, [event]);
    if (fate === 'other-id') {
      const sequence = await nextOfTwin(tx, { id: aside.device, branch: aside.branch });
      event = { ...event, device: twinOf(aside.device), sequence };
      [fate] = await storeEvents(tx, aside.branch, [event]);
    }
    if (fate !== 'identical') {
      return err({ type: 'still-wrong', reason: REASONS[fate ?? 'other-id'] });
    }
    await settle(tx, aside, 'taken');
    await noteWhole(tx, event.device, false);
    const visit = visitIn(event.content);
    if (visit !== null) {
      const device = { id: aside.device, branch: aside.branch };
      await reviveAside(tx, device, new Set([visit]), Date.now());
    }
    return ok({ event: event.id, device: event.device, sequence: event.sequence });
  });
}

/** It stays to be read, and asks nobody any more. */
export function dismissSetAside(
  db: Database,
  digest: string,
): Promise<Result<SetAside, TakeFailure>> {
  return db.transaction(async (tx): Promise<Result<SetAside, TakeFailure>> => {
    const found = await oneOf(tx, digest);
    if (found.ok) await settle(tx, found.value, 'dismissed');
    return found;
  });
}

async function oneOf(tx: Database, digest: string): Promise<Result<SetAside, TakeFailure>> {
  const [first, second] = await findSetAside(tx, digest);
  if (first === undefined) return err({ type: 'unknown' });
  if (second !== undefined) return err({ type: 'several' });
  return first.settled === null ? ok(first) : err({ type: 'settled' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
