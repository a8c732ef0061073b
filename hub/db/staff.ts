// People of the branches for `hub staff`: how they sign in, and what HQ does about it. The next publication tells the branch.
import type { Role } from '#shared/model/branch.ts';
import { type Database, sql } from './database.ts';

export type StaffOverview = {
  readonly branch: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  /** Only the person knows the PIN. */
  readonly hasOwnPin: boolean;
  readonly isBlocked: boolean;
  /** Of the manager who barred them; null: HQ did, or nobody gave one. */
  readonly blockedBy: string | null;
  readonly reason: string | null;
  /** Counters at which wrong PINs locked them out and nobody released them since, as far as HQ has heard. */
  readonly lockedAt: readonly string[];
};

/** @param branch null: of all */
export const readStaffOverview = (
  db: Database,
  branch: string | null,
): Promise<readonly StaffOverview[]> =>
  db.query<StaffOverview>(sql`
    select s.branch, s.id, s.name, s.role, s.active, s.later_is_own as "hasOwnPin",
      s.is_blocked as "isBlocked",
      case when s.is_blocked then b.payload ->> 'approvedBy' end as "blockedBy",
      case when s.is_blocked then b.payload ->> 'reason' end as reason,
      coalesce((
        select json_agg(w.device order by w.device)
        from (
          select distinct on (e.device) e.device, e.kind, e.at, e.payload from event e
          where e.branch = s.branch and e.kind in ('pins.wrong', 'pins.released')
            and e.payload ->> 'member' = s.id
          order by e.device, e.sequence desc) as w
        where w.kind = 'pins.wrong' and (w.payload ->> 'isLocked')::boolean
          and w.at > coalesce(extract(epoch from s.released_at) * 1000, 0)), '[]'::json) as "lockedAt"
    from staff s
    left join event b on b.id = s.block_event and (b.payload ->> 'isBlocked')::boolean
    where ${branch}::text is null or s.branch = ${branch}
    order by s.branch collate "C", s.id collate "C"`);

/** Wrong PINs are forgotten at every counter of the branch. @returns false when there is no such member */
export const releaseStaff = async (
  db: Database,
  branch: string,
  id: string,
  now: number,
): Promise<boolean> =>
  (await db.execute(sql`
    update staff set releases = releases + 1, released_at = ${new Date(now)}
    where branch = ${branch} and id = ${id}`)) > 0;

/** It counts over all that the branch recorded before; a later entry of a manager counts over it. */
export const blockStaff = async (
  db: Database,
  branch: string,
  id: string,
  isBlocked: boolean,
): Promise<boolean> =>
  (await db.execute(sql`
    update staff set is_blocked = ${isBlocked} where branch = ${branch} and id = ${id}`)) > 0;

/** Takes the place of an own PIN that was forgotten; what HQ's file says of the PIN still changes nothing. */
export const giveOnePin = async (
  db: Database,
  branch: string,
  id: string,
  pinHash: string,
  now: number,
): Promise<boolean> =>
  (await db.execute(sql`
    update staff set later_hash = ${pinHash}, later_is_own = false, releases = releases + 1,
      released_at = ${new Date(now)}
    where branch = ${branch} and id = ${id}`)) > 0;
