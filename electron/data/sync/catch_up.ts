// Follows HQ: changes as they come, a whole pack where they do not lead on, and a pack again where the cache is not right.
import type { KeyObject } from 'node:crypto';
import type { Progress } from '#shared/contract/view_status.ts';
import type { Result } from '#shared/base/result.ts';
import type { WritableDB } from '../db/driver.ts';
import type { Cache } from '../store/cache.ts';
import { unsent } from '../store/events.ts';
import type { Clock } from '../store/identity.ts';
import type { ChangeRefusal } from './apply_change.ts';
import { fetchPack } from './fetch_pack.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import type { PackKeys } from './pack_keys.ts';
import { pullChanges } from './pull_changes.ts';
import { freeBytes } from './room.ts';
import type { RoundFailure, RoundResult } from './round_result.ts';
import type { OtherProtocol } from './signed_document.ts';

const RESCUE_REST_MS = 600_000;

type Options = {
  /** The line's own; another one is a stick's. */
  readonly client: HubClient | null;
  readonly ledger: WritableDB;
  readonly cache: Cache;
  readonly cacheFolder: string;
  readonly branch: string;
  readonly packKeys: PackKeys;
  readonly hubKey: KeyObject;
  readonly clock: Clock;
};

export function createCatchUp(
  options: Options,
  signal: AbortSignal,
  showProgress: (step: Progress['step'], done: number, total: number) => void,
): (client: HubClient) => Promise<RoundResult> {
  const { ledger, cache, clock } = options;
  let lastRescue: number | null = null;

  const getPack = (client: HubClient, atLeast: number): Promise<RoundResult> =>
    fetchPack({
      atLeast,
      client,
      cache,
      folder: options.cacheFolder,
      branch: options.branch,
      packKeys: options.packKeys,
      hubKey: options.hubKey,
      now: () => clock.now(),
      signal,
      onProgress: showProgress,
      free: () => freeBytes(options.cacheFolder),
    });

  const pull = (
    client: HubClient,
  ): Promise<Result<null, HubFailure | ChangeRefusal | OtherProtocol>> =>
    pullChanges({
      client,
      cache,
      branch: options.branch,
      packKeys: options.packKeys,
      hubKey: options.hubKey,
      signal,
      hasTold: () => unsent(ledger).count === 0,
      onProgress: (done, total) => showProgress('changes', done, total),
    });

  const catchUp = async (client: HubClient): Promise<RoundResult> => {
    const present = cache.current()?.meta.number;
    if (present === undefined) {
      const first = await getPack(client, 1);
      return first.ok ? pull(client) : first;
    }
    if (cache.isDamaged()) {
      // Nobody on the line can damage the disk: an older pack and the changes after it are right.
      const pack = await rescue(client, 1);
      if (pack !== null) return pack.ok ? pull(client) : pack;
    }
    const pulled = await pull(client);
    if (pulled.ok) return pulled;
    switch (pulled.error.type) {
      case 'drift':
        // Only HQ's own signed changes lead to it; then an older pack and the changes after it are right.
        return afterPack(client, await rescue(client, 1), pulled);
      case 'other-protocol':
      case 'unfit': {
        // The change stands in the way of those after it: only a pack that holds them leads past it.
        const newer = await rescue(client, (cache.current()?.meta.number ?? present) + 1);
        return newer?.ok === true ? pull(client) : pulled;
      }
      default:
        return isPackNeeded(pulled.error)
          ? afterPack(client, await getPack(client, present), pulled)
          : pulled;
    }
  };

  const afterPack = (
    client: HubClient,
    pack: RoundResult | null,
    pulled: RoundResult,
  ): RoundResult | Promise<RoundResult> => (pack?.ok === true ? pull(client) : (pack ?? pulled));

  /** Null while it rests: what a pack of HQ has not mended will not be mended by the next one at once. */
  const rescue = async (client: HubClient, atLeast: number): Promise<RoundResult | null> => {
    if (client !== options.client) return getPack(client, atLeast);
    const now = clock.now();
    if (lastRescue !== null && Math.abs(now - lastRescue) < RESCUE_REST_MS) return null;
    const pack = await getPack(client, atLeast);
    if (pack.ok || pack.error.type !== 'unreachable') lastRescue = now;
    return pack;
  };

  return catchUp;
}

const isPackNeeded = (failure: RoundFailure): boolean =>
  failure.type === 'refused' && failure.code === 'pack-needed';
