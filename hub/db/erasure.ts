// Erases a person in HQ's tables: what is about somebody goes, figures and the numbers that they hang on stay.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { type Erased, erasedPayload, NO_PHONE } from '#shared/model/erasure.ts';
import { type Database, type Sql, sql } from './database.ts';
import { isAbout, isByPhone, type Person, visitsOf } from './person.ts';

export type Order = {
  /** UTC ms. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
};

export type Mark = { readonly kind: 'account' | 'phone'; /** In hex. */ readonly mark: string };

/** @param key of the secret, in hex: without it a short number could be tried out */
const markSql = (key: string, branch: Sql, value: Sql): Sql =>
  sql`sha256(convert_to(${key} || ':' || ${branch} || ':' || ${value}, 'UTF8'))`;

/** By what the person is known again. Ask it before the person is erased. */
export const marksOf = (db: Database, { id }: Person, key: string): Promise<readonly Mark[]> =>
  db.query<Mark>(sql`
    select kind, encode(${markSql(key, sql`branch`, sql`value`)}, 'hex') as mark from (
      select 'account' as kind, branch, account as value from customer where id = ${id} and not erased
      union select 'phone', branch, phone from customer where id = ${id} and phone <> ''
      union select 'phone', c.branch, f.phone from former_phone f join customer c on c.id = f.customer
        where c.id = ${id}) as known
    order by kind, mark`);

/** Of the marks of an order, whom they mean and who is not erased. */
export const findMarked = (
  db: Database,
  branch: string,
  marks: readonly Mark[],
  key: string,
): Promise<readonly Person[]> =>
  db.query<Person>(sql`
    select id, branch, account from customer
    where branch = ${branch} and not erased
      and encode(${markSql(key, sql`branch`, sql`account`)}, 'hex') = any(${marks
        .filter(({ kind }) => kind === 'account')
        .map(({ mark }) => mark)}::text[])`);

/** In a transaction. @param key of the secret: what the operator numbered is known again by it, and by nobody else */
export async function erasePerson(
  tx: Database,
  person: Person,
  order: Order,
  key: string,
): Promise<void> {
  const { id, branch } = person;
  const marks = await marksOf(tx, person, key);
  await tx.execute(sql`
    insert into erasure (customer, branch, visits, at, ordered_by, reason)
    select ${id}, ${branch}, array(${visitsByPhone(id)} order by 1),
      ${new Date(order.at)}, ${order.by}, ${order.reason}`);
  await tx.execute(sql`
    insert into erasure_mark (customer, kind, mark)
    select ${id}, kind, decode(mark, 'hex')
    from unnest(${marks.map(({ kind }) => kind)}::text[], ${marks.map(({ mark }) => mark)}::text[]) as m (kind, mark)`);
  await eraseEvents(tx, id);
  for (const table of [
    sql`customer_file`,
    sql`holding`,
    sql`usage_month`,
    sql`score`,
    sql`former_phone`,
  ]) {
    await tx.execute(sql`delete from ${table} where customer = ${id}`);
  }
  await tx.execute(sql`update walk_in set phone = ${NO_PHONE} where customer = ${id}`);
  // The same serial is the same top-up after it, so that a reversal finds what it takes back.
  const serial = (column: Sql): Sql => sql`encode(${markSql(key, sql`''`, column)}, 'hex')`;
  await tx.execute(sql`
    update top_up set serial = ${serial(sql`serial`)}, channel = '',
      reverses = case when reverses = '' then '' else ${serial(sql`reverses`)} end
    where customer = ${id}`);
  await tx.execute(sql`
    update customer set erased = true, account = 'erased-' || id, phone = '', name = '', pinyin = '', initials = '',
      id_tail = '', area = '', birth_year = null, since = null, plan = null, contract_end = null, balance = null,
      arrears = null, points = null, household = null, last_complaint = null, opted_out = true, blacklisted = null, no_contract = false, holdings_told = '{}',
      has_left = null, ported_out = null, contract_before = null, contract_changed = null, leave_chance = null,
      value_group = null, future_value = null
    where id = ${id}`);
}

/**
 * Also those that HQ did not take, or cannot read yet: the counter that recorded them takes the phone out too. Of a visit
 * that HQ knows as another's nothing goes, whatever somebody put aside says.
 */
const visitsByPhone = (id: number): Sql => sql`
  select visit from walk_in where customer = ${id}
  union select visit from (
    select substring(body from ${VISIT}) as visit from event_waiting where ${isByPhone(sql`body`, id)}
    union select substring(body from ${VISIT}) from event_quarantine where ${isByPhone(sql`body`, id)}) as said
  where visit is not null and not exists (select from event e where e.payload ->> 'visit' = said.visit)`;

const VISIT =
  '"visit"\\s*:\\s*"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"';

