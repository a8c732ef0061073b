// What came of a chunk before a cut, in a file beside the pack: the next try goes on from there.
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export type ChunkPiece = {
  /** Bytes that are there. They are only as right as the line and the disk were: the hash of the chunk decides. */
  size(): Promise<number>;
  write(bytes: Uint8Array, at: number): Promise<void>;
  read(): Promise<Buffer>;
  /** Nothing of it was right. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

const piecePath = (part: string, sha256: string): string => `${part}.${sha256}`;

/** @param length of the whole chunk: what is beyond it is left out */
export async function openPiece(part: string, sha256: string, length: number): Promise<ChunkPiece> {
  const file = await openOrCreate(piecePath(part, sha256));
  return {
    size: async () => (await file.stat()).size,
    async write(bytes, at) {
      const fits = bytes.subarray(0, Math.max(0, length - at));
      await writeWhole(file, fits, at);
    },
    async read() {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, 0);
      return bytes.subarray(0, bytesRead);
    },
    clear: () => file.truncate(0),
    close: () => file.close(),
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

export const removePiece = (part: string, sha256: string): Promise<void> =>
  rm(piecePath(part, sha256), { force: true });

/** Takes away pieces of chunks that are no longer wanted: of an older pack. */
export async function removeOtherPieces(part: string, wanted: readonly string[]): Promise<void> {
  const keep = new Set(wanted.map((sha256) => basename(piecePath(part, sha256))));
  for (const name of await readdir(dirname(part))) {
    if (name.startsWith(`${basename(part)}.`) && !keep.has(name)) {
      await rm(join(dirname(part), name), { force: true });
    }
  }
}
