// Finds customers by what was typed: range queries over B-tree indexes, never LIKE, never a document.
import type { SearchAnswer } from '#shared/contract/view_customer.ts';
import type { ReadableDB } from '../db/driver.ts';
import { type Sql, sql } from '../db/sql.ts';
import { guessesFor } from './search_guesses.ts';
import { type Found, type HitRow, toHits } from './search_hits.ts';
import { above, exactQueries, guessQuery, rangeQueries } from './search_queries.ts';
import { type SearchKey, searchKeys } from './search_query.ts';

const MAX_HITS = 20;
const MAX_GUESSES = 6;

export type Search = (typed: string) => SearchAnswer;

/**
 * Keys are tried best first until the page is full. A full page may hide what equals the typed text under another
 * key (a short account, initials of two letters): that is then put first. Only where nothing is found, what is one
 * slip away from the typed text is offered, and marked as a guess.
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
      for (const query of rangeQueries(key, MAX_HITS + 1)) {
        // One row more than the page tells that there is more; rows found already come again.
        for (const row of cache.all<HitRow>(query)) {
          if (!found.has(row.id)) found.set(row.id, { row, by: key.by });
        }
      }
    }
    if (found.size === 0) return { hits: toHits(guess(cache, typed), true), hasMore: false };
    const hits = [...exactOf(cache, keys.slice(tried)), ...found.values()];
    const distinct = tried === keys.length ? hits : distinctHits(hits);
    return {
      hits: toHits(distinct.slice(0, MAX_HITS), false),
      hasMore: distinct.length > MAX_HITS,
    };
  };
}

/** Who is one wrong, swapped, missing or doubled digit or letter away. */
function guess(cache: ReadableDB, typed: string): readonly Found[] {
  const hits = guessesFor(typed).flatMap(({ by, values }) =>
    cache.all<HitRow>(guessQuery(by, values, MAX_GUESSES)).map((row): Found => ({ row, by })),
  );
  return distinctHits(hits).slice(0, MAX_GUESSES);
}

/** First and last value, empty ones aside; null when there are none. */
type Bound = { readonly first: string | null; readonly last: string | null };
type Bounds = { readonly [By in 'account' | 'name' | 'phone']: Bound };

/** Two steps into each index, so that a phone number is not looked up among accounts that all begin with letters. */
function readBounds(cache: ReadableDB): Bounds {
  const of = (column: Sql): Bound =>
    cache.get<Bound>(sql`
      select (select min(${column}) from customer where ${column} > '') as first,
        (select max(${column}) from customer) as last`) ?? { first: null, last: null };
  return { account: of(sql`account_key`), name: of(sql`name_key`), phone: of(sql`phone_key`) };
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
  untried.flatMap((key) =>
    exactQueries(key, MAX_HITS / 2).flatMap((query) =>
      cache.all<HitRow>(query).map((row) => ({ row, by: key.by })),
    ),
  );

const distinctHits = (hits: readonly Found[]): readonly Found[] =>
  [...new Map(hits.toReversed().map((hit) => [hit.row.id, hit])).values()].toReversed();
