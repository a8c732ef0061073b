// A ZIP archive read by its directory: entries by name, each checked against its checksum (APPNOTE 4.3).
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** Bytes in the archive. */
  readonly packed: number;
  /** Unpacked bytes. @throws ZipDamaged at its end when they are not what was packed. */
  readonly read: (onPacked?: (bytes: number) => void) => AsyncIterable<Buffer>;
}

/** By `partName`. */
export type Zip = ReadonlyMap<string, ZipEntry>;

/** Part names know no case, and some programs write them with backslashes or from the root. */
const partName = (name: string): string =>
  name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

export const findPart = (zip: Zip, name: string): ZipEntry | undefined => zip.get(partName(name));

export class ZipDamaged extends Error {
  override readonly name = 'ZipDamaged';
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const [END_BYTES, ENTRY_BYTES, LOCAL_BYTES] = [22, 46, 30];
const LONGEST_COMMENT = 65_535;
const LARGE_LOCATOR = 0x07064b50;
const LARGE_END = 0x06064b50;
const [LOCATOR_BYTES, LARGE_END_BYTES] = [20, 56];
/** Stands in 32-bit fields whose value is told in 64 bits: programs that stream write so whatever the size. */
const ELSEWHERE = 0xffffffff;
const LARGE_FIELDS = 0x0001;
/**
 * No table packs better than this; what does is made to fill the memory of who reads it.
 * Small parts are let through: a template with a thousand equal styles packs very well.
 */
const MOST_TIMES = 250;
const FREE_BYTES = 1 << 24;
/** Each chunk costs a turn of the event loop. */
const CHUNK_BYTES = 1 << 17;
const STORED = 0;
const DEFLATED = 8;

type Place = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly offset: number;
};

/** @throws ZipDamaged when the directory at the archive's end is missing or broken. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path);
  try {
    const entries = new Map<string, ZipEntry>();
    for (const place of placesOf(await readDirectory(file))) {
      const start = await startOfData(file, place);
      const name = partName(place.name);
      if (entries.has(name)) throw new ZipDamaged(`it holds ${place.name} twice`);
      entries.set(name, {
        packed: place.packed,
        read: (onPacked) => unpack(path, place, start, onPacked),
      });
    }
    return entries;
  } finally {
    await file.close();
  }
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_BYTES - LONGEST_COMMENT), size);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const [bytes, offset] =
      (await placeOfLarge(file, tail, at)) ??
      ([tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)] as const);
    if (offset + bytes > size) break;
    return readAt(file, offset, offset + bytes);
  }
  throw new ZipDamaged('its end is missing');
}

/** Size and place of the directory as the ZIP64 record tells them; undefined where there is none. */
async function placeOfLarge(
  file: FileHandle,
  tail: Buffer,
  end: number,
): Promise<readonly [bytes: number, offset: number] | undefined> {
  const at = end - LOCATOR_BYTES;
  if (at < 0 || tail.readUInt32LE(at) !== LARGE_LOCATOR) return undefined;
  const offset = Number(tail.readBigUInt64LE(at + 8));
  const record = await readAt(file, offset, offset + LARGE_END_BYTES);
  if (record.length < LARGE_END_BYTES || record.readUInt32LE(0) !== LARGE_END)
    throw new ZipDamaged('its directory is damaged');
  return [Number(record.readBigUInt64LE(40)), Number(record.readBigUInt64LE(48))];
}

/** Sizes and place that the extra field tells in 64 bits, in this order, each only where 32 bits say ELSEWHERE. */
function largeFields(
  extra: Buffer,
  unpacked: number,
  packed: number,
  offset: number,
): Pick<Place, 'packed' | 'offset'> {
  let field = extra;
  while (field.length >= 4 && field.readUInt16LE(0) !== LARGE_FIELDS)
    field = field.subarray(4 + field.readUInt16LE(2));
  let at = 4;
  const of = (value: number): number => {
    if (value !== ELSEWHERE) return value;
    if (at + 8 > field.length) throw new ZipDamaged('its directory is damaged');
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  of(unpacked);
  return { packed: of(packed), offset: of(offset) };
}

function placesOf(directory: Buffer): readonly Place[] {
  const places: Place[] = [];
  for (let at = 0; at < directory.length;) {
    const whole = at + ENTRY_BYTES <= directory.length;
    if (!whole || directory.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new ZipDamaged('its directory is damaged');
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) =>
      directory.readUInt16LE(at + place),
    );
    places.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...largeFields(
        directory.subarray(at + ENTRY_BYTES + name, at + ENTRY_BYTES + name + extra),
        directory.readUInt32LE(at + 24),
        directory.readUInt32LE(at + 20),
        directory.readUInt32LE(at + 42),
      ),
    });
    at += ENTRY_BYTES + name + extra + comment;
  }
  return places;
}

async function startOfData(file: FileHandle, place: Place): Promise<number> {
  const head = await readAt(file, place.offset, place.offset + LOCAL_BYTES);
  if (head.length < LOCAL_BYTES || head.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new ZipDamaged('its content is damaged');
  }
  return place.offset + LOCAL_BYTES + head.readUInt16LE(26) + head.readUInt16LE(28);
}

async function* unpack(
  path: string,
  place: Place,
  start: number,
  onPacked: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  if (place.packed === 0) return;
  const packed = createReadStream(path, { start, end: start + place.packed - 1 });
  const unpacked =
    place.method === DEFLATED ? packed.pipe(createInflateRaw({ chunkSize: CHUNK_BYTES })) : packed;
  packed.on('error', (error) => unpacked.destroy(error));
  let crc = 0;
  let bytes = 0;
  try {
    if (place.method !== STORED && place.method !== DEFLATED)
      throw new ZipDamaged('it is packed in an unknown way');
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      if (bytes > FREE_BYTES && bytes > place.packed * MOST_TIMES)
        throw new ZipDamaged(`${place.name} unpacks to more than ${MOST_TIMES} times its size`);
      onPacked(packed.bytesRead);
      yield chunk;
    }
  } catch (error) {
    // What zlib says of broken data is of no use to a person.
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
      throw new ZipDamaged('its content is damaged');
    throw error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
  if (crc !== place.crc) throw new ZipDamaged('its content is damaged');
}

async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