async function eraseEvents(tx: Database, id: number): Promise<void> {
  const events = await tx.query<{ id: string; payload: unknown }>(sql`
    select id, payload from event
    where (payload ->> 'customer')::bigint = ${id} or payload ->> 'visit' in (${visitsOf(id)})`);
  const changed = events.map((event) => ({
    id: event.id,
    text: textOf(erasedPayload(event.payload)),
  }));
  await tx.execute(sql`
    update event e set payload = t.text::jsonb
    from unnest(${changed.map((each) => each.id)}::uuid[], ${changed.map(({ text }) => text)}::text[]) as t (id, text)
    where e.id = t.id`);
  const waiting = await tx.query<{ id: string; body: string }>(sql`
    select id, body from event_waiting where ${isAbout(sql`body`, id)}`);
  for (const one of waiting) {
    await tx.execute(
      sql`update event_waiting set body = ${erasedBody(one.body)} where id = ${one.id}::uuid`,
    );
  }
  const aside = await tx.query<{ device: string; digest: Uint8Array; body: string }>(sql`
    select device, digest, body from event_quarantine where ${isAbout(sql`body`, id)}`);
  for (const { device, digest, body } of aside) {
    await tx.execute(sql`
      update event_quarantine set body = ${erasedBody(body)} where device = ${device} and digest = ${digest}`);
  }
}

const textOf = (value: unknown): string => canonicalJson(value as Json);

/** Of an event as it came; what is no JSON leaves nothing. */
function erasedBody(body: string): string {
  try {
    return textOf(erasedEvent(JSON.parse(body)));
  } catch {
    return '{}';
  }
}

const erasedEvent = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'payload' in event
    ? { ...event, payload: erasedPayload(event.payload) }
    : {};

/** Events as they came, without what is about those who were erased meanwhile: a counter may send them once more. */
export async function withoutErased(
  db: Database,
  sent: readonly unknown[],
): Promise<readonly unknown[]> {
  const payloads = sent.map(
    (one) => (one as { payload?: { customer?: unknown; visit?: unknown } } | null)?.payload,
  );
  const customers = payloads.map((one) => one?.customer).filter(Number.isSafeInteger) as number[];
  const visits = payloads.map((one) => one?.visit).filter((one) => typeof one === 'string');
  const printable = visits.filter((one) => /^[\w-]{1,64}$/.test(one));
  const rows = await db.query<Erased>(sql`
    select customer, visits from erasure
    where customer = any(${customers}::bigint[]) or visits && ${printable}::text[]`);
  if (rows.length === 0) return sent;
  const erased = new Set<unknown>(rows.flatMap(({ customer, visits: own }) => [customer, ...own]));
  return sent.map((one, index) => {
    const payload = payloads[index];
    return erased.has(payload?.customer) || erased.has(payload?.visit) ? erasedEvent(one) : one;
  });
}

/** Of a branch, for its counters. */
export const readErased = (db: Database, branch: string): Promise<readonly Erased[]> =>
  db.query<Erased>(
    sql`select customer, visits from erasure where branch = ${branch} order by customer`,
  );

export const hasErasures = async (db: Database): Promise<boolean> =>
  (await db.query(sql`select customer from erasure limit 1`)).length > 0;

/** Whether packs or changes that can be fetched may still have somebody of the branch who was erased. */
export const hasUnpublishedErasure = async (db: Database, branch: string): Promise<boolean> =>
  (await db.query(sql`select customer from erasure where branch = ${branch} and not is_published`))
    .length > 0;

export const noteErasuresPublished = (tx: Database, branch: string): Promise<number> =>
  tx.execute(sql`update erasure set is_published = true where branch = ${branch}`);

/** From the next import on the account may be somebody again. @returns its mark, in hex; none: it was not erased */
export async function admitAgain(
  db: Database,
  branch: string,
  account: string,
  key: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ mark: string }>(sql`
    update erasure e set is_barred = false from erasure_mark m
    where m.customer = e.customer and m.kind = 'account' and e.is_barred
      and m.mark = ${markSql(key, sql`${branch}::text`, sql`${account}::text`)}
    returning encode(m.mark, 'hex') as mark`);
  return rows.map(({ mark }) => mark);
}

/**
 * Takes the rows of those who were erased out of what is staged, before rows are held against each other.
 * @param of the file's rows: customers themselves, or what is of customers: of these, whoever is not known
 * @returns how many rows
 */
export async function unstageErased(
  tx: Database,
  of: 'customers' | 'of-customers',
  key: string,
): Promise<number> {
  const barred = sql`
    select m.mark, e.branch, m.kind from erasure e join erasure_mark m on m.customer = e.customer where e.is_barred`;
  const found =
    of === 'customers'
      ? sql`
        select s.row from import_row s
        where s.branch in (select branch from erasure where is_barred)
          and ${markSql(key, sql`s.branch`, sql`s.account`)} in (
            select mark from (${barred}) as b where kind = 'account')`
      : sql`
        select s.row from import_row s
        join (select distinct branch from erasure where is_barred) as b on s.branch is null or s.branch = b.branch
        where s.customer is null
          and ${markSql(key, sql`b.branch`, sql`s.account`)} in (select mark from (${barred}) as b)`;
  const rows = await tx.query<{ row: number }>(found);
  const all = [...new Set(rows.map(({ row }) => row))];
  for (const table of [sql`import_row`, sql`import_month`, sql`import_holding`]) {
    await tx.execute(sql`delete from ${table} where row = any(${all}::bigint[])`);
  }
  return all.length;
}
