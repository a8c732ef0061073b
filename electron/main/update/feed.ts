// Reads the feed: HQ's signature first, over the exact bytes, and only then what they say.
import { createPublicKey, verify } from 'node:crypto';
import type { Line } from '#electron/line/line.ts';
import {
  SIGNATURE_OF_FEED,
  type UpdateFeed,
  updateFeedSchema,
  updatePreamble,
} from '#shared/wire/update.ts';
import { fetchSmall } from './fetch.ts';
import { NoUpdate } from './problem.ts';

const FEED_BYTES = 64 * 1024;

/**
 * @param base the feed's folder, ending with a slash
 * @param key SPKI DER of HQ's Ed25519 key in base64
 * @throws NoUpdate
 */
export async function readFeed(
  base: URL,
  name: string,
  key: string,
  line: Line,
): Promise<UpdateFeed> {
  const body = await fetchSmall(new URL(name, base), line, FEED_BYTES);
  const signature = await fetchSmall(new URL(`${name}${SIGNATURE_OF_FEED}`, base), line, 1024);
  const hq = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  const signed = Buffer.concat([Buffer.from(updatePreamble(name)), body]);
  if (!verify(null, signed, hq, Buffer.from(signature.toString('latin1'), 'base64')))
    throw new NoUpdate('forged', `${name} is not signed by this computer's HQ`);
  try {
    return updateFeedSchema.parse(JSON.parse(body.toString('utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoUpdate('unread', `${name}: signed, but not as this program reads it (${reason})`);
  }
}
