// The statements of a search: each is a range of one index. Exported for the test that asserts their plans.
import { type Sql, sql } from '../db/sql.ts';
import type { GuessBy } from './search_guesses.ts';
import type { DigitsKey, GivenKey, NameKey, SearchKey, SyllableKey } from './search_query.ts';

/** Above every text that begins with the prefix: U+10FFFF sorts last in UTF-8. */
const above = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** Who matched, and the value that did; with the row where it was asked for. */
export type Match = { readonly id: number; readonly value: string };

const HIT = sql`c.id, c.account, c.phone, c.name, c.pinyin, c.id_tail, c.area, c.since, c.birth_year`;

const COLUMN = {
  phone: sql`c.phone_key`,
  'phone-tail': sql`c.phone_back`,
  account: sql`c.account_key`,
  'id-tail': sql`c.id_tail`,
} as const;

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * Somebody whose name is said in several ways may come several times.
 * @param isWhole with whole rows; else an index that tells all is not left, where there is one
 */
export function matchQueries(key: SearchKey, limit: number, isWhole: boolean): readonly Sql[] {
  switch (key.by) {
    case 'id-tail':
      return [idTail(key, limit)];
    case 'given-name':
      return [givenName(key, limit, isWhole)];
    case 'name':
    case 'pinyin':
    case 'initials':
      return ['goesOn' in key ? syllable(key, limit, isWhole) : named(key, limit, isWhole)];
    case 'surname-initials':
      return 'letters' in key ? nameAndLetters(key, limit) : [surnameInitials(key, limit, isWhole)];
    case 'phone-tail':
      return [
        'head' in key
          ? sql`${matchOf(COLUMN['phone-tail'])} where ${within(COLUMN['phone-tail'], key.prefix)}
              and ${within(sql`+c.phone_key`, key.head)} order by c.phone_back, c.id limit ${limit}`
          : byPrefix(key, limit),
      ];
    case 'name-digits':
      return [nameAndDigits(key.names, key.digits, limit)];
    default:
      return [
        'exact' in key
          ? sql`${matchOf(COLUMN[key.by])} where ${COLUMN[key.by]} = ${key.exact} order by c.id limit ${limit}`
          : byPrefix(key, limit),
      ];
  }
}

/** Names in characters have one order; all others are looked up in every order of their words. */
export const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);

const matchOf = (column: Sql): Sql => sql`select ${HIT}, ${column} as value from customer c`;
const readingOf = (column: Sql, isWhole: boolean): Sql =>
  isWhole
    ? sql`select ${HIT}, ${column} as value from reading r cross join customer c on c.id = r.customer`
    : sql`select r.customer as id, ${column} as value from reading r`;

const within = (column: Sql, prefix: string): Sql =>
  sql`${column} >= ${prefix} and ${column} < ${above(prefix)}`;

type PrefixKey = Extract<SearchKey, { prefix: string }> & { readonly by: keyof typeof COLUMN };

function byPrefix({ by, prefix }: PrefixKey, limit: number): Sql {
  const column = COLUMN[by];
  return sql`${matchOf(column)} where ${within(column, prefix)} order by ${column}, c.id limit ${limit}`;
}

const INITIALS_ORDER = sql`r.initials, r.pinyin, r.customer`;

/** How characters are said is no way to write them: `Đặng` is not 单国, which is also danguo. */
function named(
  key: { readonly by: 'name' | 'pinyin' | 'initials'; readonly prefix: string },
  limit: number,
  isWhole: boolean,
): Sql {
  const { by, prefix } = key;
  switch (by) {
    case 'name':
      return isHan(prefix)
        ? sql`${matchOf(sql`c.name_key`)} where ${within(sql`c.name_key`, prefix)} ${likeMask(key)} order by c.name_key, c.id limit ${limit}`
        : sql`${readingOf(sql`r.written`, isWhole)} where ${within(sql`r.written`, prefix)} and r.written > ''
            order by r.written, r.customer limit ${limit}`;
    case 'pinyin':
      return sql`${readingOf(sql`r.pinyin`, isWhole)} where ${within(sql`r.pinyin`, prefix)}
        order by r.pinyin, r.customer limit ${limit}`;
    case 'initials':
      return sql`${readingOf(sql`r.initials`, isWhole)} where ${within(sql`r.initials`, prefix)}
        order by ${INITIALS_ORDER} limit ${limit}`;
  }
}

