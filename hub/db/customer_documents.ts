// Customers as the branches get them: rows of six tables to one document, in batches.
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant, Month } from '#shared/base/month.ts';
import type {
  Channel,
  Churn,
  Customer,
  CustomerFile,
  Holding,
  Lifetime,
  Plan,
  Risk,
  Score,
  Stage,
  UsageMonth,
  ValueGroup,
} from '#shared/model/customer.ts';
import { channelSchema } from '#shared/model/customer.ts';
import { type Database, sql, type Sql } from './database.ts';

type CustomerRow = {
  readonly id: number;
  readonly account: string;
  readonly phone: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly id_tail: string;
  readonly area: string;
  readonly birth_year: number | null;
  readonly since: Day | null;
  readonly plan: PlanCells | null;
  readonly contract_end: Day | null;
  readonly no_contract: boolean;
  readonly balance: Fen | null;
  readonly arrears: Fen | null;
  readonly points: number | null;
  readonly household: number | null;
  readonly last_complaint: Day | null;
  readonly opted_out: boolean | null;
  readonly consent: ConsentCells | null;
  readonly blacklisted: boolean | null;
  readonly as_of: Day;
  readonly holdings: readonly HoldingCells[] | null;
  readonly holdings_told: readonly string[];
  /** Cells apart by commas, months by semicolons; an empty cell is not known. As JSON it cost PostgreSQL a quarter more. */
  readonly months: string | null;
  readonly score_as_of: Day | null;
  readonly value_group: ValueGroup | null;
  readonly group_outside: boolean | null;
  readonly stage: Stage | null;
  readonly risks: readonly Risk[] | null;
  readonly labels: readonly string[] | null;
  readonly consumption: string | null;
  readonly behaviour: string | null;
  readonly churn: Churn | null;
  readonly lifetime: Lifetime | null;
  readonly file: CustomerFile | null;
};
type ConsentCells = readonly [optedOut: boolean, at: Instant];
type PlanCells = readonly [string, string, string, Fen, number | null, number | null];
type HoldingCells = readonly [string, string, string, Day | null];

const MONTHS = 12;
const CHANNELS = channelSchema.options.length;
/** In `customer.holdings_told`: the sources tell of everything that there is. */
export const ALL_HOLDINGS = '*';

const rowToCustomer = (row: CustomerRow, channels: readonly Channel[]): Customer => ({
  id: row.id,
  account: row.account,
  phone: row.phone,
  name: row.name,
  pinyin: row.pinyin,
  initials: row.initials,
  idTail: row.id_tail,
  area: row.area,
  birthYear: row.birth_year,
  since: row.since,
  plan: row.plan && cellsToPlan(row.plan),
  contractEnd: row.contract_end,
  ...(row.no_contract && row.contract_end === null ? { hasNoContract: true as const } : {}),
  balance: row.balance,
  arrears: row.arrears,
  points: row.points,
  household: row.household,
  holdings: (row.holdings ?? []).map(cellsToHolding),
  ...(row.holdings_told.includes(ALL_HOLDINGS) ? {} : { holdingsTold: [...row.holdings_told] }),
  lastComplaint: row.last_complaint,
  optedOut: row.opted_out,
  consent: row.consent && { optedOut: row.consent[0], at: row.consent[1] },
  blacklisted: row.blacklisted,
  months: textToMonths(row.months),
  ...(channels.length === CHANNELS ? {} : { channels: [...channels] }),
  asOf: row.as_of,
  score: rowToScore(row),
  file: row.file,
});

const cellsToPlan = ([code, zh, en, monthlyFee, voiceMinutes, dataKb]: PlanCells): Plan => ({
  code,
  name: { zh, en },
  monthlyFee,
  voiceMinutes,
  dataKb,
});

const cellsToHolding = ([code, zh, en, until]: HoldingCells): Holding => ({
  code,
  name: { zh, en },
  until,
});

const textToMonths = (text: string | null): UsageMonth[] =>
  text === null ? [] : text.split(';').slice(-MONTHS).map(textToMonth);

function textToMonth(text: string): UsageMonth {
  const [month, spend, voiceMinutes, dataKb, topUp, topUpCount, lastTopUp] = text.split(',');
  return {
    month: month as Month,
    spend: textToNumber(spend) as Fen | null,
    voiceMinutes: textToNumber(voiceMinutes),
    dataKb: textToNumber(dataKb),
    topUp: textToNumber(topUp) as Fen | null,
    topUpCount: textToNumber(topUpCount),
    lastTopUp: textToNumber(lastTopUp) as Fen | null,
  };
}

const textToNumber = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text);

function rowToScore(row: CustomerRow): Score | null {
  if (row.score_as_of === null) return null;
  return {
    asOf: row.score_as_of,
    valueGroup: row.value_group,
    ...(row.group_outside === true ? { isGroupOutside: true as const } : {}),
    stage: row.stage,
    risks: [...(row.risks ?? [])],
    labels: [...(row.labels ?? [])],
    consumption: row.consumption,
    behaviour: row.behaviour,
    churn: row.churn,
    lifetime: row.lifetime,
  };
}

/** `withGone`: those who are no longer in HQ's whole file too. */
export type WhichCustomers = { readonly withGone?: boolean };

