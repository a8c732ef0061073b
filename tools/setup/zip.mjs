// A small zip reader on Node's zlib alone: enough for Electron's archives (no unzip program is needed).
import {
  chmodSync,
  closeSync,
  createWriteStream,
  mkdirSync,
  openSync,
  readSync,
  fstatSync,
  symlinkSync,
} from 'node:fs';
import { createReadStream } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, inflateRawSync } from 'node:zlib';

/**
 * @typedef {{ name: string, method: number, packed: number, size: number, offset: number, mode: number }} ZipEntry
 */

/**
 * Unpacks `file` into `folder`. `rename` maps an entry's name to the path to write, or null to leave it out.
 * Refuses names that leave the folder. Zip64 is not supported.
 * @param {string} file
 * @param {string} folder
 * @param {(name: string) => string | null} rename
 * @param {(fraction: number) => void} onProgress
 */
export async function unzip(file, folder, rename, onProgress) {
  const descriptor = openSync(file, 'r');
  try {
    const entries = readDirectory(descriptor);
    const total = entries.reduce((sum, entry) => sum + entry.packed, 1);
    let done = 0;
    for (const entry of entries) {
      const name = rename(entry.name);
      done += entry.packed;
      if (name === null || name === '') continue;
      const path = normalize(join(folder, name));
      if (!path.startsWith(folder + sep))
        throw new Error(`zip entry leaves its folder: ${entry.name}`);
      if (name.endsWith('/')) {
        mkdirSync(path, { recursive: true, mode: 0o755 });
        continue;
      }
      mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
      await writeEntry(descriptor, file, entry, path);
      onProgress(done / total);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * @param {number} descriptor
 * @param {string} file
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function writeEntry(descriptor, file, entry, path) {
  const header = readAt(descriptor, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const isLink = (entry.mode & 0o170000) === 0o120000;
  if (isLink) {
    const packed = readAt(descriptor, start, entry.packed);
    symlinkSync((entry.method === 0 ? packed : inflateRawSync(packed)).toString('utf8'), path);
    return;
  }
  const source =
    entry.packed === 0
      ? Readable.from([])
      : createReadStream(file, { start, end: start + entry.packed - 1 });
  if (entry.method === 0 || entry.packed === 0) await pipeline(source, createWriteStream(path));
  else await pipeline(source, createInflateRaw(), createWriteStream(path));
  chmodSync(path, (entry.mode & 0o111) !== 0 ? 0o755 : 0o644);
}

/**
 * @param {number} descriptor
 * @returns {ZipEntry[]}
 */
function readDirectory(descriptor) {
  const length = fstatSync(descriptor).size;
  const tailLength = Math.min(length, 65_557);
  const tail = readAt(descriptor, length - tailLength, tailLength);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('not a zip file');
  const count = tail.readUInt16LE(end + 10);
  const directory = readAt(descriptor, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {number} descriptor
 * @param {number} position
 * @param {number} length
 */
function readAt(descriptor, position, length) {
  const buffer = Buffer.alloc(length);
  if (readSync(descriptor, buffer, 0, length, position) !== length)
    throw new Error('zip file is cut short');
  return buffer;
}
