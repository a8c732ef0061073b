// What HQ holds against what this ledger knows: either may have been put back to an older copy.
import { ok, type Result } from '#shared/base/result.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { forgetReceipts, lastStored, outboxFloor, storedCount } from '../store/events.ts';
import { lastTaken, missingHeld } from '../store/put_back.ts';
import type { HubClient, HubFailure } from './hub_client.ts';

export type CompareOptions = {
  readonly client: HubClient;
  readonly ledger: WritableDB;
  /** HQ holds events that are not here. @param held how many, at least */
  readonly onLoss: (highest: number, held: number) => void;
  readonly signal: AbortSignal;
  readonly log: (level: 'warn', text: string) => void;
};

/** To be asked before events are sent: their numbers must not be those of others. */
export async function compareHeld(options: CompareOptions): Promise<Result<null, HubFailure>> {
  const { client, ledger } = options;
  const held = await client.held(options.signal);
  if (!held.ok) return held;
  const { through, total, highest } = held.value;
  const known = lastTaken(ledger);
  if (highest > known) {
    options.log('warn', `ledger: HQ holds ${highest - known} events that are not here`);
    options.onLoss(highest, highest - known);
  }
  // Up to the floor HQ has answered for every number, if only by putting it aside.
  const isBroken = through < outboxFloor(ledger);
  if (isBroken || hasLost(ledger, total) || highest < lastStored(ledger)) {
    const again = forgetReceipts(ledger, through);
    options.log('warn', `sync: HQ lost events of this computer; ${again} are sent again`);
  }
  return ok(null);
}

/**
 * Whether HQ holds fewer events than it has told this ledger.
 * @param total events of this device that HQ holds, as it says
 */
export const hasLost = (ledger: ReadableDB, total: number): boolean =>
  total < storedCount(ledger) + missingHeld(ledger);
