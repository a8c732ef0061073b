// Whose row it is, where a table has several rows a customer: all of one lie in one fold, else a model that knows the
// customer again would be taken for one that foretells.
import type { TextColumn } from './churn_file_columns.ts';
import { partedName } from './column_name.ts';

export type Customers = {
  /** The column that names them. */
  readonly column: string;
  readonly count: number;
};

export type Grouped = {
  /** Number of the customer by row. */
  readonly groups: Float64Array;
  /** Null where each row is another. */
  readonly customers: Customers | null;
};

const SOMEBODY =
  'customer|client|cust|subscriber|subs|user|member|account|acct|msisdn|phone|mobile|imsi';
const NAME_OF_CUSTOMER = new RegExp(
  `^(?:the )?(?:${SOMEBODY})(?: (?:id|no|nr|num|number|key|code))?$|^(?:用户|客户|会员|账户|帐户|手机|电话)(?:编号|号码|号|标识| ?id)?$`,
);
/** A name that may be a customer's or only a row's. */
const NAME_OF_ANYTHING = /^id$/;
/** Of more rows each in the mean it is a kind, such as the plan of an account: nobody exports more than three years of months. */
const MOST_ROWS_EACH = 36;

/** `CustomerID`, `customer_id` and `Customer No.` in one way. */
const plainName = (name: string): string =>
  partedName(name)
    .replaceAll(/[\s_.#-]+/g, ' ')
    .trim();

/** Whether a column may say whose row it is. @param asked the one that does, by somebody who knows */
export const maySayWhose = (name: string, asked: string | undefined): boolean =>
  asked === undefined
    ? isOfCustomer(name) || NAME_OF_ANYTHING.test(plainName(name))
    : name === asked;

const isOfCustomer = (name: string): boolean => NAME_OF_CUSTOMER.test(plainName(name));

/** @param columns those that may say it; their blanks name nobody */
export function groupedByCustomer(
  columns: Iterable<TextColumn>,
  rows: number,
  asked: string | undefined,
): Grouped {
  const all = Array.from(columns, groupedBy);
  const sure = all.filter(({ column }) => asked !== undefined || isOfCustomer(column));
  const isOneEach = sure.some(({ count, told }) => count === told && told > 0);
  const several = (isOneEach ? [] : [...sure, ...all]).find(
    ({ count, told }) => count < told && (asked !== undefined || count * MOST_ROWS_EACH >= told),
  );
  return several === undefined
    ? { groups: Float64Array.from({ length: rows }, (_, row) => row), customers: null }
    : { groups: several.groups, customers: { column: several.column, count: several.count } };
}

function groupedBy({ name, cells }: TextColumn) {
  const numbers = new Map<string, number>();
  let next = 0;
  const groups = Float64Array.from(cells, (cell) => {
    const known = cell === '' ? undefined : numbers.get(cell);
    if (known !== undefined) return known;
    if (cell !== '') numbers.set(cell, next);
    next += 1;
    return next - 1;
  });
  const told = cells.filter((cell) => cell !== '').length;
  return { column: name, groups, count: numbers.size, told };
}
