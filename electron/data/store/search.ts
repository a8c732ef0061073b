// Finds customers by what was typed: range queries over B-tree indexes, never LIKE, never a document.
import { compareText } from '#shared/base/compare.ts';
import type { SearchAnswer } from '#shared/contract/view_customer.ts';
import type { ReadableDB } from '../db/driver.ts';
import { type Sql, sql } from '../db/sql.ts';
import { createGuess } from './search_guesses.ts';
import { type Found, type HitRow, toHits } from './search_hits.ts';
import {
  exactQueries,
  hitsQuery,
  isHan,
  type Match,
  matchQueries,
  namedAndInitials,
} from './search_queries.ts';
import { type SearchKey, searchKeys } from './search_query.ts';
import { soundOf } from './search_sounds.ts';

const MAX_HITS = 20;

export type Search = (typed: string) => SearchAnswer;

/**
 * Keys are tried best first until the page is full. A full page may hide what equals the typed text under another key
 * (a short account, initials of two letters): that is then put first. Of one key those come first who equal the text,
 * then all in the order of their pinyin. Only where nothing is found, what is one slip away from the typed text is
 * offered, and marked as a guess: beside what was found it would be in the way.
 * Make it anew when customers have changed: it remembers between which values accounts and names lie.
 */
export function createSearch(cache: ReadableDB): Search {
  let bounds: Bounds | undefined;
  const guess = createGuess(cache);
  const find: Search = (typed) => {
    const within = (bounds ??= readBounds(cache));
    const keys = searchKeys(typed).filter((key) => isWithin(key, within));
    const found = new Map<number, Placed>();
    let tried = 0;
    for (const key of keys) {
      if (found.size > MAX_HITS) break;
      tried += 1;
      if (key.by === 'name-digits' && hasAccount(found)) continue;
      // One more than the page tells that there is more; who was found already comes again.
      for (const match of matchesOf(cache, key, found.size === 0)) {
        if (found.has(match.id)) continue;
        const isEqual = 'prefix' in key && match.value === key.prefix;
        found.set(match.id, { match, by: key.by, rank: tried, isEqual });
      }
    }
    if (found.size === 0) return { hits: toHits(guess(typed), within.asOf, true), hasMore: false };
    // Whoever equals the text stays on the page, however many merely begin or end so.
    const page = equalFirst(equalTo(cache, keys.slice(tried), found));
    const shown = rowsOf(cache, page.slice(0, MAX_HITS)).toSorted(byPlaceAndName);
    return { hits: toHits(shown, within.asOf, false), hasMore: page.length > MAX_HITS };
  };
  return (typed) => cache.snapshot(() => find(typed));
}

/** With how well somebody matched; lower ranks are better. */
type Placed = {
  readonly match: Match | (Match & HitRow);
  readonly by: Found['by'];
  readonly rank: number;
  readonly isEqual: boolean;
};
type Shown = Found & Pick<Placed, 'rank' | 'isEqual'>;

/** Rows are read of those whose statement did not tell them. */
function rowsOf(cache: ReadableDB, page: readonly Placed[]): readonly Shown[] {
  const unread = page.flatMap(({ match }) => ('name' in match ? [] : [match.id]));
  const rows = new Map<number, HitRow>();
  if (unread.length > 0)
    for (const row of cache.all<HitRow>(hitsQuery(unread))) rows.set(row.id, row);
  const shown: Shown[] = [];
  for (const { match, by, rank, isEqual } of page) {
    const row = 'name' in match ? match : rows.get(match.id);
    if (row !== undefined) shown.push({ row, by, rank, isEqual });
  }
  return shown;
}

/**
 * As many people as the page takes and one more, unless there are fewer.
 * @param isFirst nobody is found yet: most of who comes is shown
 */
