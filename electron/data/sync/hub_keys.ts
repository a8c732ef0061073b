// HQ's keys after a rotation of its secret: believed for the signature of the key that this device knows, and for nothing else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '#electron/port/parent.ts';
import { hubKeysFileSchema, HUB_KEYS_FILE, hubKeysSchema } from '#shared/wire/hub_keys.ts';
import type { PublicKeys } from '#shared/wire/public_keys.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { findStickFolder, readOnStick } from '#stick/stick_folder.ts';
import { StickProblem } from '#stick/stick_problem.ts';
import { hubKey, openSigned } from './signed_document.ts';

type Known = Pick<Secrets, 'hubPublicKey'>;

/** Null: none of these follows on the key that is known. */
export function nextKeys(
  { hubPublicKey }: Known,
  succession: readonly Signed[],
): PublicKeys | null {
  for (const signed of succession) {
    const said = openSigned(signed, hubKeysSchema, hubKey(hubPublicKey));
    if (said.ok && said.value.before === hubPublicKey) return said.value.keys;
  }
  return null;
}

const MOST_BYTES = 8 * 1024;

/** As a stick tells them. @param chosen the stick @throws StickProblem when it is gone */
export async function keysOnStick(known: Known, chosen: string): Promise<PublicKeys | null> {
  try {
    const folder = await findStickFolder(chosen);
    if (folder === null || !existsSync(join(folder, HUB_KEYS_FILE))) return null;
    const bytes = await readOnStick(folder, HUB_KEYS_FILE, MOST_BYTES);
    return nextKeys(known, hubKeysFileSchema.parse(JSON.parse(bytes.toString('utf8'))).succession);
  } catch (error) {
    // There is none, or it is not whole: the letters say for whom they are.
    if (error instanceof StickProblem && error.reason === 'gone') throw error;
    return null;
  }
}

export const withKeys = (secrets: Secrets, keys: PublicKeys): Secrets => ({
  ...secrets,
  hubPublicKey: keys.sign,
  ...(secrets.keys === undefined ? {} : { hubSealKey: keys.seal }),
});
