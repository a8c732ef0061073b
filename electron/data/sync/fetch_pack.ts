// From nothing, or from a cache that no change can mend, to the newest pack in use.
import type { KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type PackManifest, packManifestSchema } from '#shared/wire/pack.ts';
import { PACK_CIPHER, PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { partPath } from '../db/cache_files.ts';
import type { Cache, PackRefusal } from '../store/cache.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { downloadPack, type DownloadOptions } from './pack_download.ts';
import type { PackKeys } from './pack_keys.ts';
import { RESERVE_BYTES } from './room.ts';
import { openSigned, type OtherProtocol } from './signed_document.ts';
import type { LocalFailure } from './trouble.ts';

const MAX_CHUNK_BYTES = 16 * 1024 * 1024;
/** Of `stat`, whatever the file system's own are. */
const BLOCK_BYTES = 512;

export type FetchPackOptions = {
  readonly client: HubClient;
  readonly cache: Cache;
  readonly folder: string;
  readonly branch: string;
  readonly packKeys: PackKeys;
  readonly hubKey: KeyObject;
  /** An older pack than this is refused. */
  readonly atLeast: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: DownloadOptions['onProgress'];
  /** Of the disk with the folder, in bytes; null: not known. */
  readonly free: () => number | null;
};

/** Whatever fails, the cache in use goes on serving. */
export async function fetchPack(
  options: FetchPackOptions,
): Promise<Result<null, HubFailure | PackRefusal | OtherProtocol | LocalFailure>> {
  const { client, cache, folder, branch, signal } = options;
  const signed = await client.manifest(signal);
  if (!signed.ok) return signed;
  const manifest = openSigned(signed.value, packManifestSchema, options.hubKey);
  if (!manifest.ok) {
    const { error } = manifest;
    return err(error.type === 'forged' ? { type: 'bad-pack', detail: error.detail } : error);
  }
  const checked = checkManifest(manifest.value, {
    branch,
    atLeast: options.atLeast,
    now: options.now(),
  });
  if (!checked.ok) return checked;
  const key = await options.packKeys.fetch(checked.value.epoch, client, signal);
  if (!key.ok) {
    return key.error.type === 'no-key' ? err({ ...key.error, type: 'bad-pack' }) : err(key.error);
  }
  const part = partPath(folder);
  const lacking = lackingBytes(part, checked.value.bytes, options.free());
  if (lacking > 0) {
    // What came so far is of no use without the rest, and the counter needs the room.
    await rm(part, { force: true });
    const detail = `the data of ${checked.value.bytes} bytes lack ${lacking} on this disk`;
    return err({ type: 'local', trouble: 'disk-full', detail });
  }
  const downloaded = await downloadPack({
    client,
    manifest: checked.value,
    part,
    signal,
    onProgress: options.onProgress,
  });
  if (!downloaded.ok) return downloaded;
  const installed = await cache.install(part, checked.value, key.value);
  // Whole and signed, yet unusable: trying the same bytes again would not help.
  if (!installed.ok) await rm(part, { force: true });
  return installed.ok ? ok(null) : installed;
}

/** A pack takes no more of the disk than leaves the counter its reserve; what came of it is paid for. */
function lackingBytes(part: string, bytes: number, free: number | null): number {
  if (free === null) return 0;
  const there = statSync(part, { throwIfNoEntry: false })?.blocks ?? 0;
  return bytes - Math.min(there * BLOCK_BYTES, bytes) + RESERVE_BYTES - free;
}

type Wanted = {
  readonly branch: string;
  /** The least number that is news; 0 for the first pack. */
  readonly atLeast: number;
  readonly now: number;
};

/** Whether a signed manifest is a pack that this device may install now. */
export function checkManifest(
  manifest: PackManifest,
  wanted: Wanted,
): Result<PackManifest, PackRefusal> {
  const reason = refusalOf(manifest, wanted);
  return reason === null ? ok(manifest) : err({ type: 'bad-pack', detail: reason });
}

function refusalOf(manifest: PackManifest, wanted: Wanted): string | null {
  if (manifest.branch !== wanted.branch) return `it is of branch ${manifest.branch}`;
  if (manifest.schema !== PACK_SCHEMA_VERSION)
    return `its tables are of version ${manifest.schema}`;
  if (manifest.cipher !== PACK_CIPHER)
    return `it is encrypted with ${manifest.cipher.slice(0, 40)}`;
  if (manifest.expiresAt <= wanted.now) {
    return `it expired on ${new Date(manifest.expiresAt).toISOString()}`;
  }
  if (manifest.number < wanted.atLeast) {
    return `it is older (${manifest.number}) than what this branch has (${wanted.atLeast})`;
  }
  const chunks = Math.ceil(manifest.bytes / manifest.chunkBytes);
  if (manifest.chunkBytes > MAX_CHUNK_BYTES || manifest.chunks.length !== chunks) {
    return 'its chunks do not add up to its size';
  }
  return null;
}
