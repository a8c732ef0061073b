// Enrolment: a branch code and a one-time code become a device with its token and keys.
import { oneLine } from '#shared/base/one_line.ts';
import { createHash, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { EnrolRequest, EnrolResponse } from '#shared/wire/enrol.ts';
import { codeLetters, splitCode } from '#shared/wire/enrol_code.ts';
import { CLOCK_TOLERANCE_MS } from '#shared/wire/protocol.ts';
import { readBranch } from '#hub/db/branch.ts';
import type { Database } from '#hub/db/database.ts';
import { type DeviceKeys, insertDevice } from '#hub/db/device.ts';
import {
  countEnrolTry,
  forgiveEnrolTry,
  insertEnrolCode,
  readEnrolCodeState,
  renewUnheardDevice,
  setDeviceOfEnrolCode,
  takeEnrolCode,
} from '#hub/db/enrol_code.ts';
import { readKeyEpoch } from '#hub/db/key_epoch.ts';
import type { HubSecret } from '#hub/secret.ts';

export const CODE_VALID_HOURS = 24;
/** Wrong tries in one window: of one branch, and of all branches that do not exist. */
export const ENROL_TRIES = 10;
export const ENROL_WINDOW_MS = 10 * 60 * 1000;
const UNKNOWN_BRANCH_TRIES = 100;

export type EnrolError =
  | { readonly type: 'wrong-code' | 'used-code' | 'expired-code' | 'unknown-branch' }
  | { readonly type: 'wrong-clock'; readonly now: number }
  | { readonly type: 'too-many'; readonly retryAfterMs: number };

export async function createEnrolCode(
  db: Database,
  secret: HubSecret,
  options: { readonly branch: string; readonly hours?: number; readonly now: number },
): Promise<
  Result<
    { readonly branch: string; readonly code: string; readonly expiresAt: number },
    { readonly type: 'unknown-branch' }
  >
> {
  const { branch, hours = CODE_VALID_HOURS, now } = options;
  if (!(await readBranch(db, branch))) return err({ type: 'unknown-branch' });
  const code = createCode();
  const expiresAt = now + hours * 3_600_000;
  const hash = secret.enrolCodeHash(branch, splitCode(code).code);
  await insertEnrolCode(db, { branch, hash, expiresAt }, now);
  return ok({ branch, code: `${code}-${secret.fingerprint()}`, expiresAt });
}

/** @param now the hub's clock, UTC ms */
export async function enrolDevice(
  db: Database,
  secret: HubSecret,
  request: EnrolRequest,
  now: number,
): Promise<Result<EnrolResponse, EnrolError>> {
  const { branch, deviceName } = request;
  if (Math.abs(request.now - now) > CLOCK_TOLERANCE_MS) return err({ type: 'wrong-clock', now });
  const windowStart = now - (now % ENROL_WINDOW_MS);
  const known = (await readBranch(db, branch)) !== undefined;
  // Counted before the code is looked at, so that tries made at the same moment are counted too.
  const tries = await countEnrolTry(db, known ? branch : '', windowStart);
  if (tries > (known ? ENROL_TRIES : UNKNOWN_BRANCH_TRIES)) {
    return err({ type: 'too-many', retryAfterMs: windowStart + ENROL_WINDOW_MS - now });
  }
  if (!known) return err({ type: 'unknown-branch' });

  const hash = secret.enrolCodeHash(branch, splitCode(request.code).code);
  const token = randomBytes(32).toString('base64url');
  const tokenHash = hashToken(token);
  const keys = keysOf(request);
  const device = await db.transaction(async (tx) => {
    const code = await takeEnrolCode(tx, branch, hash, now);
    if (code === undefined) {
      const again =
        keys === null
          ? undefined
          : await renewUnheardDevice(tx, { branch, hash, keys }, tokenHash, now);
      if (again !== undefined) await forgiveEnrolTry(tx, branch, windowStart);
      return again;
    }
    const id = `device-${randomBytes(10).toString('hex')}`;
    const name = oneLine(deviceName);
    await insertDevice(tx, { id, branch, name, tokenHash, keys }, now);
    await setDeviceOfEnrolCode(tx, code, id);
    await forgiveEnrolTry(tx, branch, windowStart);
    return id;
  });
  if (device === undefined) {
    const state = await readEnrolCodeState(db, branch, hash);
    return err({ type: state === undefined ? 'wrong-code' : `${state}-code` });
  }
  const packEpoch = await readKeyEpoch(db, branch);
  return ok({
    device,
    branch,
    token,
    hubPublicKey: secret.publicKey,
    packKey: secret.packKey(branch, packEpoch),
    packEpoch,
    ledgerKey: secret.ledgerKey(device),
  });
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

const keysOf = ({ keys }: EnrolRequest): DeviceKeys | null =>
  keys === undefined
    ? null
    : { sign: Buffer.from(keys.sign, 'base64'), seal: Buffer.from(keys.seal, 'base64') };

/** 40 random bits, shown as `XXXX-XXXX`: the half of a code that opens the door. */
export const createCode = (random: Uint8Array = randomBytes(8)): string => codeLetters(random);
