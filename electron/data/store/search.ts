// Finds customers by what was typed: range queries over B-tree indexes, never LIKE, never a document.
import type { MatchedBy, SearchAnswer, SearchHit } from '#shared/contract/view_customer.ts';
import type { Day } from '#shared/base/month.ts';
import type { ReadableDB } from '../db/driver.ts';
import { type Sql, sql } from '../db/sql.ts';
import { maskAccount, maskName, maskPhone } from './mask.ts';
import { type SearchKey, searchKeys } from './search_query.ts';

const MAX_HITS = 20;

/** Columns of a hit; see `pack_schema.ts`. */
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

export type Search = (typed: string) => SearchAnswer;

/**
 * Keys are tried best first until the page is full. A full page may hide what equals the typed text under another
 * key (a short account, initials of two letters): that is then put first.
 * Make it anew when customers have changed: it remembers between which values accounts and names lie.
 */
export function createSearch(cache: ReadableDB): Search {
  let bounds: Bounds | undefined;
  return (typed) => {
    const keys = searchKeys(typed).filter((key) => isWithin(key, (bounds ??= readBounds(cache))));
    const found = new Map<number, Found>();
    let tried = 0;
    for (const key of keys) {
      if (found.size > MAX_HITS) break;
      tried += 1;
      // One row more than the page tells that there is more; rows found already come again.
      for (const row of cache.all<HitRow>(rangeQuery(key, MAX_HITS + 1))) {
        if (!found.has(row.id)) found.set(row.id, { row, by: key.by });
      }
    }
    const hits = [...exactOf(cache, keys.slice(tried)), ...found.values()];
    const distinct = tried === keys.length ? hits : distinctHits(hits);
    return { hits: toHits(distinct.slice(0, MAX_HITS)), hasMore: distinct.length > MAX_HITS };
  };
}

/** First and last value, empty ones aside; null when there are none. */
type Bound = { readonly first: string | null; readonly last: string | null };
type Bounds = { readonly [By in 'account' | 'name' | 'phone']: Bound };

/** Two steps into each index, so that a phone number is not looked up among accounts that all begin with letters. */
function readBounds(cache: ReadableDB): Bounds {
  const account = cache.get<Bound>(sql`
    select (select min(account) from customer where account > '') as first,
      (select max(account) from customer) as last`);
  const name = cache.get<Bound>(sql`
    select (select min(name) from customer where name > '') as first,
      (select max(name) from customer) as last`);
  const phone = cache.get<Bound>(sql`
    select (select min(phone) from customer where phone > '') as first,
      (select max(phone) from customer) as last`);
  const none: Bound = { first: null, last: null };
  return { account: account ?? none, name: name ?? none, phone: phone ?? none };
}

function isWithin(key: SearchKey, bounds: Bounds): boolean {
  if (key.by !== 'account' && key.by !== 'name' && key.by !== 'phone') return true;
  const { first, last } = bounds[key.by];
  if (first === null || last === null) return false;
  return compareUtf8(key.prefix, last) <= 0 && compareUtf8(above(key.prefix), first) > 0;
}

/** SQLite's order of texts: by their bytes. */
const compareUtf8 = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Of keys that a full page left untried. */
const exactOf = (cache: ReadableDB, untried: readonly SearchKey[]): readonly Found[] =>
  untried.flatMap((key) => {
    const query = exactQuery(key, MAX_HITS / 2);
    return query === null ? [] : cache.all<HitRow>(query).map((row) => ({ row, by: key.by }));
  });

const distinctHits = (hits: readonly Found[]): readonly Found[] =>
  [...new Map(hits.toReversed().map((hit) => [hit.row.id, hit])).values()].toReversed();

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

/** The column that each way looks in. */
const COLUMN = {
  phone: sql`phone`,
  account: sql`account`,
  'last-four': sql`phone_tail`,
  'id-tail': sql`id_tail`,
  name: sql`name`,
  pinyin: sql`pinyin`,
  initials: sql`initials`,
} as const satisfies Readonly<Record<MatchedBy, Sql>>;

const HITS = sql`select id, account, phone, name, id_tail, area, since from customer`;

/** Both queries are exported for the test that asserts their plans. */
export function rangeQuery(key: SearchKey, limit: number): Sql {
  const column = COLUMN[key.by];
  if ('exact' in key) return sql`${HITS} where ${column} = ${key.exact} order by id limit ${limit}`;
  return sql`${HITS}
    where ${column} >= ${key.prefix} and ${column} < ${above(key.prefix)}
    order by ${column}, id limit ${limit}`;
}

export function exactQuery(key: SearchKey, limit: number): Sql | null {
  if (key.by !== 'account' && key.by !== 'initials') return null;
  return sql`${HITS} where ${COLUMN[key.by]} = ${key.prefix} order by id limit ${limit}`;
}
