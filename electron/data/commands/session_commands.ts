// Who is at the window: the list of staff, sign-in by PIN, and the lock.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { compareBy, compareText } from '#shared/base/compare.ts';
import type { FirstPage } from '#shared/contract/first_page.ts';
import type { StaffEntry } from '#shared/contract/view_status.ts';
import type { StaffMember } from '#shared/model/branch.ts';
import type { Device } from '../device.ts';
import { type Context, ready } from './context.ts';

export function createSessionHandlers(
  context: Context,
): Pick<Handlers, 'staff.list' | 'session.sign-in' | 'session.lock'> {
  return {
    'staff.list'() {
      const found = ready(context);
      if (!found.ok) return found;
      return ok(staffEntries(found.value.cache.contents.staff));
    },

    async 'session.sign-in'({ staff, pin }, caller) {
      const found = ready(context);
      if (!found.ok) return found;
      const { device, cache } = found.value;
      const member = cache.contents.staff.find((candidate) => candidate.id === staff);
      if (member === undefined) return err({ type: 'unknown-staff' });
      const checked = await context.pins.check(device, member, pin);
      if (!checked.ok) {
        if (checked.error.type === 'wrong-pin') {
          record(device, 'sign-in-failed', staff, { failures: checked.error.failures });
        }
        return checked;
      }
      record(device, 'sign-in', staff, { role: member.role });
      const { failures: failedBefore } = checked.value;
      const session = { staff, name: member.name, role: member.role, failedBefore };
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

/** In the order in which they are shown. */
export const staffEntries = (staff: readonly StaffMember[]): FirstPage['staff'] =>
  staff.map(toEntry).toSorted(byRoleAndName);

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
  action: 'sign-in' | 'sign-in-failed' | 'lock',
  staff: string,
  detail: { readonly [key: string]: string | number },
): void {
  device.audit.record({ at: device.clock.now(), staff, action, customer: null, detail });
}
