// What HQ knows of those whom events name: by it a batch is judged before it is stored.
import type { EventEnvelope } from '#shared/model/event.ts';
import type { OpenLease } from '#shared/model/lease.ts';
import type { Busiest } from '#shared/model/policy.ts';
import { type Database, sql } from './database.ts';
import type { Device } from './device.ts';
import { twinOf } from './quarantine.ts';

/** What the events of a batch name. */
export type Named = {
  readonly customers: readonly number[];
  readonly catalogs: readonly string[];
  readonly beliefs: readonly string[];
  /** On which visits began. */
  readonly days: readonly string[];
};

export type Home = 'here' | 'elsewhere';

export type Place = {
  /** Of the device, UTC ms. */
  readonly enrolled: number;
  readonly zone: string;
  /** Of whom the branch ever had: whether it had them as a manager. */
  readonly staff: ReadonlyMap<string, boolean>;
  /** Names of the editions that HQ ever saved. */
  readonly policies: ReadonlySet<string>;
  readonly beliefs: ReadonlySet<string>;
  readonly gifts: ReadonlySet<string>;
  /** Whether the device was ever let spend points. */
  readonly letsSpend: boolean;
  /** The most that any policy ever took as one amount, fen, and the most visits that any let begin at a device. */
  readonly most: number;
  readonly busiest: Busiest;
  /** Of those named whom HQ knows or ever knew: whether they are, or once were, of this branch. */
  readonly customers: ReadonlyMap<number, Home>;
  /** By version, of those named. */
  readonly catalogs: ReadonlyMap<string, string>;
  /** Of the names given, those under which the device told what it learned. */
  readonly ownBeliefs: readonly string[];
  /** When visits began that the device told of the days named, UTC ms, each with its day. */
  readonly starts: readonly (readonly [number, string])[];
};

type PlaceRow = {
  readonly enrolled: number | null;
  readonly zone: string | null;
  readonly staff: readonly (readonly [string, boolean])[] | null;
  readonly policies: readonly string[] | null;
  readonly beliefs: readonly string[] | null;
  readonly gifts: readonly string[] | null;
  readonly spends: boolean;
  readonly most: number | null;
  readonly minute: number | null;
  readonly day: number | null;
  readonly customers: readonly (readonly [number, boolean])[] | null;
  readonly catalogs: readonly (readonly [string, string])[] | null;
  readonly own: readonly string[] | null;
  readonly starts: readonly (readonly [number, string])[] | null;
};

/**
 * What needs nothing but the names, in one statement: each costs a way to the database and back.
 * @param usual of a policy that says nothing, and of none
 */
export async function readPlace(
  db: Database,
  { id, branch }: Device,
  usual: { readonly most: number; readonly busiest: Busiest },
  named: Named,
): Promise<Place> {
  const [row] = await db.query<PlaceRow>(sql`
    select
      (select (extract(epoch from enrolled_at) * 1000)::bigint from device where id = ${id}) as enrolled,
      (select time_zone from branch where code = ${branch}) as zone,
      (select json_agg(json_build_array(id, managed)) from staff_ever where branch = ${branch}) as staff,
      (select json_agg(version) from policy) as policies,
      (select json_agg(version) from beliefs) as beliefs,
      (select json_agg(id) from gift where branch = ${branch}) as gifts,
      exists (select from points_holder where device = ${id}) as spends,
      (select json_agg(json_build_array(customer, here)) from (
        select customer, bool_or(of = ${branch}) as here from (
          select id as customer, branch as of from customer where id = any(${[...named.customers]}::bigint[])
          union all
          select customer, branch from former_home where customer = any(${[...named.customers]}::bigint[])
        ) as home
        group by customer) as homes) as customers,
      (select json_agg(json_build_array(version, md5(doc))) from catalog
        where version = any(${[...named.catalogs]}::text[])) as catalogs,
      (select json_agg(distinct payload ->> 'name') from event
        where device in (${id}, ${twinOf(id)}) and kind = 'beliefs.updated'
          and payload ->> 'name' = any(${[...named.beliefs]}::text[])) as own,
      (select json_agg(json_build_array(at, day)) from event
        where branch = ${branch} and device = ${id} and day = any(${[...named.days]}::date[])
          and kind in ('visit.started', 'walk-in.started')) as starts,
      ever.most, ever.minute, ever.day
    from (
      select max(coalesce((doc::jsonb -> 'amounts' ->> 'most')::bigint, ${usual.most})) as most,
        max(coalesce((doc::jsonb -> 'busiest' ->> 'inMinute')::bigint, ${usual.busiest.inMinute})) as minute,
        max(coalesce((doc::jsonb -> 'busiest' ->> 'onDay')::bigint, ${usual.busiest.onDay})) as day
      from policy) as ever`);
  return {
    enrolled: row?.enrolled ?? 0,
    zone: row?.zone ?? 'UTC',
    staff: new Map(row?.staff),
    policies: new Set(row?.policies),
    beliefs: new Set(row?.beliefs),
    gifts: new Set(row?.gifts),
    letsSpend: row?.spends ?? false,
    most: row?.most ?? usual.most,
    busiest: {
      inMinute: row?.minute ?? usual.busiest.inMinute,
      onDay: row?.day ?? usual.busiest.onDay,
    },
    customers: new Map(
      row?.customers?.map(([customer, here]) => [customer, here ? 'here' : 'elsewhere']),
    ),
    catalogs: new Map(row?.catalogs),
    ownBeliefs: row?.own ?? [],
    starts: row?.starts ?? [],
  };
}

