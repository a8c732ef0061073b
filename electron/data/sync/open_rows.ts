// The rows of a change as HQ compressed them, opened with the branch's key of their epoch.
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { type ChangeHead, ROWS_INFO, ROWS_NONCE_BYTES, rowsOf } from '#shared/wire/change.ts';

const TAG_BYTES = 16;

/** Null: they are not sealed with this key, or not the rows of this change. @param packKey 64 hex digits */
export function openRows(
  sealed: Buffer,
  packKey: string,
  head: Pick<ChangeHead, 'branch' | 'number' | 'epoch'>,
): Buffer | null {
  if (sealed.length < ROWS_NONCE_BYTES + TAG_BYTES) return null;
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(packKey, 'hex'), '', ROWS_INFO, 32));
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ROWS_NONCE_BYTES));
  cipher.setAAD(Buffer.from(rowsOf(head))).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([
      cipher.update(sealed.subarray(ROWS_NONCE_BYTES, -TAG_BYTES)),
      cipher.final(),
    ]);
  } catch {
    return null;
  }
}
