// A backup on disk: a line that says what it is, then lines of text, compressed and sealed with a key of the hub's secret.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { syncFolder } from '#hub/db/durable_files.ts';

const headSchema = z.strictObject({
  kind: z.literal('counter-assist-backup'),
  version: z.literal(1),
  /** When it was begun, UTC ms. */
  at: z.int(),
  /** Migration that the database was at. */
  schema: z.int().min(1),
  iv: z.base64(),
});
export type BackupHead = Omit<z.output<typeof headSchema>, 'kind' | 'version' | 'iv'>;

/** The file is no whole backup, or not of this secret; nothing was done with it. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}

const TAG_BYTES = 16;
const HEAD_BYTES = 4_096;

/** Appears whole or not at all. @throws as the disk does */
export async function writeBackup(
  path: string,
  key: Buffer,
  head: BackupHead,
  lines: AsyncIterable<string>,
): Promise<void> {
  const draft = `${path}.new`;
  const iv = randomBytes(12);
  const first = JSON.stringify({
    kind: 'counter-assist-backup',
    version: 1,
    ...head,
    iv: iv.toString('base64'),
  } satisfies z.input<typeof headSchema>);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(first));
  const frame = new Transform({
    transform(chunk, _encoding, done) {
      done(null, chunk);
    },
    // The cipher has ended by now, so its tag is known.
    flush(done) {
      done(null, cipher.getAuthTag());
    },
  });
  frame.push(`${first}\n`);
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      const target = createWriteStream(draft, { fd: file, autoClose: false });
      await pipeline(
        Readable.from(withBreaks(lines)),
        createGzip({ level: 6 }),
        cipher,
        frame,
        target,
      );
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

/** @throws BackupProblem */
export function readHead(
  path: string,
): BackupHead & { readonly iv: Buffer; readonly text: string } {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(HEAD_BYTES);
    const end = start.subarray(0, readSync(file, start, 0, HEAD_BYTES, 0)).indexOf(10);
    const text = end < 0 ? '' : start.subarray(0, end).toString('utf8');
    const parsed = headSchema.safeParse(parseJson(text));
    if (!parsed.success) throw new BackupProblem(`${path} is no backup of a hub`);
    const { at, schema, iv } = parsed.data;
    return { at, schema, iv: Buffer.from(iv, 'base64'), text };
  } finally {
    closeSync(file);
  }
}

/** The lines as they were written. What is not whole throws at the end at the latest: read to the end before it is used. */
export async function* readBackup(path: string, key: Buffer): AsyncGenerator<string> {
  const head = readHead(path);
  const start = Buffer.byteLength(head.text) + 1;
  const { tag, end } = tailOf(path);
  if (end < start) throw new BackupProblem(`${path} was cut off`);
  const decipher = createDecipheriv('aes-256-gcm', key, head.iv);
  decipher.setAAD(Buffer.from(head.text));
  decipher.setAuthTag(tag);
  const gunzip = createGunzip();
  const flow = pipeline(createReadStream(path, { start, end: end - 1 }), decipher, gunzip);
  flow.catch(() => undefined);
  try {
    for await (const line of createInterface({ input: gunzip, crlfDelay: Infinity })) yield line;
    await flow;
  } catch {
    throw new BackupProblem(`${path} is damaged, cut off, or was made with another secret`);
  }
}

function tailOf(path: string): { readonly tag: Buffer; readonly end: number } {
  const file = openSync(path, 'r');
  try {
    const end = fstatSync(file).size - TAG_BYTES;
    const tag = Buffer.alloc(TAG_BYTES);
    if (end > 0) readSync(file, tag, 0, TAG_BYTES, end);
    return { tag, end };
  } finally {
    closeSync(file);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
