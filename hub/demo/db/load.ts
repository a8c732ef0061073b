// Writes the demo province: branches with staff and gifts, plans, customers in batches.
import type { Customer, Plan } from '#shared/model/customer.ts';
import { ALL_HOLDINGS } from '#hub/db/customer_documents.ts';
import { type Database, sql } from '#hub/db/database.ts';
import type { DemoGift, DemoStaff } from '#hub/demo/people_at_work.ts';
import type { DemoBranch } from '#hub/demo/places.ts';
import type { DemoVisit } from '#hub/demo/visits.ts';

export async function insertDemoBranch(tx: Database, branch: DemoBranch): Promise<void> {
  await tx.execute(sql`
    insert into branch (code, name_zh, name_en, time_zone, currency, is_demo, privilege_weekday, region)
    values (${branch.code}, ${branch.name.zh}, ${branch.name.en}, ${'Asia/Shanghai'}, ${'CNY'}, true,
      ${branch.privilegeWeekday}, ${branch.region})`);
}

export async function insertDemoStaff(
  tx: Database,
  branch: string,
  member: DemoStaff,
  pinHash: string,
): Promise<void> {
  await tx.execute(sql`
    insert into staff (branch, id, name, role, pin_hash)
    values (${branch}, ${member.id}, ${member.name}, ${member.role}, ${pinHash})`);
}

export async function insertDemoGift(tx: Database, branch: string, gift: DemoGift): Promise<void> {
  await tx.execute(sql`
    insert into gift (branch, id, name_zh, name_en, cost, allocated)
    values (${branch}, ${gift.id}, ${gift.name.zh}, ${gift.name.en}, ${gift.cost}, ${gift.allocated})`);
}

export async function insertDemoPlan(tx: Database, plan: Plan): Promise<void> {
  await tx.execute(sql`
    insert into plan (code, name_zh, name_en, monthly_fee, voice_minutes, data_kb)
    values (${plan.code}, ${plan.name.zh}, ${plan.name.en}, ${plan.monthlyFee}, ${plan.voiceMinutes}, ${plan.dataKb})
    on conflict (code) do nothing`);
}

/**
 * The numbers in the database are its own; `id` of the customers only ties their parts together here.
 * @param visits by account
 */
export async function insertDemoCustomers(
  tx: Database,
  branch: string,
  customers: readonly Customer[],
  visits: ReadonlyMap<string, readonly DemoVisit[]>,
): Promise<void> {
  const of = <T>(value: (customer: Customer) => T): readonly T[] => customers.map(value);
  await tx.execute(sql`
    insert into customer (branch, account, phone, name, pinyin, initials, id_tail, area, birth_year, since,
      plan, contract_end, balance, arrears, points, household, last_complaint, opted_out, blacklisted,
      as_of, no_contract, holdings_told)
    select ${branch}, account, phone, name, pinyin, initials, id_tail, area, birth_year, since,
      plan, contract_end, balance, arrears, points, household, last_complaint, opted_out, blacklisted,
      as_of, contract_end is null, array[${ALL_HOLDINGS}]
    from unnest(
      ${of(({ account }) => account)}::text[], ${of(({ phone }) => phone)}::text[],
      ${of(({ name }) => name)}::text[], ${of(({ pinyin }) => pinyin)}::text[],
      ${of(({ initials }) => initials)}::text[], ${of(({ idTail }) => idTail)}::text[],
      ${of(({ area }) => area)}::text[], ${of(({ birthYear }) => birthYear)}::integer[],
      ${of(({ since }) => since)}::date[], ${of(({ plan }) => plan?.code ?? null)}::text[],
      ${of(({ contractEnd }) => contractEnd)}::date[], ${of(({ balance }) => balance)}::bigint[],
      ${of(({ arrears }) => arrears)}::bigint[], ${of(({ points }) => points)}::bigint[],
      ${of(({ household }) => household)}::bigint[], ${of(({ lastComplaint }) => lastComplaint)}::date[],
      ${of(({ optedOut }) => optedOut)}::boolean[], ${of(({ blacklisted }) => blacklisted)}::boolean[],
      ${of(({ asOf }) => asOf)}::date[]
    ) with ordinality as u (account, phone, name, pinyin, initials, id_tail, area, birth_year, since,
      plan, contract_end, balance, arrears, points, household, last_complaint, opted_out, blacklisted, as_of, place)
    order by place`);
  const numbered = await tx.query<{ id: number; account: string }>(sql`
    select id, account from customer
    where branch = ${branch} and account = any(${of(({ account }) => account)}::text[])`);
  const idOf = new Map(numbered.map(({ id, account }) => [account, id]));
  await insertMonths(tx, customers, idOf);
  await insertHoldings(tx, customers, idOf);
  await insertFiles(tx, customers, idOf);
  await insertVisits(tx, visits, idOf);
}

