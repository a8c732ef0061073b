// Sign-in by PIN with a growing delay after failures, and the lock.
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { compareBy, compareText } from '#shared/base/compare.ts';
import type { StaffEntry } from '#shared/contract/view_status.ts';
import type { Device } from '../device.ts';
import { delayAfter, readAttempts, remainingWait, writeAttempts } from '../store/attempts.ts';
import { type Context, ready } from './context.ts';

export function createSessionHandlers(
  context: Context,
): Pick<Handlers, 'staff.list' | 'session.sign-in' | 'session.lock'> {
  /** One PIN of a person at a time, so that many windows do not guess in parallel. */
  const checking = new Set<string>();
  /** Until when (monotonic ms) a person waits, whatever the clock on the wall is set to. */
  const waits = new Map<string, number>();

  return {
    'staff.list'() {
      const found = ready(context);
      if (!found.ok) return found;
      return ok(found.value.cache.contents.staff.map(toEntry).toSorted(byRoleAndName));
    },

    async 'session.sign-in'({ staff, pin }, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const { device, cache } = found.value;
      const member = cache.contents.staff.find((candidate) => candidate.id === staff);
      if (member === undefined) return err({ type: 'unknown-staff' });
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
        const isRight = await isPin(pin, member.pinHash);
        if (!isRight) {
          waits.set(staff, performance.now() + retryAfterMs);
          record(device, 'sign-in-failed', staff, { failures });
          return err({ type: 'wrong-pin', failures, retryAfterMs });
        }
        waits.delete(staff);
        writeAttempts(device.ledger, staff, { failures: 0, waitUntil: 0 });
        record(device, 'sign-in', staff, { role: member.role });
      } finally {
        checking.delete(staff);
      }
      const session = { staff, name: member.name, role: member.role };
      context.sessions.open(caller.port, session);
      context.stateChanged();
      return ok(session);
    },

    'session.lock'(_input, caller) {
      const session = context.sessions.end(caller.port);
      const device = context.device();
      // First: a log that cannot be written must not leave a customer on the screen.
      context.stateChanged();
      if (session !== null && device !== null) record(device, 'lock', session.staff, {});
      return ok(null);
    },
  };
}

const toEntry = ({ id, name, role, initials }: StaffEntry): StaffEntry => ({
  id,
  name,
  role,
  initials,
});

const byRoleAndName = compareBy<StaffEntry>(
  (a, b) => compareText(a.role, b.role),
  (a, b) => compareText(a.id, b.id),
);

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

function record(
  device: Device,
  action: 'sign-in' | 'sign-in-failed' | 'lock',
  staff: string,
  detail: { readonly [key: string]: string | number },
): void {
  device.audit.record({ at: device.clock.now(), staff, action, customer: null, detail });
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
