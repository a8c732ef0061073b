// Fetches a pack's chunks into `pack.part`. What is there already and right is kept, also of a chunk that was cut.
import { webcrypto } from 'node:crypto';
import { type FileHandle, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import type { PackRefusal } from '../store/cache.ts';
import {
  type ChunkPiece,
  openOrCreate,
  openPiece,
  removeOtherPieces,
  writeWhole,
} from './chunk_piece.ts';
import type { HubClient, HubFailure } from './hub_client.ts';

/** On a quick line the next chunks are asked for while one is on its way; on a thin one they would starve each other. */
const AT_ONCE = 4;
const QUICK_MS = 2_000;
/** The disk begins with what is there while the rest comes; else all of it is waited for at the end. */
const FLUSH_BYTES = 32 * 1024 * 1024;

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
  const pieces = await removeOtherPieces(part, manifest.chunks);
  const file = await openOrCreate(part);
  try {
    const missing = await missingChunks(file, options);
    await file.truncate(manifest.bytes);
    const flush = flushing(file);
    let fetched: Result<null, HubFailure | PackRefusal>;
    try {
      fetched = await fetchChunks(file, missing, { ...options, pieces, onWritten: flush.note });
    } finally {
      await flush.ended();
    }
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
    if (bytesRead !== length || (await sha256(bytes)) !== manifest.chunks[index]) {
      missing.push(index);
    }
    onProgress('verify', index + 1, manifest.chunks.length);
  }
  return missing;
}

/** One flush at a time. `ended` throws what one of them threw: the disk tells of it once. */
function flushing(file: FileHandle): {
  readonly note: (bytes: number) => void;
  readonly ended: () => Promise<void>;
} {
  let written = 0;
  let underWay: Promise<void> | null = null;
  let failure: { readonly error: unknown } | null = null;
  return {
    note(bytes) {
      written += bytes;
      if (written < FLUSH_BYTES || underWay !== null) return;
      written = 0;
      underWay = file
        .datasync()
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          underWay = null;
        });
    },
    async ended() {
      await underWay;
      if (failure !== null) throw failure.error;
    },
  };
}

type WithPieces = DownloadOptions & {
  /** The chunks of which something came before, by their hash. */
  readonly pieces: ReadonlySet<string>;
  /** @param bytes that are in their place now */
  readonly onWritten: (bytes: number) => void;
};

async function fetchChunks(
  file: FileHandle,
  missing: readonly number[],
  options: WithPieces,
): Promise<Result<null, HubFailure | PackRefusal>> {
  const total = options.manifest.chunks.length;
  let done = total - missing.length;
  const queue = [...missing];
  const stop = new AbortController();
  const stopToo = (): void => stop.abort();
  if (options.signal.aborted) stopToo();
  options.signal.addEventListener('abort', stopToo, { once: true });
  let failure: HubFailure | PackRefusal | null = null;
  let atOnce = 1;

  /** @param place the first never ends before the queue does; the others only while the line is quick */
  const work = async (place: number): Promise<void> => {
    while (place < atOnce && !stop.signal.aborted) {
      const index = queue.shift();
      if (index === undefined) return;
      const begun = performance.now();
      const chunk = await fetchChunk(index, { ...options, signal: stop.signal });
      if (!chunk.ok) {
        failure ??= chunk.error;
        stop.abort();
        return;
      }
      try {
        await writeWhole(file, chunk.value.read(), index * options.manifest.chunkBytes);
        options.onWritten(chunk.value.size());
        await chunk.value.remove();
      } finally {
        await chunk.value.close();
      }
      done += 1;
      options.onProgress('pack', done, total);
      atOnce = performance.now() - begun < QUICK_MS ? AT_ONCE : 1;
      if (place === 0) startOthers();
    }
  };
  const others = new Map<number, Promise<void>>();
  const startOthers = (): void => {
    for (let place = 1; place < atOnce; place += 1) {
      if (others.has(place)) continue;
      const ended = work(place).finally(() => others.delete(place));
      others.set(place, ended);
      // A disk that is full fails every one; the first one's failure is told.
      ended.catch(() => stop.abort());
    }
  };
  options.onProgress('pack', done, total);
  try {
    await work(0);
    await Promise.all(others.values());
  } finally {
    stop.abort();
    await Promise.allSettled(others.values());
    options.signal.removeEventListener('abort', stopToo);
  }
  if (failure !== null) return err(failure);
  return options.signal.aborted ? err({ type: 'unreachable', detail: 'stopped' }) : ok(null);
}

/**
 * A chunk that is not what HQ signed is asked for once more from its beginning, past every cache: one on the way may have
 * cut it, or hold it wrong.
 * @returns the whole chunk, to be put into its place
 */
async function fetchChunk(
  index: number,
  options: WithPieces,
): Promise<Result<ChunkPiece, HubFailure | PackRefusal>> {
  const { client, manifest, part, signal } = options;
  const hash = manifest.chunks[index] ?? '';
  const length = chunkLength(manifest, index);
  const piece = await openPiece(part, hash, length, options.pieces.has(hash));
  let isWhole = false;
  try {
    for (let attempt = 1; ; attempt += 1) {
      const from = piece.size();
      if (from < length) {
        const came = await client.chunk(
          hash,
          { from, isPastCaches: attempt > 1 },
          piece.write,
          signal,
        );
        if (!came.ok) {
          await piece.keep();
          return came;
        }
      }
      isWhole = piece.size() === length && (await sha256(piece.read())) === hash;
      if (isWhole) return ok(piece);
      await piece.clear();
      if (attempt === 2) {
        return err({
          type: 'bad-pack',
          detail: `part ${index + 1} is not what headquarters signed`,
        });
      }
    }
  } finally {
    if (!isWhole) await piece.close();
  }
}

const chunkLength = (manifest: PackManifest, index: number): number =>
  Math.min(manifest.chunkBytes, manifest.bytes - index * manifest.chunkBytes);

/** Beside the work: a window waits for nothing meanwhile, and the next chunk comes. */
const sha256 = async (bytes: Buffer): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
