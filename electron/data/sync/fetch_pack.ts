// From nothing, or from a cache that no change can mend, to the newest pack in use.
import type { KeyObject } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import { packManifestSchema } from '#shared/wire/pack.ts';
import { partPath } from '../db/cache_files.ts';
import type { Cache, PackRefusal } from '../store/cache.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import { downloadPack, type DownloadOptions } from './pack_download.ts';
import { checkManifest } from './pack_manifest.ts';
import { openSigned, type OtherProtocol } from './signed_document.ts';

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
