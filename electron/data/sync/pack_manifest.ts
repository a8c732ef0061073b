// Whether a signed manifest is a pack that this device may install now.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { PACK_CIPHER, PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import type { PackRefusal } from '../store/cache.ts';

const MAX_CHUNK_BYTES = 16 * 1024 * 1024;

export type Wanted = {
  readonly branch: string;
  /** The least number that is news; 0 for the first pack. */
  readonly atLeast: number;
  readonly now: number;
};

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
