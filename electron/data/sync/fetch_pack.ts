// From nothing, or from a cache that no change can mend, to the newest pack in use.
import type { KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { type PackManifest, packManifestSchema } from '#shared/wire/pack.ts';
import { PACK_CIPHER, PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { partPath } from '../db/cache_files.ts';
import type { Cache, PackRefusal } from '../store/cache.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { downloadPack, type DownloadOptions } from './pack_download.ts';
import { openSigned, type OtherProtocol } from './signed_document.ts';

const MAX_CHUNK_BYTES = 16 * 1024 * 1024;

export type FetchPackOptions = {
  readonly client: HubClient;
  readonly cache: Cache;
  readonly folder: string;
  readonly branch: string;
  readonly hubKey: KeyObject;
  /** An older pack than this is refused. */
  readonly atLeast: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: DownloadOptions['onProgress'];
};

/** Whatever fails, the cache in use goes on serving. */
export async function fetchPack(
  options: FetchPackOptions,
): Promise<Result<null, HubFailure | PackRefusal | OtherProtocol>> {
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
  const part = partPath(folder);
  const downloaded = await downloadPack({
    client,
    manifest: checked.value,
    part,
    signal,
    onProgress: options.onProgress,
  });
  if (!downloaded.ok) return downloaded;
  const installed = cache.install(part, checked.value);
  // Whole and signed, yet unusable: trying the same bytes again would not help.
  if (!installed.ok) await rm(part, { force: true });
  return installed.ok ? ok(null) : installed;
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
  if (manifest.cipher !== PACK_CIPHER) return `it is encrypted with ${manifest.cipher}`;
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
