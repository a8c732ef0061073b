// Follows HQ: asks for the changes after the cache's number and applies them one by one.
import type { KeyObject } from 'node:crypto';
import { ok, err, type Result } from '#shared/base/result.ts';
import { changeHeadSchema } from '#shared/wire/change.ts';
import type { Cache } from '../store/cache.ts';
import { applyChange, type ChangeRefusal } from './apply_change.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { type Forged, openSigned, type OtherProtocol } from './signed_document.ts';

export type PullOptions = {
  readonly client: HubClient;
  readonly cache: Cache;
  readonly branch: string;
  readonly hubKey: KeyObject;
  readonly signal: AbortSignal;
  /** The hub holds all that this device recorded. */
  readonly hasTold: () => boolean;
  readonly onProgress: (done: number, total: number) => void;
};

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
): Promise<Result<null, ChangeRefusal | OtherProtocol>> {
  const { cache, branch, signal } = options;
  const writer = cache.writer();
  if (writer === null) throw new Error('changes need a cache');
  const head = openSigned(change.head, changeHeadSchema, options.hubKey);
  if (!head.ok) return err(refusalOf(head.error));
  const rows = Buffer.from(change.rows, 'base64');
  const applied = await applyChange(writer, head.value, rows, branch, signal);
  if (!applied.ok) return applied;
  cache.refresh(applied.value);
  return ok(null);
}

const refusalOf = (failure: Forged | OtherProtocol): ChangeRefusal | OtherProtocol =>
  failure.type === 'forged' ? { type: 'bad-change', detail: failure.detail } : failure;
