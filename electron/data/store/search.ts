// Finds customers by what was typed: range queries over B-tree indexes, never LIKE, never a document.
import type { MatchedBy, SearchAnswer, SearchHit } from '#shared/contract/view_customer.ts';
import type { Day } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { type Sql, sql } from '../db/sql.ts';
import { maskAccount, maskName, maskPhone } from './mask.ts';
import { type SearchKey, searchKeys } from './search_query.ts';

const MAX_HITS = 20;

/** Columns of a hit; see `pack_row.ts`. */
type HitRow = {
  readonly id: number;
  readonly account: string;
  readonly phone: string;
  readonly name: string;
  readonly id_tail: string;
  readonly area: string;
  readonly since: Day | null;
};

type Found = { readonly row: HitRow; readonly by: MatchedBy };

/**
 * Keys are tried best first, and each first for what equals the typed text, so that a short account or a name of
 * two characters is not buried under what merely begins so. Stops when the page is full.
 */
export function searchCustomers(cache: ReadableDB, typed: string): SearchAnswer {
  const keys = searchKeys(typed);
  const found = new Map<number, Found>();
  const take = (by: MatchedBy, rows: readonly HitRow[]): void => {
    for (const row of rows) if (!found.has(row.id)) found.set(row.id, { row, by });
  };
  for (const key of keys) {
    const exact = isUncommon(key) ? exactQuery(key, MAX_HITS / 2) : null;
    if (exact !== null) take(key.by, cache.all<HitRow>(exact));
  }
  for (const key of keys) {
    if (found.size > MAX_HITS) break;
    // One row more than the page tells that there is more; rows found already come again.
    take(key.by, cache.all<HitRow>(rangeQuery(key, MAX_HITS + 1)));
  }
  const hits = [...found.values()];
  return { hits: toHits(hits.slice(0, MAX_HITS)), hasMore: hits.length > MAX_HITS };
}

/** Keys whose exact match deserves the first places although another key is tried before it. */
const isUncommon = (key: SearchKey): boolean => key.by === 'account' || key.by === 'initials';

function toHits(found: readonly Found[]): readonly SearchHit[] {
  const people = new Map<string, number>();
  for (const { row } of found) people.set(row.name, (people.get(row.name) ?? 0) + 1);
  return found.map(({ row, by }) => ({
    id: row.id,
    name: maskName(row.name),
    phone: maskPhone(row.phone),
    account: maskAccount(row.account),
    area: row.area,
    idTail: row.id_tail,
    since: row.since,
    matchedBy: by,
    hasNamesake: row.name !== '' && (people.get(row.name) ?? 0) > 1,
  }));
}

/** Above every text that begins with the prefix: U+10FFFF sorts last in UTF-8. */
const above = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** Both queries are exported for the test that asserts their plans. */
export function rangeQuery(key: SearchKey, limit: number): Sql {
  switch (key.by) {
    case 'phone':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where phone >= ${key.prefix} and phone < ${above(key.prefix)} order by phone, id limit ${limit}`;
    case 'account':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where account >= ${key.prefix} and account < ${above(key.prefix)} order by account, id limit ${limit}`;
    case 'last-four':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where phone_tail = ${key.exact} order by id limit ${limit}`;
    case 'id-tail':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where id_tail = ${key.exact} order by id limit ${limit}`;
    case 'name':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where name >= ${key.prefix} and name < ${above(key.prefix)} order by name, id limit ${limit}`;
    case 'pinyin':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where pinyin >= ${key.prefix} and pinyin < ${above(key.prefix)} order by pinyin, id limit ${limit}`;
    case 'initials':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where initials >= ${key.prefix} and initials < ${above(key.prefix)} order by initials, id limit ${limit}`;
  }
}

export function exactQuery(key: SearchKey, limit: number): Sql | null {
  switch (key.by) {
    case 'account':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where account = ${key.prefix} order by id limit ${limit}`;
    case 'initials':
      return sql`
        select id, account, phone, name, id_tail, area, since from customer
        where initials = ${key.prefix} order by id limit ${limit}`;
    default:
      return null;
  }
}
