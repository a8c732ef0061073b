// Checks PINs: of one person one at a time, with a growing wait after wrong ones that outlasts a restart.
import { scrypt, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PinFailure } from '#shared/contract/failure.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import type { Device } from './device.ts';
import { delayAfter, readAttempts, remainingWait, writeAttempts } from './store/attempts.ts';

export type Pins = {
  /** What a PIN is asked for makes no difference: wrong ones are counted together. */
  check(device: Device, member: StaffMember, pin: string): Promise<Result<null, PinFailure>>;
};

export function createPins(): Pins {
  /** One PIN of a person at a time, so that many windows do not guess in parallel. */
  const checking = new Set<string>();
  /** Until when (monotonic ms) a person waits, whatever the clock on the wall is set to. */
  const waits = new Map<string, number>();

  return {
    async check(device, { id: staff, pinHash }, pin) {
      if (checking.has(staff)) return err({ type: 'wait', retryAfterMs: 500 });
      const wait = Math.max(waitOf(device, staff), (waits.get(staff) ?? 0) - performance.now());
      if (wait > 0) return err({ type: 'wait', retryAfterMs: Math.ceil(wait) });

      checking.add(staff);
      try {
        // Counted before it is checked: a process that is killed in between has not tried for free.
        const failures = readAttempts(device.ledger, staff).failures + 1;
        const retryAfterMs = delayAfter(failures);
        writeAttempts(device.ledger, staff, {
          failures,
          waitUntil: device.clock.now() + retryAfterMs,
        });
        if (!(await isPin(pin, pinHash))) {
          waits.set(staff, performance.now() + retryAfterMs);
          return err({ type: 'wrong-pin', failures, retryAfterMs });
        }
        waits.delete(staff);
        writeAttempts(device.ledger, staff, { failures: 0, waitUntil: 0 });
        return ok(null);
      } finally {
        checking.delete(staff);
      }
    },
  };
}

/** A wait that lies too far ahead means that the clock was set back: it then counts from now. */
function waitOf(device: Device, staff: string): number {
  const attempts = readAttempts(device.ledger, staff);
  const now = device.clock.now();
  const wait = remainingWait(attempts, now);
  if (attempts.waitUntil - now > wait) {
    writeAttempts(device.ledger, staff, { failures: attempts.failures, waitUntil: now + wait });
  }
  return wait;
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
