// The statements of a search: each is a range of one index. Exported for the test that asserts their plans.
import { type Sql, sql } from '../db/sql.ts';
import type { GuessBy } from './search_guesses.ts';
import type { NameKey, SearchKey, DigitsKey } from './search_query.ts';

/** Above every text that begins with the prefix: U+10FFFF sorts last in UTF-8. */
export const above = (prefix: string): string => `${prefix}\u{10FFFF}`;

const HIT = sql`c.id, c.account, c.phone, c.name, c.pinyin, c.id_tail, c.area, c.since`;
const CUSTOMER = sql`select ${HIT} from customer c`;
const READING = sql`select ${HIT} from reading r cross join customer c on c.id = r.customer`;

const COLUMN = {
  phone: sql`c.phone_key`,
  'phone-tail': sql`c.phone_back`,
  account: sql`c.account_key`,
  'id-tail': sql`c.id_tail`,
  name: sql`c.name_key`,
  'given-name': sql`c.given`,
  pinyin: sql`c.pinyin`,
  initials: sql`c.initials`,
} as const;
const IN_READING = { pinyin: sql`r.pinyin`, initials: sql`r.initials` } as const;

/** Several where a name can be said in several ways. */
export function rangeQueries(key: SearchKey, limit: number): readonly Sql[] {
  switch (key.by) {
    case 'id-tail':
      return [sql`${CUSTOMER} where c.id_tail = ${key.exact} order by c.id limit ${limit}`];
    case 'given-name':
      return [
        sql`${CUSTOMER} where c.given = ${key.exact} and c.given > '' order by c.id limit ${limit}`,
      ];
    case 'pinyin':
      return [
        range(CUSTOMER, COLUMN.pinyin, key.prefix, sql`c.pinyin, c.id`, limit),
        range(READING, IN_READING.pinyin, key.prefix, sql`r.pinyin, r.customer`, limit),
      ];
    case 'initials':
      return [
        range(CUSTOMER, COLUMN.initials, key.prefix, sql`c.initials, c.pinyin, c.id`, limit),
        range(
          READING,
          IN_READING.initials,
          key.prefix,
          sql`r.initials, r.pinyin, r.customer`,
          limit,
        ),
      ];
    case 'surname-initials':
      return [
        sql`${CUSTOMER} where ${within(COLUMN.initials, key.prefix)}
          and ${within(sql`+c.pinyin`, key.surname)} order by c.initials, c.pinyin, c.id limit ${limit}`,
        sql`${READING} where ${within(IN_READING.initials, key.prefix)}
          and ${within(sql`+r.pinyin`, key.surname)} order by r.initials, r.pinyin, r.customer limit ${limit}`,
      ];
    case 'name-digits':
      return nameAndDigits(key.name, key.digits, limit);
    default: {
      const column = COLUMN[key.by];
      return [range(CUSTOMER, column, key.prefix, sql`${column}, c.id`, limit)];
    }
  }
}

const within = (column: Sql, prefix: string): Sql =>
  sql`${column} >= ${prefix} and ${column} < ${above(prefix)}`;

const range = (from: Sql, column: Sql, prefix: string, order: Sql, limit: number): Sql =>
  sql`${from} where ${within(column, prefix)} order by ${order} limit ${limit}`;

/** The digits are looked up, the name is then compared: a `+` keeps its index out of the plan. */
function nameAndDigits(name: NameKey, digits: DigitsKey, limit: number): readonly Sql[] {
  const column = COLUMN[digits.by];
  const byDigits =
    digits.by === 'id-tail' ? sql`${column} = ${digits.exact}` : within(column, digits.prefix);
  const order = digits.by === 'id-tail' ? sql`c.id` : sql`${column}, c.id`;
  const own = within(sql`+${COLUMN[name.by]}`, name.prefix);
  const named =
    name.by === 'name'
      ? own
      : sql`(${own} or exists (select 1 from reading r
          where r.customer = c.id and ${within(sql`+${IN_READING[name.by]}`, name.prefix)}))`;
  return [sql`${CUSTOMER} where ${byDigits} and ${named} order by ${order} limit ${limit}`];
}

export function exactQueries(key: SearchKey, limit: number): readonly Sql[] {
  if (key.by === 'account')
    return [sql`${CUSTOMER} where c.account_key = ${key.prefix} order by c.id limit ${limit}`];
  if (key.by === 'initials')
    return [
      sql`${CUSTOMER} where c.initials = ${key.prefix} order by c.pinyin, c.id limit ${limit}`,
    ];
  return [];
}

/** Few of many values are there: each is one step into the index. */
export const guessQuery = (by: GuessBy, values: readonly string[], limit: number): Sql =>
  sql`select ${HIT} from json_each(${JSON.stringify(values)}) near
    cross join customer c on ${COLUMN[by]} = near.value limit ${limit}`;
