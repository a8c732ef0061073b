// Looking at a customer: each time in the audit log, and counted against HQ's budget (policy `lookUps`).
import type { BeyondFailure } from '#shared/contract/failure.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import type { LookUpAction } from '#shared/model/look_up.ts';
import type { LookUpsPolicy } from '#shared/model/policy.ts';
import type { WritableDB } from './db/driver.ts';
import type { GivenReason } from './sessions.ts';
import type { AuditLog } from './store/audit.ts';
import { hasServed } from './store/errands.ts';
import { pastLookUps } from './store/past_look_ups.ts';

const HOUR_MS = 3_600_000;

type LookUp = {
  readonly staff: string;
  readonly action: LookUpAction;
  readonly customer: number;
};

export type LookUps = {
  /** Null: within the budget, or of somebody who is counted already. */
  beyond(look: LookUp, budget: LookUpsPolicy, today: Day): BeyondFailure | null;
  /**
   * In the audit log when it returns, together with what the work writes, and counted.
   * @param given beyond the budget
   */
  record<T>(look: LookUp, at: number, given: GivenReason | null, work: () => T): T;
};

/** Of one person, by when the program had run so long: customers who were opened, and what was shown in full. */
type Counted = {
  readonly opens: Map<number, number>;
  readonly reveals: Set<{ readonly ran: number }>;
};

/**
 * An hour is one in which the program ran: neither a clock nor a restart gives anything back. What was counted before a
 * restart is read from the audit log with the first look-up.
 * @param ran ms since the program started @param started tells this run of the program from others
 */
export function createLookUps(
  { ledger, audit }: { readonly ledger: WritableDB; readonly audit: AuditLog },
  started: number,
  ran: () => number,
): LookUps {
  let people: Map<string, Counted> | null = null;

  const countedOf = (staff: string): Counted => {
    people ??= countedBefore(ledger, ran());
    let counted = people.get(staff);
    if (counted === undefined) {
      counted = { opens: new Map(), reveals: new Set() };
      people.set(staff, counted);
    }
    const over = ran() - HOUR_MS;
    for (const [customer, when] of counted.opens) {
      if (when > over) break;
      counted.opens.delete(customer);
    }
    for (const one of counted.reveals) {
      if (one.ran > over) break;
      counted.reveals.delete(one);
    }
    return counted;
  };

  /** Whoever was served meanwhile had an errand. */
  const forgetServed = (staff: string, { opens }: Counted, since: Day): void => {
    for (const customer of opens.keys()) {
      if (hasServed(ledger, staff, customer, since)) opens.delete(customer);
    }
  };

  return {
    beyond({ staff, action, customer }, { opens: most, reveals }, today) {
      const counted = countedOf(staff);
      if (action !== 'open') {
        return beyondOf('reveals-beyond', counted.reveals.size, reveals);
      }
      if (counted.opens.size < most || counted.opens.has(customer)) return null;
      const since = addDays(today, -1);
      if (hasServed(ledger, staff, customer, since)) return null;
      forgetServed(staff, counted, since);
      return beyondOf('opens-beyond', counted.opens.size, most);
    },

    record({ staff, action, customer }, at, given, work) {
      const counted = countedOf(staff);
      const now = ran();
      const detail = {
        run: started,
        ran: Math.floor(now),
        ...(given === null ? {} : { reason: given.reason }),
        ...(given === null || given.approvedBy === null ? {} : { manager: given.approvedBy }),
      };
      const done = audit.recordWith({ at, staff, action, customer, detail }, work);
      const isFresh = given !== null && given.approvedBy !== null;
      if (action === 'open') {
        if (isFresh) counted.opens.clear();
        // The first look is the one that counts: whoever is looked at again and again does not stay for ever.
        if (!counted.opens.has(customer)) counted.opens.set(customer, now);
      } else {
        if (isFresh) counted.reveals.clear();
        counted.reveals.add({ ran: now });
      }
      return done;
    },
  };
}

const beyondOf = (type: BeyondFailure['type'], used: number, most: number): BeyondFailure | null =>
  used < most ? null : { type, used, most, needsManager: used >= 2 * most };

/** What runs of the program before this one leave of the hour. @param now how long this one runs */
function countedBefore(ledger: WritableDB, now: number): Map<string, Counted> {
  const people = new Map<string, Counted>();
  /** A manager let these begin anew: nothing before it counts. */
  const renewed = new Set<string>();
  const kept: (LookUp & { readonly ran: number })[] = [];
  for (const { age, isRenewed, ...look } of pastLookUps(ledger, HOUR_MS - now)) {
    const what = `${look.action === 'open' ? 'open' : 'reveal'} ${look.staff}`;
    if (renewed.has(what)) continue;
    if (isRenewed) renewed.add(what);
    kept.push({ ...look, ran: -age });
  }
  // The oldest first, as they were counted then.
  for (const { staff, action, customer, ran } of kept.toReversed()) {
    const counted = people.get(staff) ?? { opens: new Map(), reveals: new Set() };
    people.set(staff, counted);
    if (action !== 'open') counted.reveals.add({ ran });
    else if (!counted.opens.has(customer)) counted.opens.set(customer, ran);
  }
  return people;
}
