// From a finished pack file to chunks, manifest and signature in the database.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { DAY_MS } from '#shared/base/month.ts';
import { canonicalJson } from '#shared/base/canonical.ts';
import { type PackManifest, packManifestSchema } from '#shared/wire/pack.ts';
import {
  CHUNK_BYTES,
  PACK_CIPHER,
  PACK_SCHEMA_VERSION,
  PROTOCOL_VERSION,
} from '#shared/wire/protocol.ts';
import { readBranches } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { putChunk, putPack, readLatestPack, resignPack } from '#hub/db/pack.ts';
import type { HubSecret } from '#hub/secret.ts';

/** A manifest may be installed for so long; one that is half as old is signed anew by the next publish. */
const PACK_VALID_MS = 90 * DAY_MS;

export type PackFacts = Pick<
  PackManifest,
  'branch' | 'epoch' | 'number' | 'asOf' | 'issuedAt' | 'customers' | 'digest'
>;

/** @returns bytes and chunks of the pack, which is visible once `tx` commits. */
export async function storePack(
  tx: Database,
  secret: HubSecret,
  path: string,
  facts: PackFacts,
): Promise<{ readonly bytes: number; readonly chunks: number }> {
  const hashes: Buffer[] = [];
  let bytes = 0;
  const file = await open(path, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(
        Buffer.alloc(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        bytes,
      );
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      const hash = createHash('sha256').update(chunk).digest();
      await putChunk(tx, hash, chunk);
      hashes.push(hash);
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
  const manifest: PackManifest = {
    kind: 'pack',
    protocol: PROTOCOL_VERSION,
    schema: PACK_SCHEMA_VERSION,
    cipher: PACK_CIPHER,
    ...facts,
    expiresAt: (facts.issuedAt + PACK_VALID_MS) as PackManifest['expiresAt'],
    bytes,
    chunkBytes: CHUNK_BYTES,
    chunks: hashes.map((hash) => hash.toString('hex')),
  };
  const body = Buffer.from(canonicalJson(manifest));
  const pack = { number: facts.number, body, signature: secret.sign(body) };
  await putPack(tx, facts.branch, pack, hashes, facts.issuedAt);
  return { bytes, chunks: hashes.length };
}

/** Signs the newest manifest anew when half of its time is over. @returns whether it did. */
export async function renewManifest(
  tx: Database,
  secret: HubSecret,
  branch: string,
  now: number,
): Promise<boolean> {
  const pack = await readLatestPack(tx, branch);
  // One of an earlier protocol stays as it was signed: the next publication puts a pack of this one after it.
  if (!pack || !isOfToday(pack)) return false;
  const manifest = packManifestSchema.parse(JSON.parse(Buffer.from(pack.body).toString('utf8')));
  if (manifest.expiresAt - now > PACK_VALID_MS / 2) return false;
  const renewed = {
    ...manifest,
    issuedAt: now as PackManifest['issuedAt'],
    expiresAt: (now + PACK_VALID_MS) as PackManifest['expiresAt'],
  };
  const body = Buffer.from(canonicalJson(renewed));
  await resignPack(tx, branch, { number: pack.number, body, signature: secret.sign(body) });
  return true;
}

/** The apps of today can read it: its protocol and its tables are theirs. */
export function isOfToday({ body }: { readonly body: Uint8Array }): boolean {
  const { protocol, schema } = packManifestSchema
    .pick({ protocol: true, schema: true })
    .strip()
    .parse(JSON.parse(Buffer.from(body).toString('utf8')));
  return protocol === PROTOCOL_VERSION && schema === PACK_SCHEMA_VERSION;
}

/** Of a pack of this protocol: of the key that it is encrypted with. */
export const epochOf = ({ body }: { readonly body: Uint8Array }): number =>
  packManifestSchema
    .pick({ epoch: true })
    .strip()
    .parse(JSON.parse(Buffer.from(body).toString('utf8'))).epoch;

/** For all branches, where nothing was published for a long time. */
export async function renewManifests(db: Database, secret: HubSecret, now: number): Promise<void> {
  for (const { code } of await readBranches(db)) {
    await db.transaction((tx) => renewManifest(tx, secret, code, now));
  }
}

/** As often as a day it renews them, however often it is asked. @param secretOf as it is then: it may have been rotated */
export function renewDaily(
  db: Database,
  secretOf: () => Promise<HubSecret>,
): (now: number) => Promise<void> {
  let last = -Infinity;
  return async (now) => {
    if (now - last < DAY_MS) return;
    await renewManifests(db, await secretOf(), now);
    last = now;
  };
}
