// Who is at the window: the list of staff, sign-in by PIN, the first own PIN, and the lock.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { compareBy, compareText } from '#shared/base/compare.ts';
import type { OwnPinFailure } from '#shared/contract/failure.ts';
import type { FirstPage } from '#shared/contract/first_page.ts';
import type { StaffEntry } from '#shared/contract/view_status.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import { isWeakPin } from '#shared/model/pin.ts';
import type { ReadableDB } from '../db/driver.ts';
import type { Device } from '../device.ts';
import { hashPin } from '../pin_hash.ts';
import { appendEvent } from '../store/events.ts';
import { noteTourSeen, writeSetting } from '../store/settings.ts';
import { isBlocked, nameOfHash, type Verifier } from '../store/people.ts';
import { badInput, type Context, type Ready, ready, staffOf } from './context.ts';

export function createSessionHandlers(
  context: Context,
): Pick<
  Handlers,
  | 'staff.list'
  | 'session.sign-in'
  | 'session.idle-lock'
  | 'session.tour-done'
  | 'session.train'
  | 'session.lock'
> {
  return {
    'staff.list'() {
      const found = ready(context);
      if (!found.ok) return found;
      const { device, cache } = found.value;
      return ok(staffEntries(device.ledger, cache.contents.staff));
    },

    async 'session.sign-in'({ staff, pin, ownPin }, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const { device, cache } = found.value;
      const member = cache.contents.staff.find((candidate) => candidate.id === staff);
      if (member === undefined) return err({ type: 'unknown-staff' });
      const checked = await context.pins.check(found.value, member, pin);
      if (!checked.ok) {
        if (checked.error.type === 'wrong-pin' || checked.error.type === 'locked-out') {
          record(device, 'sign-in-failed', staff, { failures: checked.error.failures });
        }
        return checked;
      }
      const { failures: failedBefore, verifier } = checked.value;
      const chosen = await chooseOwn(found.value, member, verifier, pin, ownPin);
      if (!chosen.ok) return chosen;
      record(device, 'sign-in', staff, { role: member.role });
      const session = { staff, name: member.name, role: member.role, failedBefore };
      context.sessions.open(caller.port, session);
      if (ownPin !== null) context.ledgerChanged();
      context.stateChanged();
      return ok(session);
    },

    'session.idle-lock'({ minutes }) {
      const device = context.device();
      if (device === null) return err({ type: 'not-ready' });
      if (minutes > context.appState(null).idleLockMost) {
        return badInput('minutes', 'at most what HQ or the administrator says');
      }
      writeSetting(device.ledger, 'own-idle-minutes', String(minutes));
      context.stateChanged();
      return ok(null);
    },

    'session.tour-done'(_input, { session }) {
      const device = context.device();
      if (device === null) return err({ type: 'not-ready' });
      noteTourSeen(device.ledger, staffOf(session));
      context.stateChanged();
      return ok(null);
    },

    'session.train': ({ isOn }, caller) => context.train(caller, isOn),

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

/**
 * The PIN was right. One that HQ knows opens nothing: an own one takes its place, here at once, elsewhere as the event
 * gets there. Whoever has an own one may choose another.
 */
async function chooseOwn(
  { device, cache }: Ready,
  member: StaffMember,
  { pinHash: present, isFirst }: Verifier,
  pin: string,
  ownPin: string | null,
): Promise<Result<null, OwnPinFailure>> {
  const digits = cache.contents.policy.people.pinDigits;
  if (ownPin === null) return isFirst ? err({ type: 'own-pin-due', digits }) : ok(null);
  if (ownPin === pin) return err({ type: 'same-pin' });
  if (ownPin.length < digits || isWeakPin(ownPin)) return err({ type: 'weak-pin', digits });
  const pinHash = await hashPin(ownPin);
  const at = device.clock.now();
  device.ledger.transaction(() =>
    appendEvent(
      device.ledger,
      {
        id: device.clock.nextId(),
        kind: 'pin.chosen',
        payload: { replaces: nameOfHash(present), pinHash },
      },
      {
        device: device.secrets.device,
        staff: member.id,
        at,
        day: cache.timeOf(at).day,
      },
    ),
  );
  record(device, 'pin-chosen', member.id, {});
  return ok(null);
}

/** Who may sign in, in the order in which they are shown. */
export const staffEntries = (
  ledger: ReadableDB,
  staff: readonly StaffMember[],
): FirstPage['staff'] =>
  staff
    .filter((member) => !isBlocked(ledger, member))
    .map(toEntry)
    .toSorted(byRoleAndName);

const toEntry = ({ id, name, role, initials }: StaffMember): FirstPage['staff'][number] => ({
  id,
  name,
  role,
  initials,
});

/** As lists of people are read in China. */
const inPinyin = new Intl.Collator('zh-CN');

const byRoleAndName = compareBy<StaffEntry>(
  (a, b) => compareText(a.role, b.role),
  (a, b) => inPinyin.compare(a.name, b.name),
  (a, b) => compareText(a.id, b.id),
);

function record(
  device: Device,
  action: 'sign-in' | 'sign-in-failed' | 'lock' | 'pin-chosen',
  staff: string,
  detail: { readonly [key: string]: string | number },
): void {
  device.audit.record({ at: device.clock.now(), staff, action, customer: null, detail });
}