export type HeldEvent = Pick<EventEnvelope, 'kind' | 'at' | 'payload'> & { readonly id: string };

/**
 * Of these visits, what their device told and HQ stored, in order, also under the name of its twin; and what managers
 * corrected of them at any device.
 */
export const readToldOfVisits = (
  db: Database,
  { id, branch }: Device,
  visits: readonly string[],
): Promise<readonly HeldEvent[]> =>
  visits.length === 0
    ? Promise.resolve([])
    : db.query<HeldEvent>(sql`
        select id, kind, payload, at from (
          select id, kind, payload, at, device = ${id} as own, sequence from event
          where device in (${id}, ${twinOf(id)}) and payload ->> 'visit' = any(${[...visits]}::text[])
          union all
          select id, kind, payload, at, true, sequence from event
          where branch = ${branch} and kind = 'visit.corrected' and device <> ${id}
            and payload ->> 'visit' = any(${[...visits]}::text[])
        ) as told
        order by own, (kind = 'visit.corrected'), sequence`);

export type EntryPlace = {
  readonly id: string;
  readonly branch: string;
  readonly kind: string;
  readonly payload: EventEnvelope['payload'];
};

export const readEntries = (db: Database, ids: readonly string[]): Promise<readonly EntryPlace[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.query<EntryPlace>(sql`
        select id, branch, kind, payload from event where id = any(${[...ids]}::uuid[])`);

/** Visits of which something of the device waits for a later hub. */
export async function readVisitsWaiting(
  db: Database,
  device: string,
): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ visit: string | null }>(sql`
    select distinct body::jsonb -> 'payload' ->> 'visit' as visit
    from event_waiting where device = ${device}`);
  return new Set(rows.flatMap(({ visit }) => (visit === null ? [] : [visit])));
}

/** By id, decks that were ever lent to the device. */
export async function readDecksOf(
  db: Database,
  device: string,
  leases: readonly string[],
): Promise<ReadonlyMap<string, Pick<OpenLease, 'lottery' | 'tickets' | 'lastSeed'>>> {
  if (leases.length === 0) return new Map();
  const rows = await db.query<{
    id: string;
    lottery: string;
    tickets: OpenLease['tickets'];
    last_seed: string;
  }>(sql`
    select id, lottery, tickets, last_seed from lottery_lease
    where device = ${device} and id = any(${[...leases]}::text[])`);
  return new Map(
    rows.map(({ id, last_seed: lastSeed, ...deck }) => [id, { ...deck, lastSeed }] as const),
  );
}

/** What an edition of the catalog says under a name, to be told apart from another text of the same name. */
export async function readCatalogDigests(
  db: Database,
  versions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (versions.length === 0) return new Map();
  const rows = await db.query<{ version: string; digest: string }>(sql`
    select version, md5(doc) as digest from catalog where version = any(${[...versions]}::text[])`);
  return new Map(rows.map(({ version, digest }) => [version, digest]));
}

/** What is taken already: ids of events, and numbers of the device. */
export async function readTaken(
  db: Database,
  device: string,
  events: readonly { readonly id: string; readonly sequence: number }[],
): Promise<{ readonly ids: ReadonlySet<string>; readonly sequences: ReadonlySet<number> }> {
  const ids = events.map(({ id }) => id);
  const sequences = events.map(({ sequence }) => sequence);
  const rows = await db.query<{ id: string; sequence: number; own: boolean }>(sql`
    select id, sequence, device = ${device} as own
    from (select id, sequence, device from event union all select id, sequence, device from event_waiting) as held
    where id = any(${ids}::uuid[]) or (device = ${device} and sequence = any(${sequences}::bigint[]))`);
  return {
    ids: new Set(rows.map(({ id }) => id)),
    sequences: new Set(rows.filter(({ own }) => own).map(({ sequence }) => sequence)),
  };
}
