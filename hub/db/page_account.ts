// Accounts of HQ's page, their sessions, the waiting after wrong passwords, and the log of who did what.
import { type Database, sql } from './database.ts';

export type PageAccount = {
  readonly name: string;
  readonly role: 'hq' | 'region';
  /** Whose branches a regional manager sees; empty for HQ, which sees all. */
  readonly regions: readonly string[];
};

export type StoredAccount = PageAccount & {
  readonly password_hash: string;
  /** UTC ms */
  readonly disabled_at: number | null;
};

export async function findAccount(db: Database, name: string): Promise<StoredAccount | undefined> {
  const [row] = await db.query<StoredAccount>(sql`
    select name, role, regions, password_hash, disabled_at from page_account where name = ${name}`);
  return row;
}

/** @returns whether the name was free */
export async function insertAccount(
  db: Database,
  { name, role, regions }: PageAccount,
  passwordHash: string,
): Promise<boolean> {
  const count = await db.execute(sql`
    insert into page_account (name, role, regions, password_hash)
    values (${name}, ${role}, ${[...regions]}::text[], ${passwordHash}) on conflict do nothing`);
  return count > 0;
}

/** Ends the sessions as well. */
export const setPassword = (db: Database, name: string, passwordHash: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`delete from page_session where account = ${name}`);
    const count = await tx.execute(
      sql`update page_account set password_hash = ${passwordHash} where name = ${name}`,
    );
    return count > 0;
  });

/** Ends the sessions as well. */
export const setRole = (db: Database, { name, role, regions }: PageAccount): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`delete from page_session where account = ${name}`);
    const count = await tx.execute(sql`
      update page_account set role = ${role}, regions = ${[...regions]}::text[] where name = ${name}`);
    return count > 0;
  });

/** Ends the sessions of one that is disabled. @returns whether there is such an account */
export const setDisabled = (db: Database, name: string, at: number | null): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (at !== null) await tx.execute(sql`delete from page_session where account = ${name}`);
    const count = await tx.execute(sql`
      update page_account set disabled_at = ${at === null ? null : new Date(at)} where name = ${name}`);
    return count > 0;
  });

export type ListedAccount = PageAccount & {
  readonly disabled_at: number | null;
  /** When a session of it was last seen; null where it has none. */
  readonly seen_at: number | null;
};

export const listAccounts = (db: Database): Promise<readonly ListedAccount[]> =>
  db.query<ListedAccount>(sql`
    select a.name, a.role, a.regions, a.disabled_at,
      (select max(s.seen_at) from page_session s where s.account = a.name) as seen_at
    from page_account a order by a.name collate "C"`);

export type SessionLife = { readonly idleMs: number; readonly wholeMs: number };

const SEEN_STEP_MS = 60_000;

/** Whose session it is, if it lives; being asked prolongs it. */
export async function findSession(
  db: Database,
  tokenHash: Uint8Array,
  now: number,
  { idleMs, wholeMs }: SessionLife,
): Promise<PageAccount | undefined> {
  const [row] = await db.query<PageAccount & { readonly seen_at: number }>(sql`
    select a.name, a.role, a.regions, s.seen_at
    from page_session s join page_account a on a.name = s.account and a.disabled_at is null
    where s.token_hash = ${tokenHash}
      and s.seen_at > ${new Date(now - idleMs)} and s.began_at > ${new Date(now - wholeMs)}`);
  if (row === undefined) return undefined;
  const { seen_at: seen, ...account } = row;
  if (now - seen > SEEN_STEP_MS)
    await db.execute(sql`
      update page_session set seen_at = ${new Date(now)} where token_hash = ${tokenHash}`);
  return account;
}

/** Sessions that are over go as well. */
export const insertSession = (
  db: Database,
  session: { readonly tokenHash: Uint8Array; readonly account: string },
  now: number,
  { idleMs, wholeMs }: SessionLife,
): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`
      delete from page_session
      where seen_at <= ${new Date(now - idleMs)} or began_at <= ${new Date(now - wholeMs)}`);
    await tx.execute(sql`
      insert into page_session (token_hash, account, began_at, seen_at)
      values (${session.tokenHash}, ${session.account}, ${new Date(now)}, ${new Date(now)})`);
  });