function matchesOf(cache: ReadableDB, key: SearchKey, isFirst: boolean): readonly Match[] {
  if ('letters' in key && key.sound === undefined) {
    const sound = soundOf(cache, key.name);
    if (sound !== null) return matchesOf(cache, { ...key, sound }, isFirst);
    // Too many have a family name of one character.
    return Array.from(key.name).length < 2
      ? []
      : cache.all<Match>(namedAndInitials(key.name, key.letters, MAX_HITS + 1));
  }
  const read = (limit: number, isWhole: boolean): readonly Match[] =>
    matchQueries(key, limit, isWhole).flatMap((query) => cache.all<Match>(query));
  const first = read(MAX_HITS + 1, isFirst);
  let matches = first;
  // Whoever is said in several ways may have come several times. What is read already is not read again.
  for (let limit = MAX_HITS + 1; matches.length >= limit && countOf(matches) <= MAX_HITS;) {
    limit *= 2;
    matches = read(limit, false);
  }
  return matches === first ? first : [...first, ...matches];
}

const countOf = (matches: readonly Match[]): number => new Set(matches.map(({ id }) => id)).size;

/** The whole text is an account: its letters are no name, and its digits end nobody's phone. */
const hasAccount = (found: ReadonlyMap<number, Placed>): boolean =>
  [...found.values()].some(({ by, isEqual }) => by === 'account' && isEqual);

/** All that was found, behind those who equal the text under keys that a full page left untried. */
function equalTo(
  cache: ReadableDB,
  untried: readonly SearchKey[],
  found: ReadonlyMap<number, Placed>,
): readonly Placed[] {
  const equal = new Map<number, Placed>();
  for (const key of untried) {
    for (const query of exactQueries(key, MAX_HITS / 2)) {
      for (const row of cache.all<Match>(query)) {
        if (!equal.has(row.id))
          equal.set(row.id, { match: row, by: key.by, rank: 0, isEqual: true });
      }
    }
  }
  return equal.size === 0
    ? [...found.values()]
    : [...equal.values(), ...[...found.values()].filter(({ match }) => !equal.has(match.id))];
}

const equalFirst = (found: readonly Placed[]): readonly Placed[] =>
  found.length <= MAX_HITS
    ? found
    : [...found.filter(({ isEqual }) => isEqual), ...found.filter(({ isEqual }) => !isEqual)];

/** Names in the order of their pinyin, as a list of people is read in China; namesakes by their number. */
const byPlaceAndName = (a: Shown, b: Shown): number =>
  a.rank - b.rank ||
  Number(b.isEqual) - Number(a.isEqual) ||
  compareText(a.row.pinyin, b.row.pinyin) ||
  compareText(a.row.name, b.row.name) ||
  a.row.id - b.row.id;

/** First and last value, empty ones aside; null when there are none. */
type Bound = { readonly first: string | null; readonly last: string | null };
type Bounds = { readonly [Of in 'account' | 'phone' | 'name' | 'written']: Bound } & {
  /** The last day of the figures; empty when there are none. */
  readonly asOf: string;
};

/** Two steps into each index, so that a phone number is not looked up among accounts that all begin with letters. */
function readBounds(cache: ReadableDB): Bounds {
  const of = (column: Sql, table = sql`customer`): Bound =>
    cache.get<Bound>(sql`
      select (select min(${column}) from ${table} where ${column} > '') as first,
        (select max(${column}) from ${table} where ${column} > '') as last`) ?? {
      first: null,
      last: null,
    };
  const meta = cache.get<{ value: string }>(sql`select value from meta where key = 'as_of'`);
  return {
    account: of(sql`account_key`),
    phone: of(sql`phone_key`),
    name: of(sql`name_key`),
    written: of(sql`written`, sql`reading`),
    asOf: meta?.value ?? '',
  };
}

function isWithin(key: SearchKey, bounds: Bounds): boolean {
  if (key.by !== 'account' && key.by !== 'name' && key.by !== 'phone') return true;
  const text = 'exact' in key ? key.exact : key.prefix;
  const { first, last } = bounds[key.by === 'name' && !isHan(text) ? 'written' : key.by];
  if (first === null || last === null) return false;
  return !isAfter(text, last) && (!isAfter(first, text) || first.startsWith(text));
}

/** In SQLite's order of texts: by their bytes. That of JavaScript differs where characters are pairs. */
const isAfter = (a: string, b: string): boolean =>
  PAIR.test(a + b) ? Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0 : a > b;

const PAIR = /[\uD800-\uDFFF]/;
