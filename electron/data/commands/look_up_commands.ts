// Look-ups beyond HQ's budget, each with its reason; and a day's look-ups at this computer, for the manager.
import type { Handlers } from '#electron/port/handlers.ts';
import { endOfDay } from '#shared/base/branch_time.ts';
import { compareBy, compareText } from '#shared/base/compare.ts';
import { groupBy } from '#shared/base/group_by.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { err, ok } from '#shared/base/result.ts';
import {
  type ListedLookUp,
  LOOK_UPS_PER_PAGE,
  type LookUpsShown,
  type StaffLookUps,
} from '#shared/contract/view_look_ups.ts';
import { customersWithErrand } from '../store/errands.ts';
import { type LookedAt, lookedAtBetween } from '../store/looked_at.ts';
import { peopleOf } from '../store/visit_people.ts';
import { approveByManager } from './approval.ts';
import { namesOf } from './branch_visits.ts';
import { badInput, type Context, type Ready, ready } from './context.ts';
import { beyondBudget } from './look_at.ts';

export const createLookUpHandlers = (
  context: Context,
): Pick<Handlers, 'look-ups.reason' | 'look-ups.day' | 'look-ups.list'> => ({
  async 'look-ups.reason'({ customer, action, reason, words, approval }, caller) {
    const before = ready(context);
    if (!before.ok) return before;
    const { sessions } = context;
    const isKnown = action === 'open' ? sessions.hasShown : sessions.hasOpened;
    if (!isKnown(caller.port, customer)) return err({ type: 'unknown-customer' });
    if (reason === 'other' && words === '') return badInput('words', 'own words');
    const beyond = beyondBudget(before.value, caller, action, customer);
    if (beyond === null) return ok(null);
    if (beyond.needsManager && approval === null) return err(beyond);
    const approved =
      approval === null ? null : await approveByManager(context, approval, 'look-up');
    if (approved !== null && !approved.ok) return approved;
    sessions.noteReason(caller.port, {
      action,
      customer,
      reason: reason === 'other' ? words : reason,
      // Below twice the budget nobody has to approve, and nothing begins anew.
      approvedBy: beyond.needsManager && approved !== null ? approved.value.manager : null,
    });
    return ok(null);
  },

  'look-ups.day'({ day }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const shown = day ?? cache.timeOf(device.clock.now()).day;
    const looks = looksOfDay(found.value, shown);
    const errands = customersWithErrand(device.ledger, shown, lookedAt(looks));
    const names = namesOf(found.value);
    const byStaff = groupBy(looks, ({ staff }) => staff);
    const staff = [...byStaff].map(([id, own]): StaffLookUps => {
      const count = (of: LookUpsShown): number => looksBehind(own, of, errands).length;
      return {
        staff: id,
        name: names.staff(id),
        searches: count('searches'),
        opened: count('opened'),
        withoutErrand: count('no-errand'),
        revealed: count('revealed'),
        files: count('files'),
        beyond: count('beyond'),
      };
    });
    return ok({ day: shown, staff: staff.toSorted(byNoErrand) });
  },

  'look-ups.list'({ day, staff, shown, offset }) {
    const found = ready(context);
    if (!found.ok) return found;
    const { device, cache } = found.value;
    const own = looksOfDay(found.value, day).filter((look) => look.staff === staff);
    const errands = customersWithErrand(device.ledger, day, lookedAt(own));
    const behind = looksBehind(own, shown, errands).toReversed();
    const page = behind.slice(offset, offset + LOOK_UPS_PER_PAGE);
    const people = peopleOf(
      cache.reader,
      page.flatMap(({ customer }) => customer ?? []),
    );
    const names = namesOf(found.value);
    const rows = page.map((look): ListedLookUp => {
      const { sequence, at, action, customer, hits, reason, approvedBy } = look;
      const person = customer === null ? undefined : people.get(customer);
      return {
        sequence,
        at,
        action,
        customer: person === undefined ? null : { name: person.name, phone: person.phone },
        hits,
        reason,
        approvedBy: approvedBy === null ? null : names.staff(approvedBy),
        hasErrand: customer !== null && errands.has(customer),
      };
    });
    return ok({ rows, offset, total: behind.length });
  },
});

const byNoErrand = compareBy<StaffLookUps>(
  (a, b) => b.withoutErrand - a.withoutErrand,
  (a, b) => b.opened - a.opened,
  (a, b) => compareText(a.staff, b.staff),
);

const looksOfDay = ({ device, cache }: Ready, day: Day): readonly LookedAt[] =>
  lookedAtBetween(
    device.ledger,
    endOfDay(cache.timeOf, addDays(day, -1)),
    endOfDay(cache.timeOf, day),
  );

const lookedAt = (looks: readonly LookedAt[]): readonly number[] => [
  ...new Set(looks.flatMap(({ customer }) => customer ?? [])),
];

/** Of a customer who was opened several times the first. */
function looksBehind(
  looks: readonly LookedAt[],
  shown: LookUpsShown,
  errands: ReadonlySet<number>,
): readonly LookedAt[] {
  switch (shown) {
    case 'searches':
      return looks.filter(({ action }) => action === 'search');
    case 'opened':
      return firstOpened(looks);
    case 'no-errand':
      return firstOpened(looks).filter(
        ({ customer }) => customer !== null && !errands.has(customer),
      );
    case 'revealed':
      return looks.filter(({ action }) => action === 'reveal');
    case 'files':
      return looks.filter(({ action }) => action === 'file');
    case 'beyond':
      return looks.filter(({ reason }) => reason !== null);
  }
}

function firstOpened(looks: readonly LookedAt[]): readonly LookedAt[] {
  const seen = new Set<number>();
  return looks.filter(({ action, customer }) => {
    if (action !== 'open' || customer === null || seen.has(customer)) return false;
    seen.add(customer);
    return true;
  });
}
