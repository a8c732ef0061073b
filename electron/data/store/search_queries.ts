// The statements of a search: each is a range of one index. Exported for the test that asserts their plans.
import { type Sql, sql } from '../db/sql.ts';
import type { GuessBy } from './search_guesses.ts';
import type { DigitsKey, GivenKey, NameKey, SearchKey } from './search_query.ts';

/** Above every text that begins with the prefix: U+10FFFF sorts last in UTF-8. */
export const above = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** Who matched, and the value that did. Where several statements look for one key, they tell nothing else. */
export type Match = { readonly id: number; readonly value: string };

const HIT = sql`c.id, c.account, c.phone, c.name, c.pinyin, c.id_tail, c.area, c.since, c.birth_year`;

const COLUMN = {
  phone: sql`c.phone_key`,
  'phone-tail': sql`c.phone_back`,
  account: sql`c.account_key`,
  'id-tail': sql`c.id_tail`,
  name: sql`c.name_key`,
  pinyin: sql`c.pinyin`,
  initials: sql`c.initials`,
  'given-name': sql`c.given_pinyin`,
} as const;
const IN_READING = {
  name: sql`r.pinyin`,
  pinyin: sql`r.pinyin`,
  initials: sql`r.initials`,
} as const;

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

/** Several where a name can be said in several ways: its own reading first. */
export function matchQueries(key: SearchKey, limit: number): readonly Sql[] {
  switch (key.by) {
    case 'id-tail':
      return [idTail(key, limit)];
    case 'given-name':
      return givenName(key, limit);
    case 'name':
      return isHan(key.prefix) ? [own(key, limit)] : [own(key, limit), reading(key, limit)];
    case 'pinyin':
    case 'initials':
      return [own(key, limit), reading(key, limit)];
    case 'surname-initials':
      return 'letters' in key ? nameAndLetters(key, limit) : surnameInitials(key, limit);
    case 'phone-tail':
      return [
        'head' in key
          ? sql`${matchOf(COLUMN['phone-tail'])} where ${within(COLUMN['phone-tail'], key.prefix)}
              and ${within(sql`+c.phone_key`, key.head)} order by c.phone_back, c.id limit ${limit}`
          : own(key, limit),
      ];
    case 'name-digits':
      return [nameAndDigits(key.names, key.digits, limit)];
    default:
      return [
        'exact' in key
          ? sql`${matchOf(COLUMN[key.by])} where ${COLUMN[key.by]} = ${key.exact} order by c.id limit ${limit}`
          : own(key, limit),
      ];
  }
}

const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text);

const matchOf = (column: Sql): Sql => sql`select ${HIT}, ${column} as value from customer c`;
/** Its index holds it all: a row of its own, a page of the file, is read only of who is shown. */
const idOf = (column: Sql): Sql => sql`select c.id, ${column} as value from customer c`;
const readingOf = (column: Sql): Sql =>
  sql`select r.customer as id, ${column} as value from reading r`;

const within = (column: Sql, prefix: string): Sql =>
  sql`${column} >= ${prefix} and ${column} < ${above(prefix)}`;

/** How characters are said is no way to write them: `Đặng` is not 单国, which is also danguo. */
const writtenAlike = (by: keyof typeof IN_READING): Sql =>
  by === 'name' ? sql` and c.name_key glob ${NOT_ALL_HAN}` : sql``;

const NOT_ALL_HAN = '*[^\u2E80-\u2FDF々〇㐀-鿿豈-\uFAFF\u{20000}-\u{3FFFF}]*';

/** An index ends with what orders those of one value. */
const orderOf = { initials: sql`c.initials, c.pinyin, c.id` } as const;

type ReadingKey = { readonly by: keyof typeof IN_READING; readonly prefix: string };

function own(key: PrefixKey, limit: number): Sql {
  const column = COLUMN[key.by];
  const order = key.by === 'initials' ? orderOf.initials : sql`${column}, c.id`;
  const match = isAlone(key) ? matchOf(column) : idOf(column);
  return sql`${match} where ${within(column, key.prefix)} order by ${order} limit ${limit}`;
}

/** No reading says the same. */
const isAlone = ({ by, prefix }: PrefixKey): boolean =>
  !(by in IN_READING) || (by === 'name' && isHan(prefix));

type PrefixKey = Extract<SearchKey, { prefix: string }> & { readonly by: keyof typeof COLUMN };

function reading({ by, prefix }: ReadingKey, limit: number): Sql {
  const column = IN_READING[by];
  const order =
    by === 'initials' ? sql`r.initials, r.pinyin, r.customer` : sql`r.pinyin, r.customer`;
  const customer = by === 'name' ? sql` cross join customer c on c.id = r.customer` : sql``;
  return sql`${readingOf(column)}${customer} where ${within(column, prefix)}${writtenAlike(by)} order by ${order} limit ${limit}`;
}

/** Born in another year: another person. HQ may not know the year. */
const idTail = ({ exact, birthYear }: IdTailKey, limit: number): Sql =>
  birthYear === undefined
    ? sql`${matchOf(COLUMN['id-tail'])} where c.id_tail = ${exact} order by c.birth_year, c.id limit ${limit}`
    : sql`${matchOf(COLUMN['id-tail'])} where c.id_tail = ${exact}
        and (c.birth_year is null or c.birth_year = ${birthYear}) order by c.birth_year, c.id limit ${limit}`;

type IdTailKey = Extract<DigitsKey, { by: 'id-tail' }>;

