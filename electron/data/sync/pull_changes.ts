// Follows HQ: asks for the changes after the cache's number and applies them one by one.
import type { KeyObject } from 'node:crypto';
import { ok, err, type Result } from '#shared/base/result.ts';
import { type ChangeHead, changeHeadSchema } from '#shared/wire/change.ts';
import type { Cache } from '../store/cache.ts';
import { applyChange, type ChangeRefusal } from './apply_change.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { openRows } from './open_rows.ts';
import type { PackKeys } from './pack_keys.ts';
import { type Forged, openSigned, type OtherProtocol } from './signed_document.ts';

export type PullOptions = {
  readonly client: HubClient;
  readonly cache: Cache;
  readonly branch: string;
  readonly packKeys: PackKeys;
  readonly hubKey: KeyObject;
  readonly signal: AbortSignal;
  /** The hub holds all that this device recorded. */
  readonly hasTold: () => boolean;
  readonly onProgress: (done: number, total: number) => void;
};

/** What a change adds to the log of the cache, about: half a page a row, and what its rows unpack to. */
const BYTES_PER_ROW = 2_048;
const UNPACKED = 4;

/** `drift` and the hub's `pack-needed` mean: fetch a pack. */
export async function pullChanges(
  options: PullOptions,
): Promise<Result<null, HubFailure | ChangeRefusal | OtherProtocol>> {
  const { client, cache, signal } = options;
  const first = cache.current()?.meta.number ?? 0;
  for (;;) {
    const since = cache.current()?.meta.number ?? 0;
    const answer = await client.changes(since, options.hasTold(), signal);
    if (!answer.ok) return answer;
    const { latest, changes } = answer.value;
    if (latest < since) {
      // Anybody on the line can say so: never a reason to take an older pack.
      return err({
        type: 'bad-change',
        detail: `HQ is at change ${latest}, this branch at ${since} already`,
      });
    }
    if (changes.length === 0) return ok(null);
    for (const change of changes) {
      const applied = await applyOne(change, options);
      if (!applied.ok) return applied;
      options.onProgress((cache.current()?.meta.number ?? 0) - first, latest - first);
    }
  }
}

async function applyOne(
  change: {
    readonly head: { readonly body: string; readonly signature: string };
    readonly rows: string;
  },
  options: PullOptions,
): Promise<Result<null, HubFailure | ChangeRefusal | OtherProtocol>> {
  const { cache, branch, signal } = options;
  const writer = cache.writer();
  if (writer === null) throw new Error('changes need a cache');
  const head = openSigned(change.head, changeHeadSchema, options.hubKey);
  if (!head.ok) return err(refusalOf(head.error));
  const rows = await rowsIn(head.value, Buffer.from(change.rows, 'base64'), options);
  if (!rows.ok) return rows;
  const applied = await applyChange(writer, head.value, rows.value, branch, signal);
  if (!applied.ok) return applied;
  cache.refresh(applied.value);
  await cache.keepLogShort(head.value.rows * BYTES_PER_ROW + change.rows.length * UNPACKED);
  return ok(null);
}

/** Opened with the key of their epoch, which HQ is asked for when it is another one. */
async function rowsIn(
  head: ChangeHead,
  rows: Buffer,
  { client, packKeys, signal }: PullOptions,
): Promise<Result<Buffer, HubFailure | ChangeRefusal>> {
  if (head.epoch === null) return ok(rows);
  const key = await packKeys.fetch(head.epoch, client, signal);
  if (!key.ok) {
    return key.error.type === 'no-key' ? err({ ...key.error, type: 'bad-change' }) : err(key.error);
  }
  const opened = openRows(rows, key.value, head);
  if (opened !== null) return ok(opened);
  const detail = `rows of change ${head.number} do not open with HQ's key ${head.epoch}`;
  return err({ type: 'bad-change', detail });
}

const refusalOf = (failure: Forged | OtherProtocol): ChangeRefusal | OtherProtocol =>
  failure.type === 'forged' ? { type: 'bad-change', detail: failure.detail } : failure;