const areThere = ({ withGone = false }: WhichCustomers) =>
  withGone ? sql`not c.erased` : sql`c.left_on is null and not c.erased`;

/**
 * All customers of a branch by number, but those who have left, `size` at a time; the last batch is shorter, perhaps empty.
 * Months: those of the twelve calendar months that end with the month of `as_of`, and newer ones.
 * Consent: the last that was said at any counter, by the devices' clocks, and not undone. It stands beside what HQ's
 * own system says (`opted_out`), so no import undoes it, and a yes of that system counts whatever was said. Only a
 * branch of the customer can take it back; an opt-out follows a customer who moves.
 * Call it in a snapshot transaction to see one moment.
 */
export async function* customerBatches(
  db: Database,
  branch: string,
  size: number,
  which: WhichCustomers = {},
): AsyncGenerator<readonly Customer[]> {
  const channels = await channelsOfBranch(db, branch);
  for (let after = 0; ;) {
    const those = sql`c.id > ${after} and ${areThere(which)}`;
    const customers = await readCustomers(db, branch, channels, those, size);
    yield customers;
    if (customers.length < size) return;
    after = customers.at(-1)?.id ?? after;
  }
}

/** As `customerBatches`, of these only; who is not there is in no `customers`. @param ids in ascending order */
export async function* customerBatchesAmong(
  db: Database,
  branch: string,
  ids: readonly number[],
  size: number,
): AsyncGenerator<{ readonly ids: readonly number[]; readonly customers: readonly Customer[] }> {
  const channels = ids.length === 0 ? [] : await channelsOfBranch(db, branch);
  for (let at = 0; at < ids.length; at += size) {
    const page = ids.slice(at, at + size);
    const those = sql`c.id = any(${page}::bigint[]) and ${areThere({})}`;
    yield { ids: page, customers: await readCustomers(db, branch, channels, those, size) };
  }
}

/** The first `size` of those, by number. */
async function readCustomers(
  db: Database,
  branch: string,
  channels: readonly Channel[],
  those: Sql,
  size: number,
): Promise<readonly Customer[]> {
  const rows = await db.query<CustomerRow>(sql`
      select c.id, c.account, c.phone, c.name, c.pinyin, c.initials, c.id_tail, c.area, c.birth_year, c.since,
        c.contract_end, c.no_contract, c.holdings_told, c.balance, c.arrears, c.points, c.household, c.last_complaint, c.opted_out,
        (select json_build_array(e.payload -> 'optedOut', e.at) from standing_event e
          where e.kind = 'consent.changed' and (e.payload ->> 'customer')::bigint = c.id
            and (e.branch = c.branch or (e.payload -> 'optedOut')::boolean)
          order by e.at desc, e.id desc
          limit 1) as consent,
        c.blacklisted, c.as_of,
        case when p.code is not null then json_build_array(
          p.code, p.name_zh, p.name_en, p.monthly_fee, p.voice_minutes, p.data_kb) end as plan,
        (select json_agg(json_build_array(h.code, h.name_zh, h.name_en, h.until)
            order by h.code collate "C")
          from holding h where h.customer = c.id) as holdings,
        (select string_agg(m.month || ',' || coalesce(m.spend::text, '') || ',' || coalesce(m.voice_minutes::text, '')
            || ',' || coalesce(m.data_kb::text, '') || ',' || coalesce(m.top_up::text, '')
            || ',' || coalesce(m.top_up_count::text, '') || ',' || coalesce(m.last_top_up::text, ''),
            ';' order by m.month collate "C")
          from usage_month m
          where m.customer = c.id and m.month > to_char(c.as_of - interval '12 months', 'YYYY-MM')) as months,
        s.as_of as score_as_of, s.value_group, s.group_outside, s.stage, s.risks, s.labels,
        s.consumption, s.behaviour, s.churn, s.lifetime, f.doc as file
      from customer c
      left join plan p on p.code = c.plan
      left join score s on s.customer = c.id
      left join customer_file f on f.customer = c.id
      where c.branch = ${branch} and ${those}
      order by c.id
      limit ${size}`);
  return rows.map((row) => rowToCustomer(row, channels));
}

/** What the sources of a branch report of anybody's use: without it a zero of the one says nothing of the other. */
export async function channelsOfBranch(db: Database, branch: string): Promise<readonly Channel[]> {
  const [row] = await db.query<Record<Channel, boolean>>(sql`
    select
      exists (select 1 from customer c join usage_month m on m.customer = c.id
        where c.branch = ${branch} and m.voice_minutes is not null) as voice,
      exists (select 1 from customer c join usage_month m on m.customer = c.id
        where c.branch = ${branch} and m.data_kb is not null) as data`);
  return channelSchema.options.filter((channel) => row?.[channel] === true);
}

export async function countCustomers(
  db: Database,
  branch: string,
  which: WhichCustomers = {},
): Promise<{ readonly count: number; readonly asOf: Day | null }> {
  const [row] = await db.query<{ count: number; as_of: Day | null }>(
    sql`select count(*) as count, max(as_of) as as_of from customer c
      where c.branch = ${branch} and ${areThere(which)}`,
  );
  return { count: row?.count ?? 0, asOf: row?.as_of ?? null };
}
