// Checks PINs: of one person one at a time, with a growing wait after wrong ones that no restart and no clock shortens.
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PinFailure } from '#shared/contract/failure.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import { PROGRAM } from '#shared/model/event.ts';
import type { Device } from './device.ts';
import { isPin } from './pin_hash.ts';
import { delayAfter, NO_ATTEMPTS, readAttempts, writeAttempts } from './store/attempts.ts';
import type { CacheView } from './store/cache.ts';
import { appendEvent } from './store/events.ts';
import { isBlocked, type Verifier, verifierOf } from './store/people.ts';

type RightPin = {
  /** Wrong PINs before this one, since the last right one. */
  readonly failures: number;
  /** What the PIN was held against. */
  readonly verifier: Verifier;
};

type AtDevice = { readonly device: Device; readonly cache: CacheView };

export type Pins = {
  /** What a PIN is asked for makes no difference: wrong ones are counted together. */
  check(at: AtDevice, member: StaffMember, pin: string): Promise<Result<RightPin, PinFailure>>;
};

/** What is left of a wait is written down in such steps: a restart gives back no more than one. */
const STEP_MS = 1_000;
/** Slips of the finger are no news for HQ. */
const TOLD_FROM = 3;

export function createPins(): Pins {
  /** One PIN of a person at a time, so that many windows do not guess in parallel. */
  const checking = new Set<string>();
  /** What is owed from before has run since then (monotonic ms). */
  const started = performance.now();
  /** Since when this process has watched a person wait. */
  const watched = new Map<string, number>();

  /** Only time that passes while the app runs counts: neither a restart nor a clock shortens or prolongs a wait by more than a step. */
  const waitOf = (device: Device, member: StaffMember): number => {
    const attempts = readAttempts(device.ledger, member);
    if (attempts.owed === 0) return 0;
    const passed = performance.now() - (watched.get(member.id) ?? started);
    const owed = Math.max(0, Math.ceil(attempts.owed - passed));
    if (owed === 0 || passed >= STEP_MS) {
      writeAttempts(device.ledger, member, { ...attempts, owed });
      watched.set(member.id, performance.now());
    }
    return owed;
  };

  return {
    async check({ device, cache }, member, pin) {
      const { id: staff } = member;
      const { ledger } = device;
      const { lockAfter } = cache.contents.policy.people;
      if (isBlocked(ledger, member)) return err({ type: 'blocked' });
      const before = readAttempts(ledger, member).failures;
      if (before >= lockAfter) return err({ type: 'locked-out', failures: before });
      if (checking.has(staff)) return err({ type: 'wait', retryAfterMs: 500 });
      const wait = waitOf(device, member);
      if (wait > 0) return err({ type: 'wait', retryAfterMs: wait });

      checking.add(staff);
      try {
        // Counted before it is checked: a process that is killed in between has not tried for free.
        const failures = before + 1;
        const isLocked = failures >= lockAfter;
        const retryAfterMs = delayAfter(failures);
        writeAttempts(ledger, member, { failures, owed: retryAfterMs });
        watched.set(staff, performance.now());
        const verifier = verifierOf(ledger, member);
        if (await isPin(pin, verifier.pinHash)) {
          writeAttempts(ledger, member, NO_ATTEMPTS);
          if (before >= TOLD_FROM) tellWrong({ device, cache }, member, before, false);
          return ok({ failures: before, verifier });
        }
        watched.set(staff, performance.now());
        if (!isLocked) return err({ type: 'wrong-pin', failures, retryAfterMs });
        tellWrong({ device, cache }, member, failures, true);
        return err({ type: 'locked-out', failures });
      } finally {
        checking.delete(staff);
      }
    },
  };
}

/** For the manager and for HQ, in an entry of the program's own. */
function tellWrong(
  { device, cache }: AtDevice,
  { id: member }: StaffMember,
  failures: number,
  isLocked: boolean,
): void {
  const at = device.clock.now();
  device.ledger.transaction(() =>
    appendEvent(
      device.ledger,
      {
        id: device.clock.nextId(),
        kind: 'pins.wrong',
        payload: { member, failures, isLocked },
      },
      { device: device.secrets.device, staff: PROGRAM, at, day: cache.timeOf(at).day },
    ),
  );
  device.mark.note();
  device.sync.nudge();
}
