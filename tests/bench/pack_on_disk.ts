// A large pack as HQ serves it: signed, cut into chunks, read from its file.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { HubClient } from '#electron/data/sync/hub_client.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { PACK_CIPHER, PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { BRANCH } from '#tests/fixtures/branch.ts';
import { createHubKeys, type HubKeys, signJson } from '#tests/fixtures/published.ts';

export const CHUNK_BYTES = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

export type PackOnDisk = {
  readonly keys: HubKeys;
  readonly manifest: PackManifest;
  readonly signed: Signed;
  /** @param at in the file */
  read(at: number, length: number): Buffer;
  /** Hands over what is asked for, without a line. */
  readonly client: HubClient;
  close(): void;
};

const unasked = (): Promise<never> => Promise.reject(new Error('nobody asks for that here'));

export function packOnDisk(path: string, customers: number): PackOnDisk {
  const file = openSync(path, 'r');
  const bytes = statSync(path).size;
  const read = (at: number, length: number): Buffer => {
    const buffer = Buffer.allocUnsafe(Math.min(length, bytes - at));
    readSync(file, buffer, 0, buffer.length, at);
    return buffer;
  };
  const chunks: string[] = [];
  for (let at = 0; at < bytes; at += CHUNK_BYTES) {
    chunks.push(createHash('sha256').update(read(at, CHUNK_BYTES)).digest('hex'));
  }
  const places = new Map(chunks.map((hash, index) => [hash, index]));
  const keys = createHubKeys();
  const manifest: PackManifest = {
    kind: 'pack',
    protocol: PROTOCOL_VERSION,
    branch: BRANCH.code,
    number: 1,
    schema: PACK_SCHEMA_VERSION,
    cipher: PACK_CIPHER,
    epoch: 0,
    asOf: null,
    issuedAt: Date.now() as Instant,
    expiresAt: (Date.now() + DAY_MS) as Instant,
    bytes,
    chunkBytes: CHUNK_BYTES,
    chunks,
    customers,
    digest: '0'.repeat(16),
  };
  const signed = signJson(manifest, keys);
  return {
    keys,
    manifest,
    signed,
    read,
    client: {
      manifest: async () => ok(signed),
      async chunk(sha256, { from }, take) {
        const start = (places.get(sha256) ?? 0) * CHUNK_BYTES;
        const end = Math.min(start + CHUNK_BYTES, bytes);
        for (let at = start + from; at < end; at += PIECE_BYTES) {
          await take(read(at, Math.min(PIECE_BYTES, end - at)), at - start);
        }
        return ok(null);
      },
      keys: unasked,
      changes: unasked,
      told: unasked,
      sendEvents: unasked,
      held: unasked,
      carry: unasked,
    },
    close: () => closeSync(file),
  };
}
