// Who may sign in, and by which PIN: what HQ published, and what was recorded at the branch since.
import { createHash } from 'node:crypto';
import type { StaffMember } from '#shared/model/branch.ts';
import type { EventPayload } from '#shared/model/event.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/** The condition of the indexes by person: a query that does not repeat it reads the whole ledger. */
const OF_PERSON = sql`kind in ('pin.chosen', 'staff.blocked')`;

export type Verifier = {
  readonly pinHash: string;
  /** HQ knows the PIN: it is to be replaced at the first sign-in. */
  readonly isFirst: boolean;
};

/** How the event of a choice names the hash that it takes the place of. */
export const nameOfHash = (pinHash: string): string =>
  createHash('sha256').update(pinHash).digest('hex');

/** HQ's, or what the member chose in its place, at whichever window; chosen again, the last of them. */
export function verifierOf(ledger: ReadableDB, member: StaffMember): Verifier {
  const chosen = new Map(
    ledger
      .all<{ payload: string }>(
        sql`
          select payload from (
            select id, payload from event
            where ${OF_PERSON} and kind = 'pin.chosen' and staff = ${member.id}
            union all
            select id, payload from told_event
            where ${OF_PERSON} and kind = 'pin.chosen' and staff = ${member.id})
          order by id`,
      )
      .map(({ payload }) => JSON.parse(payload) as EventPayload<'pin.chosen'>)
      .map(({ replaces, pinHash }) => [replaces, pinHash]),
  );
  let verifier: Verifier = { pinHash: member.pinHash, isFirst: member.isFirstPin };
  // Each choice is followed once: a circle of forged ones would never end.
  for (;;) {
    const name = nameOfHash(verifier.pinHash);
    const next = chosen.get(name);
    if (next === undefined) return verifier;
    chosen.delete(name);
    verifier = { pinHash: next, isFirst: false };
  }
}

/** The branch's own entry counts where it is later than what HQ has heard. */
export function isBlocked(ledger: ReadableDB, member: StaffMember): boolean {
  const last = ledger.get<{ id: string; payload: string }>(sql`
    select id, payload from (
      select id, payload from event
      where ${OF_PERSON} and kind = 'staff.blocked' and json_extract(payload, '$.member') = ${member.id}
      union all
      select id, payload from told_event
      where ${OF_PERSON} and kind = 'staff.blocked' and json_extract(payload, '$.member') = ${member.id})
    order by id desc limit 1`);
  if (last === undefined || (member.blockEvent !== null && last.id <= member.blockEvent)) {
    return member.isBlocked;
  }
  return (JSON.parse(last.payload) as EventPayload<'staff.blocked'>).isBlocked;
}