/** The index has what is compared: rows are read of those alone who fit. */
const likeMask = (key: object): Sql =>
  'like' in key && typeof key.like === 'string' ? sql`and c.name_key glob ${key.like}` : sql``;

/** In the order of their pinyin: the ways to go on are told in it. */
function syllable({ prefix, goesOn }: SyllableKey, limit: number, isWhole: boolean): Sql {
  const ranges = [[prefix, `${prefix}\u0001`], ...goesOn.map((each) => [each, above(each)])];
  const columns = isWhole
    ? sql`${HIT}, r.pinyin as value`
    : sql`r.customer as id, r.pinyin as value`;
  const whole = isWhole ? sql`cross join customer c on c.id = r.customer` : sql``;
  return sql`select ${columns} from json_each(${JSON.stringify(ranges)}) way
    cross join reading r on r.pinyin >= way.value ->> 0 and r.pinyin < way.value ->> 1 ${whole} limit ${limit}`;
}

/** Born in another year: another person. HQ may not know the year. */
const idTail = ({ exact, birthYear }: IdTailKey, limit: number): Sql =>
  birthYear === undefined
    ? sql`${matchOf(COLUMN['id-tail'])} where c.id_tail = ${exact} order by c.birth_year, c.id limit ${limit}`
    : sql`${matchOf(COLUMN['id-tail'])} where c.id_tail = ${exact}
        and (c.birth_year is null or c.birth_year = ${birthYear}) order by c.birth_year, c.id limit ${limit}`;

type IdTailKey = Extract<DigitsKey, { by: 'id-tail' }>;

function givenName({ exact, of }: GivenKey, limit: number, isWhole: boolean): Sql {
  switch (of) {
    case 'name':
      return sql`${matchOf(sql`c.given`)} where c.given = ${exact} and c.given > '' order by c.id limit ${limit}`;
    case 'pinyin':
      return sql`${readingOf(sql`r.given`, isWhole)} where r.given = ${exact} and r.given > ''
        order by r.customer limit ${limit}`;
    case 'initials': {
      // With every initial that a family name can have.
      const all = JSON.stringify(LETTERS.map((first) => first + exact));
      return sql`${readingOf(sql`r.initials`, isWhole)}
        where r.initials in (select value from json_each(${all})) limit ${limit}`;
    }
  }
}

const surnameInitials = (
  { prefix, surname }: { readonly prefix: string; readonly surname: string },
  limit: number,
  isWhole: boolean,
): Sql => sql`${readingOf(sql`r.initials`, isWhole)} where ${within(sql`r.initials`, prefix)}
    and ${within(sql`+r.pinyin`, surname)} order by ${INITIALS_ORDER} limit ${limit}`;

/** `王xm`, `王xiaoming`: the name is said in letters as well, and then compared. */
const nameAndLetters = (
  { name, letters, sound }: Extract<SearchKey, { letters: string }>,
  limit: number,
): readonly Sql[] =>
  sound === undefined
    ? []
    : [
        sql`${readingOf(sql`r.pinyin`, true)} where ${within(sql`r.pinyin`, sound.pinyin + letters)}
    and ${within(sql`+c.name_key`, name)} order by r.pinyin, r.customer limit ${limit}`,
        sql`${readingOf(sql`r.initials`, true)} where ${within(sql`r.initials`, sound.initials + letters)}
    and ${within(sql`+c.name_key`, name)} order by ${INITIALS_ORDER} limit ${limit}`,
      ];

/** `欧阳xw`, where nobody tells how the characters are said. */
export const namedAndInitials = (name: string, letters: string, limit: number): Sql =>
  sql`${matchOf(sql`c.name_key`)} where ${within(sql`c.name_key`, name)}
    and (substr(c.initials, ${Array.from(name).length + 1}, ${letters.length}) = ${letters}
      or substr(c.given_pinyin, 1, ${letters.length}) = ${letters})
    order by c.name_key, c.id limit ${limit}`;

