// Checks PINs: of one person one at a time, with a growing wait after wrong ones that no restart and no clock shortens.
import { scrypt, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PinFailure } from '#shared/contract/failure.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import type { Device } from './device.ts';
import { delayAfter, readAttempts, writeAttempts } from './store/attempts.ts';

/** Wrong PINs before this one, since the last right one. */
type RightPin = { readonly failures: number };

export type Pins = {
  /** What a PIN is asked for makes no difference: wrong ones are counted together. */
  check(device: Device, member: StaffMember, pin: string): Promise<Result<RightPin, PinFailure>>;
};

/** What is left of a wait is written down in such steps: a restart gives back no more than one. */
const STEP_MS = 1_000;

export function createPins(): Pins {
  /** One PIN of a person at a time, so that many windows do not guess in parallel. */
  const checking = new Set<string>();
  /** What is owed from before has run since then (monotonic ms). */
  const started = performance.now();
  /** Since when this process has watched a person wait. */
  const watched = new Map<string, number>();

  /** Only time that passes while the app runs counts: neither a restart nor a clock shortens or prolongs a wait by more than a step. */
  const waitOf = (device: Device, staff: string): number => {
    const attempts = readAttempts(device.ledger, staff);
    if (attempts.owed === 0) return 0;
    const passed = performance.now() - (watched.get(staff) ?? started);
    const owed = Math.max(0, Math.ceil(attempts.owed - passed));
    if (owed === 0 || passed >= STEP_MS) {
      writeAttempts(device.ledger, staff, { ...attempts, owed });
      watched.set(staff, performance.now());
    }
    return owed;
  };

  return {
    async check(device, { id: staff, pinHash }, pin) {
      if (checking.has(staff)) return err({ type: 'wait', retryAfterMs: 500 });
      const wait = waitOf(device, staff);
      if (wait > 0) return err({ type: 'wait', retryAfterMs: wait });

      checking.add(staff);
      try {
        const before = readAttempts(device.ledger, staff).failures;
        // Counted before it is checked: a process that is killed in between has not tried for free.
        const failures = before + 1;
        const retryAfterMs = delayAfter(failures);
        writeAttempts(device.ledger, staff, { failures, owed: retryAfterMs });
        watched.set(staff, performance.now());
        if (!(await isPin(pin, pinHash))) {
          watched.set(staff, performance.now());
          return err({ type: 'wrong-pin', failures, retryAfterMs });
        }
        writeAttempts(device.ledger, staff, { failures: 0, owed: 0 });
        return ok({ failures: before });
      } finally {
        checking.delete(staff);
      }
    },
  };
}

/**
 * Off the event loop.
 * @param pinHash `scrypt$N$r$p$saltBase64$hashBase64`
 * @throws when the hash is not of that form: HQ signed it, so it is a bug
 */
function isPin(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = pinHash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('a PIN hash of an unknown scheme');
  }
  const expected = Buffer.from(hash, 'base64');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: 256 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64'), expected.length, cost, (error, actual) => {
      if (error !== null) reject(error);
      else resolve(timingSafeEqual(actual, expected));
    });
  });
}
