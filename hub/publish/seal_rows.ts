// The rows of a change, sealed with the branch's key of the epoch: also where they rest in HQ's database.
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type ChangeHead, ROWS_INFO, ROWS_NONCE_BYTES, rowsOf } from '#shared/wire/change.ts';

/** @param packKey 64 hex digits, of the epoch that the head names */
export function sealRows(
  rows: Buffer,
  packKey: string,
  head: Pick<ChangeHead, 'branch' | 'number' | 'epoch'>,
): Buffer {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(packKey, 'hex'), '', ROWS_INFO, 32));
  const nonce = randomBytes(ROWS_NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(rowsOf(head)));
  return Buffer.concat([nonce, cipher.update(rows), cipher.final(), cipher.getAuthTag()]);
}
