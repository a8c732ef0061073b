// Which signed manifests are refused, and why.
import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/base/month.ts';
import type { PackManifest } from '#shared/wire/pack.ts';
import { PACK_SCHEMA_VERSION, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { checkManifest } from './fetch_pack.ts';

const NOW = 1_795_000_000_000;
const manifest = (changes: Partial<PackManifest> = {}): PackManifest => ({
  kind: 'pack',
  protocol: PROTOCOL_VERSION,
  branch: 'B001',
  number: 7,
  schema: PACK_SCHEMA_VERSION,
  epoch: 0,
  cipher: 'aegis',
  asOf: null,
  issuedAt: NOW as Instant,
  expiresAt: (NOW + 1) as Instant,
  bytes: 2_500,
  chunkBytes: 1_000,
  chunks: ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)],
  customers: 1,
  digest: '0'.repeat(16),
  ...changes,
});
const check = (changes: Partial<PackManifest>) =>
  checkManifest(manifest(changes), { branch: 'B001', atLeast: 7, now: NOW });

describe('checkManifest', () => {
  it('takes what is for this branch, new enough and in time', () => {
    expect(check({}).ok).toBe(true);
  });

  it.each<[string, Partial<PackManifest>]>([
    ['it is of branch B002', { branch: 'B002' }],
    ['its tables are of version 1', { schema: 1 }],
    ['it is encrypted with rot13', { cipher: 'rot13' }],
    ['it expired on', { expiresAt: NOW as Instant }],
    ['it is older (6) than what this branch has (7)', { number: 6 }],
    ['its chunks do not add up', { bytes: 3_001 }],
    ['its chunks do not add up', { bytes: 2_000 }],
    ['its chunks do not add up', { bytes: 1, chunkBytes: 1 << 30, chunks: ['a'.repeat(64)] }],
  ])('says "%s"', (detail, changes) => {
    const result = check(changes);
    expect(result.ok ? 'taken' : result.error.detail).toContain(detail);
  });
});