export const deleteSession = (db: Database, tokenHash: Uint8Array): Promise<number> =>
  db.execute(sql`delete from page_session where token_hash = ${tokenHash}`);

/** The first failures cost nothing, each further one twice the wait of the one before. */
const FREE_FAILURES = 3;
const FIRST_WAIT_S = 10;
const LONGEST_WAIT_S = 900;
const FORGOTTEN_S = 86_400;

/**
 * Counts a try as a failure before it is made, so that tries of one moment are counted too; `forgiveTry` takes it back.
 * @returns ms to wait, in which case nothing was counted; 0: it may be made
 */
export async function countTry(db: Database, nameHash: Uint8Array, now: number): Promise<number> {
  const at = new Date(now);
  await db.execute(sql`
    delete from page_wait where last_at < ${new Date(now - FORGOTTEN_S * 1_000)}`);
  const counted = await db.execute(sql`
    insert into page_wait (name_hash, failures, last_at, wait_until) values (${nameHash}, 1, ${at}, ${at})
    on conflict (name_hash) do update set failures = page_wait.failures + 1, last_at = excluded.last_at,
      wait_until = case when page_wait.failures + 1 <= ${FREE_FAILURES} then excluded.wait_until
        else excluded.wait_until + interval '1 second' * least(${LONGEST_WAIT_S},
          ${FIRST_WAIT_S} * 2 ^ least(10, page_wait.failures - ${FREE_FAILURES})) end
    where page_wait.wait_until <= ${at}`);
  if (counted > 0) return 0;
  const [row] = await db.query<{ until: number }>(sql`
    select wait_until as until from page_wait where name_hash = ${nameHash}`);
  return Math.max(1, (row?.until ?? now) - now);
}

export const forgiveTry = (db: Database, nameHash: Uint8Array): Promise<number> =>
  db.execute(sql`delete from page_wait where name_hash = ${nameHash}`);

export type PageLogEntry = {
  /** UTC ms */
  readonly at: number;
  /** Empty where names were typed that no account has. */
  readonly account: string;
  readonly action: 'signed-in' | 'sign-in-failed' | 'signed-out' | 'opened';
  /** What was opened; never of a customer. */
  readonly detail: string;
};

export const addToLog = (db: Database, entry: PageLogEntry): Promise<number> =>
  db.execute(sql`
    insert into page_log (at, account, action, detail)
    values (${new Date(entry.at)}, ${entry.account}, ${entry.action}, ${entry.detail})`);

/** How long tries under unknown names are told, by hour. */
const UNKNOWN_KEPT_MS = 400 * 86_400_000;
const HOUR_MS = 3_600_000;

/** A try under a name that no account has: anybody can make them without end, so an hour of them takes one row. */
export async function countUnknownName(db: Database, now: number): Promise<void> {
  await db.execute(sql`delete from page_unknown where hour < ${new Date(now - UNKNOWN_KEPT_MS)}`);
  await db.execute(sql`
    insert into page_unknown (hour, times) values (${new Date(now - (now % HOUR_MS))}, 1)
    on conflict (hour) do update set times = page_unknown.times + 1`);
}

/** Newest first; tries under unknown names as one entry an hour, at the beginning of it, unless one account is asked for. */
export const readLog = (
  db: Database,
  account: string | undefined,
  most: number,
): Promise<readonly PageLogEntry[]> =>
  db.query<PageLogEntry>(sql`
    select at, account, action, detail from (
      (select at, id, account, action, detail from page_log
        where ${account ?? null}::text is null or account = ${account ?? null}
        order by id desc limit ${most})
      union all
      (select hour, 0, '', 'sign-in-failed', times || ' in this hour' from page_unknown
        where ${account ?? null}::text is null
        order by hour desc limit ${most})) as entries
    order by at desc, id desc limit ${most}`);
