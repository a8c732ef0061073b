// A file sealed for one reader, part by part: whole or refused. Written beside, flushed, and renamed last.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  type Hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  verify,
} from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type LetterHead, letterHeadSchema } from '#shared/wire/stick.ts';
import { writeOnStick } from './stick_folder.ts';
import { StickProblem } from './stick_problem.ts';

/**
 * The line, then the head: its length, and JSON; then parts: length, ciphertext with its tag; length 0; the length of
 * HQ's signature, 0 in a letter to HQ, and the signature over the SHA-256 of all before. Lengths have four bytes, big end
 * first. The key of each file follows from its head, so that no byte of the head can be another's.
 */
const LINE = Buffer.from('counter-assist letter 1\n');
const MAX_HEAD_BYTES = 4 * 1024;
const MAX_PART_BYTES = 16 * 1024 * 1024;
const TAG_BYTES = 16;
const MAX_SIGNATURE_BYTES = 64;

/** What reader and writer share, and nobody else. */
export type LetterKey = {
  /** The device's ledger key: it and HQ have it. */
  readonly secret: string;
};

export type LetterDraft = Omit<LetterHead, 'salt'>;

/**
 * Writes the letter under `name` into the stick's folder.
 * @param parts fewer than 16 MiB each
 * @param sign HQ's; null in a letter to HQ
 */
export async function writeLetter(
  folder: string,
  name: string,
  draft: LetterDraft,
  key: LetterKey,
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sign: ((digest: Uint8Array) => Uint8Array) | null,
): Promise<void> {
  const head = Buffer.from(
    JSON.stringify({ ...draft, salt: randomBytes(16).toString('base64') } satisfies LetterHead),
  );
  const cipherKey = keyOf(key, draft.kind, head);
  await writeOnStick(folder, name, async (file) => {
    const hash = createHash('sha256');
    const put = async (bytes: Uint8Array): Promise<void> => {
      hash.update(bytes);
      await file.appendFile(bytes);
    };
    await put(Buffer.concat([LINE, lengthOf(head), head]));
    let index = 0;
    let held: Uint8Array | null = null;
    const putPart = async (part: Uint8Array, isLast: boolean): Promise<void> => {
      if (part.length > MAX_PART_BYTES - TAG_BYTES) throw new RangeError('a part too large');
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonceOf(index, isLast));
      const sealed = Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
      index += 1;
      await put(lengthOf(sealed));
      await put(sealed);
    };
    for await (const part of parts) {
      if (held !== null) await putPart(held, false);
      held = part;
    }
    if (held === null) throw new RangeError('a letter without a part');
    await putPart(held, true);
    await put(Buffer.alloc(4));
    const signature = sign === null ? Buffer.alloc(0) : Buffer.from(sign(digestOf(hash)));
    await file.appendFile(Buffer.concat([lengthOf(signature), signature]));
  });
}

/** @throws StickProblem `foreign`, `cut` or `newer` */
export async function readHead(file: FileHandle): Promise<LetterHead> {
  return (await readHeadBytes(file)).head;
}

/**
 * The parts of a letter, each proven; `altered` or `cut` may come after some. To take nothing of a letter that is not
 * whole, read it twice: from a copy that nobody else writes.
 * @param hubKey of a letter to a device: who signed it
 * @throws StickProblem
 */
export async function* readParts(
  path: string,
  key: LetterKey,
  hubKey: KeyObject | null,
): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const { head, bytes } = await readHeadBytes(file);
    const cipherKey = keyOf(key, head.kind, bytes);
    const hash = createHash('sha256').update(LINE).update(lengthOf(bytes)).update(bytes);
    let at = LINE.length + 4 + bytes.length;
    const take = async (length: number): Promise<Buffer> => {
      const taken = await readExactly(file, at, length);
      at += length;
      return taken;
    };
    const takeLength = async (): Promise<number> => {
      const length = await take(4);
      hash.update(length);
      return length.readUInt32BE();
    };
    let next = await takeLength();
    for (let index = 0; next !== 0; index += 1) {
      if (next <= TAG_BYTES || next > MAX_PART_BYTES) throw altered();
      const sealed = await take(next);
      hash.update(sealed);
      next = await takeLength();
      yield openPart(sealed, cipherKey, nonceOf(index, next === 0));
    }
    const digest = digestOf(hash);
    const signatureLength = (await take(4)).readUInt32BE();
    if (signatureLength > MAX_SIGNATURE_BYTES) throw altered();
    const signature = await take(signatureLength);
    if (hubKey === null ? signature.length !== 0 : !verify(null, digest, hubKey, signature)) {
      throw altered();
    }
    if ((await file.stat()).size !== at) throw altered();
  } finally {
    await file.close();
  }
}

function openPart(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw altered();
  }
}

const altered = (): StickProblem =>
  new StickProblem('altered', 'its bytes are not those that were written');

/** A part moved, left out or taken for the last one does not open. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 4);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

const keyOf = ({ secret }: LetterKey, kind: LetterHead['kind'], head: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), head, `letter ${kind}`, 32));

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

const digestOf = (hash: Hash): Buffer => hash.copy().digest();

async function readHeadBytes(file: FileHandle): Promise<{ head: LetterHead; bytes: Buffer }> {
  const line = await readExactly(file, 0, LINE.length);
  if (!line.equals(LINE)) throw new StickProblem('foreign', 'it does not begin as a letter does');
  const length = (await readExactly(file, LINE.length, 4)).readUInt32BE();
  if (length > MAX_HEAD_BYTES) throw new StickProblem('foreign', 'its head is too long');
  const bytes = await readExactly(file, LINE.length + 4, length);
  const head = letterHeadSchema.safeParse(parseJson(bytes));
  if (!head.success) throw new StickProblem('foreign', 'its head does not read');
  return { head: head.data, bytes };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new StickProblem('cut', 'it ends before its end');
    done += bytesRead;
  }
  return bytes;
}