type Ids = ReadonlyMap<string, number>;

async function insertMonths(tx: Database, customers: readonly Customer[], ids: Ids): Promise<void> {
  const rows = customers.flatMap(({ account, months }) =>
    months.map((month) => ({ customer: ids.get(account), ...month })),
  );
  await tx.execute(sql`
    insert into usage_month (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)
    select customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${rows.map(({ month }) => month)}::text[],
      ${rows.map(({ spend }) => spend)}::bigint[], ${rows.map(({ voiceMinutes }) => voiceMinutes)}::bigint[],
      ${rows.map(({ dataKb }) => dataKb)}::bigint[], ${rows.map(({ topUp }) => topUp)}::bigint[],
      ${rows.map(({ topUpCount }) => topUpCount)}::bigint[], ${rows.map(({ lastTopUp }) => lastTopUp)}::bigint[]
    ) as u (customer, month, spend, voice_minutes, data_kb, top_up, top_up_count, last_top_up)`);
}

async function insertHoldings(
  tx: Database,
  customers: readonly Customer[],
  ids: Ids,
): Promise<void> {
  const rows = customers.flatMap(({ account, holdings }) =>
    holdings.map((holding) => ({ customer: ids.get(account), ...holding })),
  );
  await tx.execute(sql`
    insert into holding (customer, code, name_zh, name_en, until)
    select customer, code, name_zh, name_en, until
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${rows.map(({ code }) => code)}::text[],
      ${rows.map(({ name }) => name.zh)}::text[], ${rows.map(({ name }) => name.en)}::text[],
      ${rows.map(({ until }) => until)}::date[]
    ) as u (customer, code, name_zh, name_en, until)`);
}

async function insertFiles(tx: Database, customers: readonly Customer[], ids: Ids): Promise<void> {
  const rows = customers.filter(({ file }) => file !== null);
  await tx.execute(sql`
    insert into customer_file (customer, doc)
    select customer, doc::jsonb
    from unnest(
      ${rows.map(({ account }) => ids.get(account))}::bigint[],
      ${rows.map(({ file }) => JSON.stringify(file))}::text[]
    ) as u (customer, doc)`);
}

async function insertVisits(
  tx: Database,
  visits: ReadonlyMap<string, readonly DemoVisit[]>,
  ids: Ids,
): Promise<void> {
  const rows = [...visits].flatMap(([account, each]) =>
    each.map((visit) => ({ customer: ids.get(account), ...visit })),
  );
  await tx.execute(sql`
    insert into visit_record (customer, at, purpose, prepaid)
    select customer, at, purpose, prepaid
    from unnest(
      ${rows.map(({ customer }) => customer)}::bigint[], ${rows.map(({ at }) => at)}::bigint[],
      ${rows.map(({ purpose }) => purpose)}::text[], ${rows.map(({ prepaid }) => prepaid)}::bigint[]
    ) as u (customer, at, purpose, prepaid)
    on conflict do nothing`);
}

/** Plans of later queries rest on true counts. */
export const analyzeCustomers = (db: Database): Promise<void> =>
  db.script(
    'analyze customer; analyze usage_month; analyze holding; analyze customer_file; analyze visit_record',
  );
