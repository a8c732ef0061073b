// Fetches a pack's chunks into `pack.part`. What is there already and right is kept, so that a cut resumes.
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import type { PackRefusal } from '../store/cache.ts';
import type { HubClient, HubFailure } from './hub_client.ts';

const AT_ONCE = 4;

export type DownloadOptions = {
  readonly client: HubClient;
  readonly manifest: PackManifest;
  readonly part: string;
  readonly signal: AbortSignal;
  readonly onProgress: (step: 'verify' | 'pack', done: number, total: number) => void;
};

/**
 * The file is whole, verified and on disk when this succeeds. Verified means: each chunk has the SHA-256 that HQ
 * signed. What an earlier try left is hashed again, so no list of finished chunks can lie.
 */
export async function downloadPack(
  options: DownloadOptions,
): Promise<Result<null, HubFailure | PackRefusal>> {
  const { manifest, part } = options;
  await mkdir(dirname(part), { recursive: true, mode: 0o700 });
  const file = await open(part, 'a+', 0o600).then(async (created) => {
    await created.close();
    return open(part, 'r+');
  });
  try {
    const missing = await missingChunks(file, options);
    await file.truncate(manifest.bytes);
    const fetched = await fetchChunks(file, missing, options);
    if (!fetched.ok) return fetched;
    await file.sync();
    return ok(null);
  } finally {
    await file.close();
  }
}

async function missingChunks(file: FileHandle, options: DownloadOptions): Promise<number[]> {
  const { manifest, onProgress } = options;
  const { size } = await file.stat();
  const missing: number[] = [];
  for (let index = 0; index < manifest.chunks.length; index += 1) {
    const length = chunkLength(manifest, index);
    const offset = index * manifest.chunkBytes;
    if (offset + length > size) {
      missing.push(index);
      continue;
    }
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    if (bytesRead !== length || sha256(bytes) !== manifest.chunks[index]) missing.push(index);
    onProgress('verify', index + 1, manifest.chunks.length);
  }
  return missing;
}

async function fetchChunks(
  file: FileHandle,
  missing: readonly number[],
  options: DownloadOptions,
): Promise<Result<null, HubFailure | PackRefusal>> {
  const total = options.manifest.chunks.length;
  let done = total - missing.length;
  const queue = [...missing];
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  let failure: HubFailure | PackRefusal | null = null;

  const work = async (): Promise<void> => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      if (signal.aborted) return;
      const chunk = await fetchChunk(index, { ...options, signal });
      if (!chunk.ok) {
        failure ??= chunk.error;
        stop.abort();
        return;
      }
      await file.write(chunk.value, 0, chunk.value.length, index * options.manifest.chunkBytes);
      done += 1;
      options.onProgress('pack', done, total);
    }
  };
  options.onProgress('pack', done, total);
  const works = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  if (failure !== null) return err(failure);
  for (const settled of works) if (settled.status === 'rejected') throw settled.reason;
  return signal.aborted ? err({ type: 'unreachable', detail: 'stopped' }) : ok(null);
}

/** A chunk that is not what HQ signed is asked for once more: a proxy may have cut it. */
async function fetchChunk(
  index: number,
  options: DownloadOptions,
): Promise<Result<Buffer, HubFailure | PackRefusal>> {
  const hash = options.manifest.chunks[index] ?? '';
  for (let attempt = 1; ; attempt += 1) {
    const chunk = await options.client.chunk(hash, options.signal);
    if (!chunk.ok) return chunk;
    if (
      chunk.value.length === chunkLength(options.manifest, index) &&
      sha256(chunk.value) === hash
    ) {
      return chunk;
    }
    if (attempt === 2) {
      return err({
        type: 'bad-pack',
        detail: `part ${index + 1} is not what headquarters signed`,
      });
    }
  }
}

const chunkLength = (manifest: PackManifest, index: number): number =>
  Math.min(manifest.chunkBytes, manifest.bytes - index * manifest.chunkBytes);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
