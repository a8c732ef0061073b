// What came of a chunk before a cut. While it comes quickly it is in memory, and goes to the disk once, in its place; what
// takes its time, or was cut, is kept in a file beside the pack, and the next try goes on from there.
import { type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export type ChunkPiece = {
  /** Bytes that are there. They are only as right as the line and the disk were: the hash of the chunk decides. */
  size(): number;
  /** What does not begin in what is there, or right behind it, is left out. */
  write(bytes: Uint8Array, at: number): Promise<void>;
  read(): Buffer;
  /** Nothing of it was right. */
  clear(): Promise<void>;
  /** The line was cut: what came is on the disk when this ends. */
  keep(): Promise<void>;
  /** The chunk is in its place. */
  remove(): Promise<void>;
  close(): Promise<void>;
};

/** What a program that is killed may have to fetch again of each chunk that was on its way. */
const IN_MEMORY_MS = 1_000;

const piecePath = (part: string, sha256: string): string => `${part}.${sha256}`;

/**
 * @param length of the whole chunk: what is beyond it is left out
 * @param isThere something of it came before
 */
export async function openPiece(
  part: string,
  sha256: string,
  length: number,
  isThere: boolean,
): Promise<ChunkPiece> {
  const path = piecePath(part, sha256);
  const bytes = Buffer.allocUnsafe(length);
  const begun = performance.now();
  let size = isThere ? (await readFile(path)).copy(bytes) : 0;
  let file = size > 0 ? await openOrCreate(path) : null;

  const keep = async (): Promise<void> => {
    if (file !== null || size === 0) return;
    file = await openOrCreate(path);
    await writeWhole(file, bytes.subarray(0, size), 0);
  };
  const close = async (): Promise<void> => {
    await file?.close();
    file = null;
  };
  return {
    size: () => size,
    async write(piece, at) {
      // Else what is between would be memory of this process, and go to the disk with the rest.
      if (at > size) return;
      const fits = piece.subarray(0, Math.max(0, length - at));
      bytes.set(fits, at);
      size = at + fits.length;
      if (file !== null) await writeWhole(file, fits, at);
      else if (performance.now() - begun > IN_MEMORY_MS) await keep();
    },
    read: () => bytes.subarray(0, size),
    async clear() {
      size = 0;
      await file?.truncate(0);
    },
    keep,
    async remove() {
      if (file === null) return;
      await close();
      await rm(path, { force: true });
    },
    close,
  };
}

/** A full disk takes a part of it first: what is left is tried again, and throws. */
export async function writeWhole(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

/** To be read and written anywhere, which no single flag of `open` means. */
export async function openOrCreate(path: string): Promise<FileHandle> {
  await (await open(path, 'a', 0o600)).close();
  return open(path, 'r+');
}

/**
 * Takes away pieces of chunks that are no longer wanted: of an older pack.
 * @returns the chunks of which something came
 */
export async function removeOtherPieces(
  part: string,
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  const there = new Set<string>();
  const keep = new Set(wanted.map((sha256) => basename(piecePath(part, sha256))));
  for (const name of await readdir(dirname(part))) {
    if (name.startsWith(`${basename(part)}.`) && !keep.has(name)) {
      await rm(join(dirname(part), name), { force: true });
    } else if (keep.has(name)) there.add(name.slice(basename(part).length + 1));
  }
  return there;
}
