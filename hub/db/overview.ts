// Figures for `hub status`: what each branch has, was given and sent.
import { type Database, sql } from './database.ts';

export type BranchOverview = {
  readonly branch: string;
  readonly name: string;
  readonly customers: number;
  /** Last day of the customers' figures. */
  readonly asOf: string | null;
  /** Newest number; 0 before the first publish. */
  readonly number: number;
  readonly publishedAt: number | null;
  readonly packNumber: number | null;
  readonly packBytes: number;
  readonly devices: number;
  /** Devices whose clock was off when they were last heard. */
  readonly wrongClocks: readonly { readonly name: string; readonly minutesAhead: number }[];
  readonly events: number;
  /** When the newest event came in, UTC ms. */
  readonly newestEventAt: number | null;
  readonly quarantined: number;
  /** Of later counters than this hub: read once it is upgraded. */
  readonly waiting: number;
  /** People who were served before the list had them, and those of them whose customer is not known. */
  readonly walkIns: number;
  readonly unknownWalkIns: number;
};

type OverviewRow = {
  readonly code: string;
  readonly name_zh: string;
  readonly customers: number;
  readonly as_of: string | null;
  readonly number: number | null;
  readonly published_at: number | null;
  readonly pack_number: number | null;
  readonly pack_bytes: number;
  readonly devices: number;
  readonly wrong_clocks: BranchOverview['wrongClocks'];
  readonly events: number;
  readonly newest_event: number | null;
  readonly quarantined: number;
  readonly waiting: number;
  readonly walk_ins: number;
  readonly unknown_walk_ins: number;
};

const rowToOverview = (row: OverviewRow): BranchOverview => ({
  branch: row.code,
  name: row.name_zh,
  customers: row.customers,
  asOf: row.as_of,
  number: row.number ?? 0,
  publishedAt: row.published_at,
  packNumber: row.pack_number,
  packBytes: row.pack_bytes,
  devices: row.devices,
  wrongClocks: row.wrong_clocks,
  events: row.events,
  newestEventAt: row.newest_event,
  quarantined: row.quarantined,
  waiting: row.waiting,
  walkIns: row.walk_ins,
  unknownWalkIns: row.unknown_walk_ins,
});

export async function readOverview(db: Database): Promise<readonly BranchOverview[]> {
  const rows = await db.query<OverviewRow>(sql`
    select b.code, b.name_zh, p.number, p.published_at, k.number as pack_number,
      (select count(*) from customer c where c.branch = b.code and c.left_on is null and not c.erased) as customers,
      (select max(c.as_of) from customer c where c.branch = b.code) as as_of,
      (select coalesce(sum(length(c.bytes)), 0) from pack_part t join pack_chunk c on c.sha256 = t.sha256
        where t.branch = k.branch and t.number = k.number) as pack_bytes,
      (select count(*) from device d where d.branch = b.code and d.revoked_at is null) as devices,
      (select coalesce(json_agg(json_build_object('name', d.name, 'minutesAhead', c.minutes_ahead)
          order by d.name collate "C"), '[]')
        from device d join device_contact c on c.device = d.id
        where d.branch = b.code and d.revoked_at is null and c.minutes_ahead <> 0) as wrong_clocks,
      (select count(*) from event e where e.branch = b.code) as events,
      (select max(e.received_at) from event e where e.branch = b.code) as newest_event,
      (select count(*) from event_quarantine q join device d on d.id = q.device
        where d.branch = b.code and q.settled is null) as quarantined,
      (select count(*) from event_waiting w join device d on d.id = w.device
        where d.branch = b.code) as waiting,
      (select count(*) from walk_in w where w.branch = b.code) as walk_ins,
      (select count(*) from walk_in w where w.branch = b.code and w.customer is null) as unknown_walk_ins
    from branch b
    left join publication p on p.branch = b.code
    left join lateral (select k.branch, k.number from pack k where k.branch = b.code
      order by k.number desc limit 1) as k on true
    order by b.code collate "C"`);
  return rows.map(rowToOverview);
}
