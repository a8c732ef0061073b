// What a person is told of the branch's other windows.
import type { Instant } from '#shared/base/month.ts';
import type { NeighboursStatus, NeighbourWindow } from '#shared/contract/view_status.ts';
import type { ReadableDB } from '../db/driver.ts';
import { neighbourHeardAt, waitingSheets } from '../store/neighbours.ts';
import { readSetting } from '../store/settings.ts';
import { readToldOf } from '../store/told.ts';

type Lines = {
  readonly hasKeys: boolean;
  /** Where this window listens. */
  readonly addresses: readonly string[];
  readonly isLive: (device: string) => boolean;
  /** Null: no line is open. */
  readonly openSince: (device: string) => Instant | null;
};

export function statusOf(ledger: ReadableDB, lines: Lines): NeighboursStatus {
  const { hasKeys, addresses, isLive, openSince } = lines;
  const heard = neighbourHeardAt(ledger);
  const waiting = new Map(waitingSheets(ledger).map((one) => [one.device, one.entries]));
  const stateOf = (id: string, keys: unknown): NeighbourWindow['state'] => {
    if (keys === null) return 'turned-away';
    if (isLive(id)) return 'heard';
    return heard.has(id) ? 'silent' : 'never';
  };
  return {
    problem: !hasKeys ? 'no-keys' : addresses.length === 0 ? 'not-listening' : null,
    addresses,
    hosts: readHosts(ledger),
    windows: readToldOf(ledger)
      .filter(({ id, keys }) => keys !== null || heard.has(id))
      .map(({ id, name, keys }) => ({
        id,
        name,
        state: stateOf(id, keys),
        since: openSince(id) ?? heard.get(id) ?? null,
        waiting: waiting.get(id) ?? 0,
      })),
  };
}

/** As the manager gave them. */
export const readHosts = (ledger: ReadableDB): readonly string[] =>
  JSON.parse(readSetting(ledger, 'neighbour-hosts') ?? '[]') as string[];
