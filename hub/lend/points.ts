// Which device of a branch lets points be spent: one at a time, and the next only after the last gave it back.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EventKind } from '#shared/model/event.ts';
import type { Database } from '#hub/db/database.ts';
import {
  hasFollowed,
  readActiveDevices,
  readLostLongAgo,
  readQuarantine,
  readReportedThrough,
} from '#hub/db/device_report.ts';
import {
  askPointsLeaseBack,
  givePointsLease,
  readPointsLease,
  writeCounted,
} from '#hub/db/points.ts';
import { publishing } from '#hub/db/publication.ts';

/** The branch's first device holds it, until HQ says otherwise. */
export async function giveFirstPointsLease(tx: Database, branch: string): Promise<void> {
  const [first] = await readActiveDevices(tx, branch);
  if (first === undefined || (await readPointsLease(tx, branch)) !== undefined) return;
  await givePointsLease(tx, branch, first.id);
}

/**
 * Call it in the transaction that publishes the customers' points: what is counted here is counted there. Hands the
 * lease on once the holder is known to have heard that it is asked back.
 */
export async function renewPointsLease(tx: Database, branch: string): Promise<void> {
  for (const { id } of await readActiveDevices(tx, branch)) {
    await writeCounted(tx, id, await countedThrough(tx, id));
  }
  await giveFirstPointsLease(tx, branch);
  const lease = await readPointsLease(tx, branch);
  if (lease === undefined || lease.next === null || lease.askedBack === null) return;
  if (await hasFollowed(tx, lease.holder, lease.askedBack)) {
    await givePointsLease(tx, branch, lease.next);
  }
}

export type MovePointsError =
  | { readonly type: 'unknown-device'; readonly devices: readonly string[] }
  | { readonly type: 'is-holder' };

/** `given`: at once. `asked-back`: once the holder has heard of it. */
export type PointsMove = { readonly state: 'given' | 'asked-back'; readonly from: string | null };

/**
 * @param force give it at once, whatever the present holder has let be spent and not reported
 */
export function movePointsLease(
  db: Database,
  options: { readonly branch: string; readonly device: string; readonly force: boolean },
): Promise<Result<PointsMove, MovePointsError>> {
  const { branch, device, force } = options;
  return db.transaction(async (tx): Promise<Result<PointsMove, MovePointsError>> => {
    const devices = (await readActiveDevices(tx, branch)).map(({ id }) => id);
    if (!devices.includes(device)) return err({ type: 'unknown-device', devices });
    const lease = await readPointsLease(tx, branch);
    if (lease?.holder === device && lease.next === null) return err({ type: 'is-holder' });
    const from = lease?.holderName ?? null;
    // Asked back and now left where it is: the holder may go on with the next publication.
    if (lease === undefined || force || lease.holder === device) {
      await givePointsLease(tx, branch, device);
      return ok({ state: 'given', from });
    }
    await askPointsLeaseBack(tx, branch, device);
    return ok({ state: 'asked-back', from });
  }, publishing(branch));
}

/** What these gave away must be counted: one of them that could not be stored is waited for, by a person. */
const GIVING: ReadonlySet<unknown> = new Set<EventKind>(['points.spent', 'lottery.drawn']);

/** What a ledger lost never comes: points do not rest for it longer than the operator's figures lack it. */
async function countedThrough(tx: Database, device: string): Promise<number> {
  const setAside = (await readQuarantine(tx, device)).flatMap(sequenceOf);
  return readReportedThrough(tx, device, [...setAside, ...(await readLostLongAgo(tx, device))]);
}

/** Up to which event nothing of a device is unknown any more: the last sequence without a gap before it. Events put aside are no gap, unless they gave something away. */
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
