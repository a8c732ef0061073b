// A branch's cache as a device keeps it, for tests: fetched from the hub's database, verified, changed.
import { createDecipheriv, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
// oxlint-disable-next-line import/default -- the module's types say `export =`, which the rule does not read
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { customerSchema } from '#shared/model/customer.ts';
import {
  type ChangeHead,
  changeHeadSchema,
  changeRowSchema,
  type ChangesResponse,
  ROWS_INFO,
  ROWS_NONCE_BYTES,
  rowsOf,
} from '#shared/wire/change.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { customerDocSchema, docToCustomer } from '#shared/wire/customer_doc.ts';
import { foldIntoDigest, rowHashInput } from '#shared/wire/digest.ts';
import { packManifestSchema, type PackManifest } from '#shared/wire/pack.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { nativeBindingOptions } from './native.ts';

/** entity and id, with the document's canonical text. */
export type CacheRows = Map<string, string>;

function openSigned(signed: Signed, publicKey: string): unknown {
  const key = createPublicKey({
    key: Buffer.from(publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  });
  const body = Buffer.from(signed.body, 'base64');
  if (!verify(null, body, key, Buffer.from(signed.signature, 'base64'))) {
    throw new Error('the signature does not hold');
  }
  return JSON.parse(body.toString('utf8'));
}

/** @throws when a chunk's bytes are not those of the manifest */
export async function fetchPack(
  signed: Signed,
  publicKey: string,
  fetchChunk: (sha256: string) => Promise<Uint8Array>,
): Promise<{ readonly manifest: PackManifest; readonly bytes: Buffer }> {
  const manifest = packManifestSchema.parse(openSigned(signed, publicKey));
  const parts: Uint8Array[] = [];
  for (const sha256 of manifest.chunks) {
    const bytes = await fetchChunk(sha256);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new Error(`chunk ${sha256} is not what the manifest says`);
    }
    parts.push(bytes);
  }
  const bytes = Buffer.concat(parts);
  if (bytes.length !== manifest.bytes)
    throw new Error('the pack has another size than its manifest');
  return { manifest, bytes };
}

/** Reads a pack as an app does; every document is checked against the model. */
export async function readPack(
  path: string,
  bytes: Uint8Array,
  key: string,
): Promise<{ readonly meta: Readonly<Record<string, string>>; readonly rows: CacheRows }> {
  await writeFile(path, bytes);
  const db = new Sqlite(path, { readonly: true, ...nativeBindingOptions() });
  try {
    for (const pragma of keyPragmas(key)) db.pragma(pragma);
    const rows: CacheRows = new Map();
    for (const [entity, id, doc] of db
      .prepare('select entity, id, doc from record')
      .raw()
      .all() as [string, string, string][]) {
      rows.set(`${entity}\n${id}`, doc);
    }
    for (const [id, doc] of db.prepare('select id, doc from customer').raw().all() as [
      number,
      string,
    ][]) {
      customerSchema.parse(docToCustomer(customerDocSchema.parse(JSON.parse(doc))));
      rows.set(`customer\n${id}`, doc);
    }
    const meta = Object.fromEntries(
      db.prepare('select key, value from meta').raw().all() as [string, string][],
    ) as Readonly<Record<string, string>>;
    return { meta, rows };
  } finally {
    db.close();
    await rm(path, { force: true });
  }
}

/** Applies changes to `rows` in place, checking each one's signature, hash and digest. @returns the last number. */
export function applyChanges(
  rows: CacheRows,
  { changes }: ChangesResponse,
  publicKey: string,
  packKey: string,
): number {
  let number = 0;
  for (const change of changes) {
    const head = changeHeadSchema.parse(openSigned(change.head, publicKey));
    const compressed = unsealed(Buffer.from(change.rows, 'base64'), packKey, head);
    if (createHash('sha256').update(compressed).digest('hex') !== head.sha256) {
      throw new Error('the rows are not what the head says');
    }
    const lines = gunzipSync(compressed).toString('utf8').trimEnd().split('\n');
    if (lines.length !== head.rows) throw new Error('the head counts other rows');
    for (const line of lines) {
      const { entity, id, doc } = changeRowSchema.parse(JSON.parse(line));
      if (doc === null) rows.delete(`${entity}\n${id}`);
      else rows.set(`${entity}\n${id}`, canonicalJson(doc as Json));
    }
    if (digestOf(rows) !== head.digest) throw new Error(`change ${head.number}: another digest`);
    number = head.number;
  }
  return number;
}

/** The rows of a change, as a device opens them. @throws when they are not sealed with this key */
export function unsealed(
  sealed: Uint8Array,
  packKey: string,
  head: Pick<ChangeHead, 'branch' | 'number' | 'epoch'>,
): Buffer {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(packKey, 'hex'), '', ROWS_INFO, 32));
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ROWS_NONCE_BYTES));
  cipher.setAAD(Buffer.from(rowsOf(head))).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(ROWS_NONCE_BYTES, -16)), cipher.final()]);
}

/** Folded from the rows themselves, not from stored hashes. */
export function digestOf(rows: CacheRows): string {
  const digest = new Uint8Array(8);
  for (const [key, text] of rows) {
    const [entity = '', id = ''] = key.split('\n');
    const input = rowHashInput(entity as 'customer', id, JSON.parse(text) as Json);
    foldIntoDigest(digest, createHash('sha256').update(input).digest().subarray(0, 8));
  }
  return Buffer.from(digest).toString('hex');
}
