// Who is no longer in a whole file of a branch has left; who is in it again is back.
import type { Database } from '#hub/db/database.ts';
import { type Sql, sql } from '#hub/db/sql.ts';

export type Leaving = {
  /** Customers of the branches in the file. */
  readonly known: number;
  readonly left: number;
  /** Of each branch: a large branch does not hide that a small one is cut off. */
  readonly branches: readonly { readonly known: number; readonly left: number }[];
  readonly back: number;
  readonly first: readonly string[];
};

const missing = (): Sql => sql`
  t.left_on is null and not t.erased
    and t.branch in (select branch from import_row)
    and not exists (select 1 from import_row s where s.branch = t.branch and s.account = t.account)`;

const SHOWN = 20;

export async function compareLeaving(tx: Database): Promise<Leaving> {
  const branches = await tx.query<{ known: number; left: number }>(sql`
    select count(*) as known, count(*) filter (where ${missing()}) as left
    from customer t where t.left_on is null and not t.erased and t.branch in (select branch from import_row)
    group by t.branch`);
  const sum = (of: 'known' | 'left'): number =>
    branches.reduce((all, branch) => all + branch[of], 0);
  const first = await tx.query<{ account: string }>(
    sql`select t.account from customer t where ${missing()} order by t.id limit ${SHOWN}`,
  );
  return {
    known: sum('known'),
    left: sum('left'),
    branches,
    back: await countBack(tx),
    first: first.map(({ account }) => account),
  };
}

/** Staged customers who had left. */
export async function countBack(tx: Database): Promise<number> {
  const [counts] = await tx.query<{ back: number }>(sql`
    select count(*) as back from customer t
    join import_row s on s.branch = t.branch and s.account = t.account where t.left_on is not null`);
  return counts?.back ?? 0;
}

/** Call it before rows are applied: who is new is not missing. */
export async function applyLeaving(tx: Database, asOf: string): Promise<void> {
  await tx.execute(sql`update customer t set left_on = ${asOf}::date where ${missing()}`);
}

export async function applyBack(tx: Database): Promise<void> {
  await tx.execute(sql`
    update customer t set left_on = null from import_row s
    where s.branch = t.branch and s.account = t.account and t.left_on is not null`);
}

/** A flag says only that somebody has left by now: the day on which it was first seen stays. */
export async function keepFirstLeft(tx: Database): Promise<void> {
  await tx.execute(sql`
    update import_row s set has_left = t.has_left from customer t
    where s.branch = t.branch and s.account = t.account
      and s.has_left = s.as_of and t.has_left < s.has_left`);
}

/** The end of a contract that the file changes is remembered. Call it before rows are applied. */
export async function noteContracts(tx: Database): Promise<void> {
  await tx.execute(sql`
    update customer t set
      contract_before = case when t.contract_changed = s.as_of then t.contract_before else t.contract_end end,
      contract_changed = s.as_of
    from import_row s
    where s.branch = t.branch and s.account = t.account
      and t.contract_end is not null and s.contract_end is distinct from t.contract_end`);
}

export type SharedPhones = { readonly count: number; readonly first: readonly string[] };

/** Phones of the file that another customer of the hub, who has not left, has too: a recycled number, it may be. */
export async function sharedPhones(tx: Database, isComplete: boolean): Promise<SharedPhones> {
  const stays = isComplete
    ? sql`exists (select 1 from import_row o where o.branch = t.branch and o.account = t.account)`
    : sql`true`;
  const rows = await tx.query<{ phone: string; total: number }>(sql`
    select s.phone, count(*) over () as total
    from import_row s join customer t on t.phone = s.phone
    where s.phone <> '' and t.left_on is null and (t.branch, t.account) <> (s.branch, s.account)
      and not exists (
        select 1 from import_row n where n.branch = t.branch and n.account = t.account and n.phone <> t.phone)
      and ${stays}
    group by s.phone order by s.phone limit ${SHOWN}`);
  return { count: rows[0]?.total ?? 0, first: rows.map(({ phone }) => phone) };
}
