// What a manager does about the people of the branch: lets somebody try the PIN again, bars somebody, lets them in.
import type { Handlers } from '#electron/port/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import { NO_ATTEMPTS, readAttempts, writeAttempts } from '../store/attempts.ts';
import { appendEvent } from '../store/events.ts';
import { isBlocked, verifierOf } from '../store/people.ts';
import { approveByManager } from './approval.ts';
import { type Context, ready, stampOf } from './context.ts';

export const createStaffHandlers = (
  context: Context,
): Pick<Handlers, 'staff.watch' | 'staff.release' | 'staff.block'> => ({
  'staff.watch'() {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const { contents } = cache;
    return ok(
      contents.staff.map((member) => {
        const { failures } = readAttempts(device.ledger, member);
        return {
          id: member.id,
          name: member.name,
          role: member.role,
          failures,
          isLockedOut: failures >= contents.policy.people.lockAfter,
          isBlocked: isBlocked(device.ledger, member),
          hasFirstPin: verifierOf(device.ledger, member).isFirst,
        };
      }),
    );
  },

  async 'staff.release'({ member: id, approval }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const member = cache.contents.staff.find((each) => each.id === id);
    if (member === undefined) return err({ type: 'unknown-staff' });
    const approved = await approveByManager(context, approval, 'release-pin');
    if (!approved.ok) return approved;
    const { manager } = approved.value;
    const at = device.clock.now();
    device.ledger.transaction(() => {
      writeAttempts(device.ledger, member, NO_ATTEMPTS);
      appendEvent(
        device.ledger,
        {
          id: device.clock.nextId(),
          kind: 'pins.released',
          payload: { member: id, approvedBy: manager },
        },
        { device: device.secrets.device, staff: manager, at, day: cache.timeOf(at).day },
      );
    });
    context.ledgerChanged();
    return ok(null);
  },

  async 'staff.block'({ member: id, isBlocked: toBlock, reason, approval }, caller) {
    const before = ready(context);
    if (!before.ok) return before;
    const member = before.value.cache.contents.staff.find((each) => each.id === id);
    if (member === undefined) return err({ type: 'unknown-staff' });
    if (id === approval.manager || id === caller.session?.staff) return err({ type: 'oneself' });
    const approved = await approveByManager(context, approval, 'block-staff');
    if (!approved.ok) return approved;
    const found = ready(context);
    if (!found.ok) return found;
    const { device } = found.value;
    if (isBlocked(device.ledger, member) === toBlock) return err({ type: 'nothing-changed' });
    device.ledger.transaction(() =>
      appendEvent(
        device.ledger,
        {
          id: device.clock.nextId(),
          kind: 'staff.blocked',
          payload: { member: id, isBlocked: toBlock, reason, approvedBy: approved.value.manager },
        },
        stampOf(found.value, caller),
      ),
    );
    context.peopleChanged();
    context.ledgerChanged();
    return ok(null);
  },
});
