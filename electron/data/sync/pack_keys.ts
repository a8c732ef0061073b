// The keys of the branch's packs and changes, by epoch: the one of enrolment, and those that HQ handed over since.
import { createDecipheriv, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';
import type { Secrets } from '#electron/port/parent.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { keysSchema, WRAP_INFO, type WrappedKey, wrappedFor } from '#shared/wire/keys.ts';
import type { WritableDB } from '../db/driver.ts';
import { readPackKeys, writePackKeys } from '../store/pack_keys.ts';
import { privateKey, publicKey } from './device_keys.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { openSigned } from './signed_document.ts';

/** HQ handed over none of that epoch. */
type NoKey = { readonly type: 'no-key'; readonly detail: string };

export type PackKeys = {
  /** The newest first: 64 hex digits each. */
  all(): readonly string[];
  /** Asks HQ where the device has none of that epoch. */
  fetch(
    epoch: number,
    client: HubClient,
    signal: AbortSignal,
  ): Promise<Result<string, HubFailure | NoKey>>;
};

/** What is handed over rests in the ledger: nothing but this computer's own key opens it. */
export function createPackKeys(secrets: Secrets, ledger: WritableDB, hubKey: KeyObject): PackKeys {
  const own = (): ReadonlyMap<number, string> =>
    new Map([[secrets.packEpoch ?? 0, secrets.packKey], ...readPackKeys(ledger)]);
  return {
    all: () => [...own()].toSorted(([one], [other]) => other - one).map(([, key]) => key),
    async fetch(epoch, client, signal) {
      const known = own().get(epoch);
      if (known !== undefined) return ok(known);
      const answer = await client.keys(signal);
      if (!answer.ok) return answer;
      const opened = openSigned(answer.value, keysSchema, hubKey);
      if (!opened.ok) return noKey(epoch, opened.error.detail);
      const { branch, device, keys } = opened.value;
      if (branch !== secrets.branch || device !== secrets.device) {
        return noKey(epoch, `it was handed over to ${device}`);
      }
      const handed = new Map<number, string>();
      for (const wrapped of keys) {
        const key = unwrap(wrapped, secrets);
        if (key === null) return noKey(epoch, 'it was not wrapped for this computer');
        handed.set(wrapped.epoch, key);
      }
      writePackKeys(ledger, handed);
      const key = handed.get(epoch);
      return key === undefined ? noKey(epoch, 'it is not among those handed over') : ok(key);
    },
  };
}

const noKey = (epoch: number, detail: string): Result<never, NoKey> =>
  err({ type: 'no-key', detail: `HQ's key ${epoch}: ${detail}` });

const TAG_BYTES = 16;

/** Null: it was wrapped for another. */
function unwrap({ epoch, from, sealed }: WrappedKey, secrets: Secrets): string | null {
  const { keys, ledgerKey, device, branch } = secrets;
  const shared =
    from === null || keys === undefined
      ? Buffer.from(ledgerKey, 'hex')
      : diffieHellman({ privateKey: privateKey(keys.seal), publicKey: publicKey(from) });
  const salt = wrappedFor(device, branch, epoch);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, WRAP_INFO, 32));
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < TAG_BYTES) return null;
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = cipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'hex');
  try {
    return opened + cipher.final('hex');
  } catch {
    return null;
  }
}
