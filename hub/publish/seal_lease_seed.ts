// The seed of a lent deck, sealed for the device that it is lent to: all windows of the branch are given the row.
import { createCipheriv, hkdfSync } from 'node:crypto';
import { LEASE_SEED_INFO, LEASE_SEED_NONCE } from '#shared/wire/lease_seed.ts';

/**
 * @param lastSeed hex of 32 bytes
 * @param ledgerKey of the device, 64 hex digits
 */
export function sealLeaseSeed(lease: string, lastSeed: string, ledgerKey: string): string {
  const key = hkdfSync('sha256', Buffer.from(ledgerKey, 'hex'), lease, LEASE_SEED_INFO, 32);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), LEASE_SEED_NONCE);
  const sealed = cipher.update(lastSeed, 'hex', 'hex') + cipher.final('hex');
  return sealed + cipher.getAuthTag().toString('hex');
}