/** The digits are looked up, the name is then compared: a `+` keeps its index out of the plan. */
function nameAndDigits(names: readonly NameKey[], digits: DigitsKey, limit: number): Sql {
  const column = COLUMN[digits.by];
  const byDigits =
    'exact' in digits ? sql`${column} = ${digits.exact}` : within(column, digits.prefix);
  const order = digits.by === 'id-tail' ? sql`c.birth_year, c.id` : sql`${column}, c.id`;
  const inReading = names.map(isReadingNamed).filter((each) => each !== null);
  const isOne = anyOf([
    ...names.map(isNamed).filter((each) => each !== null),
    ...(inReading.length === 0
      ? []
      : [sql`exists (select 1 from reading r where r.customer = c.id and ${anyOf(inReading)})`]),
  ]);
  return sql`${matchOf(column)} where ${byDigits} and ${isOne} order by ${order} limit ${limit}`;
}

const anyOf = (conditions: readonly Sql[]): Sql => {
  const [first = sql`0`, ...rest] = conditions;
  return sql`(${rest.reduce((all, each) => sql`${all} or ${each}`, first)})`;
};

/** By the customer's own columns; null where only a reading tells. */
function isNamed(name: NameKey): Sql | null {
  if (name.by === 'given-name') return name.of === 'name' ? sql`+c.given = ${name.exact}` : null;
  return name.by === 'name' && isHan(name.prefix)
    ? sql`(${within(sql`+c.name_key`, name.prefix)} ${likeMask(name)})`
    : null;
}

function isReadingNamed(name: NameKey): Sql | null {
  switch (name.by) {
    case 'given-name':
      return name.of === 'name'
        ? null
        : name.of === 'pinyin'
          ? sql`+r.given = ${name.exact}`
          : sql`substr(r.initials, 2) = ${name.exact}`;
    case 'surname-initials':
      return sql`(${within(sql`+r.initials`, name.prefix)} and ${within(sql`+r.pinyin`, name.surname)})`;
    case 'name':
      return isHan(name.prefix) ? null : within(sql`+r.written`, name.prefix);
    default:
      return within(name.by === 'pinyin' ? sql`+r.pinyin` : sql`+r.initials`, name.prefix);
  }
}

/** Rows as `HitRow`, in no order. */
export const hitsQuery = (ids: readonly number[]): Sql =>
  sql`select ${HIT} from json_each(${JSON.stringify(ids)}) found cross join customer c on c.id = found.value`;

export function exactQueries(key: SearchKey, limit: number): readonly Sql[] {
  if (key.by === 'account')
    return [
      sql`select c.id, c.account_key as value from customer c where c.account_key = ${key.prefix}
        order by c.id limit ${limit}`,
    ];
  if (key.by === 'initials')
    return [
      sql`${readingOf(sql`r.initials`, false)} where r.initials = ${key.prefix}
        order by r.pinyin, r.customer limit ${limit}`,
    ];
  return [];
}

/** Few of many values are there: each is one step into the index. */
export function guessQueries(
  by: GuessBy,
  values: readonly string[],
  limit: number,
): readonly Sql[] {
  const near = sql`select ${HIT} from json_each(${JSON.stringify(values)}) near cross join`;
  switch (by) {
    case 'phone-tail':
      return [
        sql`${near} customer c on c.phone_back >= near.value and c.phone_back < near.value || ':' limit ${limit}`,
      ];
    case 'given-name':
      return [
        sql`${near} reading r on r.given = near.value and r.given > ''
          cross join customer c on c.id = r.customer limit ${limit}`,
      ];
    case 'pinyin':
      return [
        sql`${near} reading r on r.pinyin = near.value cross join customer c on c.id = r.customer limit ${limit}`,
      ];
    default:
      return [sql`${near} customer c on ${COLUMN[by]} = near.value limit ${limit}`];
  }
}

/** Somebody who has the character first in the family name, or in the given name of two. */
export function soundQuery(character: string, isSurname: boolean): readonly Sql[] {
  const surname = sql`select c.pinyin as sound, substr(c.initials, 2, 1) as next from customer c
    where ${within(sql`c.name_key`, character)} and c.initials > '' limit 1`;
  const given = sql`select c.given_pinyin as sound, substr(c.initials, 3, 1) as next from customer c
    where ${within(sql`c.given`, character)} and c.given > '' and c.given_pinyin > '' and length(c.initials) = 3 limit 1`;
  return isSurname ? [surname, given] : [given, surname];
}
