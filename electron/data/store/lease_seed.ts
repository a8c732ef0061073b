// The seed of a deck that HQ lent to this computer: no other window's key opens it.
import { createDecipheriv, hkdfSync } from 'node:crypto';
import type { LotteryLease } from '#shared/model/lease.ts';
import {
  LEASE_SEED_INFO,
  LEASE_SEED_NONCE,
  LEASE_SEED_TAG_BYTES,
} from '#shared/wire/lease_seed.ts';

/**
 * @param ledgerKey 64 hex digits
 * @returns hex of 32 bytes
 * @throws when it is sealed for another device, or for another lease
 */
export function openLeaseSeed(
  { id, sealedSeed }: Pick<LotteryLease, 'id' | 'sealedSeed'>,
  ledgerKey: string,
): string {
  const key = hkdfSync('sha256', Buffer.from(ledgerKey, 'hex'), id, LEASE_SEED_INFO, 32);
  const sealed = Buffer.from(sealedSeed, 'hex');
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key), LEASE_SEED_NONCE);
  cipher.setAuthTag(sealed.subarray(-LEASE_SEED_TAG_BYTES));
  return (
    cipher.update(sealed.subarray(0, -LEASE_SEED_TAG_BYTES), undefined, 'hex') + cipher.final('hex')
  );
}