function givenName({ exact, of }: GivenKey, limit: number): readonly Sql[] {
  switch (of) {
    case 'name':
      return [
        sql`${matchOf(sql`c.given`)} where c.given = ${exact} and c.given > '' order by c.id limit ${limit}`,
      ];
    case 'pinyin':
      return [
        sql`${idOf(sql`c.given_pinyin`)} where c.given_pinyin = ${exact} and c.given_pinyin > ''
          order by c.id limit ${limit}`,
        sql`${readingOf(sql`r.given`)} where r.given = ${exact} and r.given > '' order by r.customer limit ${limit}`,
      ];
    case 'initials': {
      // With every initial that a family name can have.
      const all = JSON.stringify(LETTERS.map((first) => first + exact));
      return [
        sql`${idOf(COLUMN.initials)} where c.initials in (select value from json_each(${all})) limit ${limit}`,
        sql`${readingOf(IN_READING.initials)} where r.initials in (select value from json_each(${all})) limit ${limit}`,
      ];
    }
  }
}

const surnameInitials = (
  { prefix, surname }: { readonly prefix: string; readonly surname: string },
  limit: number,
): readonly Sql[] => [
  sql`${idOf(COLUMN.initials)} where ${within(COLUMN.initials, prefix)}
    and ${within(sql`+c.pinyin`, surname)} order by c.initials, c.pinyin, c.id limit ${limit}`,
  sql`${readingOf(IN_READING.initials)} where ${within(IN_READING.initials, prefix)}
    and ${within(sql`+r.pinyin`, surname)} order by r.initials, r.pinyin, r.customer limit ${limit}`,
];

/** `王xm`, `王xiaoming`: the name is said in letters as well, and then compared. */
const nameAndLetters = (
  { name, letters, sound }: Extract<SearchKey, { letters: string }>,
  limit: number,
): readonly Sql[] =>
  sound === undefined
    ? []
    : [
        sql`${matchOf(COLUMN.pinyin)} where ${within(COLUMN.pinyin, sound.pinyin + letters)}
    and ${within(sql`+c.name_key`, name)} order by c.pinyin, c.id limit ${limit}`,
        sql`${matchOf(COLUMN.initials)} where ${within(COLUMN.initials, sound.initials + letters)}
    and ${within(sql`+c.name_key`, name)} order by c.initials, c.pinyin, c.id limit ${limit}`,
      ];

/** The digits are looked up, the name is then compared: a `+` keeps its index out of the plan. */
function nameAndDigits(names: readonly NameKey[], digits: DigitsKey, limit: number): Sql {
  const column = COLUMN[digits.by];
  const byDigits =
    'exact' in digits ? sql`${column} = ${digits.exact}` : within(column, digits.prefix);
  const order = digits.by === 'id-tail' ? sql`c.birth_year, c.id` : sql`${column}, c.id`;
  const inReading = names.map(isReadingNamed).filter((each) => each !== null);
  const named =
    inReading.length === 0
      ? anyOf(names.map(isNamed))
      : anyOf([
          ...names.map(isNamed),
          sql`exists (select 1 from reading r where r.customer = c.id and ${anyOf(inReading)})`,
        ]);
  return sql`${matchOf(column)} where ${byDigits} and ${named} order by ${order} limit ${limit}`;
}

const anyOf = (conditions: readonly Sql[]): Sql => {
  const [first = sql`0`, ...rest] = conditions;
  return sql`(${rest.reduce((all, each) => sql`${all} or ${each}`, first)})`;
};

function isNamed(name: NameKey): Sql {
  switch (name.by) {
    case 'given-name':
      return name.of === 'name'
        ? sql`+c.given = ${name.exact}`
        : name.of === 'pinyin'
          ? sql`+c.given_pinyin = ${name.exact}`
          : sql`substr(c.initials, 2) = ${name.exact}`;
    case 'surname-initials':
      return sql`(${within(sql`+c.initials`, name.prefix)} and ${within(sql`+c.pinyin`, name.surname)})`;
    default:
      return within(sql`+${COLUMN[name.by]}`, name.prefix);
  }
}

function isReadingNamed(name: NameKey): Sql | null {
  switch (name.by) {
    case 'given-name':
      return name.of === 'pinyin' ? sql`+r.given = ${name.exact}` : null;
    case 'surname-initials':
      return sql`(${within(sql`+r.initials`, name.prefix)} and ${within(sql`+r.pinyin`, name.surname)})`;
    default:
      return name.by === 'name' && isHan(name.prefix)
        ? null
        : sql`(${within(sql`+${IN_READING[name.by]}`, name.prefix)}${writtenAlike(name.by)})`;
  }
}

/** Rows as `HitRow`, in no order. */
export const hitsQuery = (ids: readonly number[]): Sql =>
  sql`select ${HIT} from json_each(${JSON.stringify(ids)}) found cross join customer c on c.id = found.value`;

export function exactQueries(key: SearchKey, limit: number): readonly Sql[] {
  if (key.by === 'account')
    return [
      sql`${idOf(COLUMN.account)} where c.account_key = ${key.prefix} order by c.id limit ${limit}`,
    ];
  if (key.by === 'initials')
    return [
      sql`${idOf(COLUMN.initials)} where c.initials = ${key.prefix} order by c.pinyin, c.id limit ${limit}`,
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
        sql`${near} customer c on c.given_pinyin = near.value and c.given_pinyin > '' limit ${limit}`,
      ];
    case 'pinyin':
      return [
        sql`${near} customer c on c.pinyin = near.value limit ${limit}`,
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
