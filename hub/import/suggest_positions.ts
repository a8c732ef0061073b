// A first map for a file without headers: columns are named by what stands in them, else by their place.
import { parseDay, parseMonth } from './dates.ts';

/** What the texts of a column have in common. */
type Kind = 'phone' | 'day' | 'month' | 'amount' | 'number' | 'name' | 'code' | 'text';

const NUMBER = /^-?\d+$/;
const AMOUNT = /^-?\d+\.\d+$/;
const KINDS: readonly (readonly [Kind, (text: string) => boolean])[] = [
  ['phone', (text) => /^(?:\+?86)?1[3-9]\d{9}$/.test(text)],
  ['day', (text) => isOfThisAge(parseDay(text, 'auto'))],
  ['month', (text) => isOfThisAge(parseMonth(text, 'auto'))],
  ['number', (text) => NUMBER.test(text)],
  ['amount', (text) => NUMBER.test(text) || AMOUNT.test(text)],
  ['name', (text) => /^\p{Script=Han}{2,4}$/u.test(text)],
  ['code', (text) => /^[\w-]*\d[\w-]*$/.test(text)],
];

/** 15000101 and 99991231 are numbers like others. */
const isOfThisAge = (day: string | undefined): boolean =>
  day !== undefined && day >= '1950' && day < '2100';

/** What databases write for nothing. */
const NOTHING = /^(?:\\N|null|nan|n\/a)?$/i;

function kindOf(texts: readonly string[]): Kind {
  const told = texts.map((text) => text.trim()).filter((text) => !NOTHING.test(text));
  return (told.length > 0 && KINDS.find(([, is]) => told.every(is))?.[0]) || 'text';
}

const isFigure = (kind: Kind | undefined): boolean => kind !== 'text' && kind !== 'name';

/** Words that no map needs to know name no column: the first row looks like those below it, and says figures or days. */
export function lacksHeaders(
  first: readonly string[],
  below: readonly (readonly string[])[],
): boolean {
  if (below.length === 0) return false;
  const kinds = first.map((cell, at) => [
    kindOf([cell]),
    kindOf(below.map((cells) => cells[at] ?? '')),
  ]);
  const figures = kinds.filter(([, rest]) => isFigure(rest));
  return figures.length > 0 && figures.every(([head]) => isFigure(head));
}

export type Positions = {
  /** In the order of the columns. */
  readonly headers: readonly string[];
  readonly key: string | undefined;
  /** Lines of YAML. */
  readonly columns: readonly string[];
  readonly months: readonly string[];
  readonly unused: readonly string[];
  /** Words for nothing that stand there. */
  readonly blanks: readonly string[];
};

/** @param rows all of one width */
export function nameByPosition(rows: readonly (readonly string[])[]): Positions {
  const width = rows[0]?.length ?? 0;
  const textsAt = (at: number): readonly string[] => rows.map((cells) => cells[at]?.trim() ?? '');
  const kinds = Array.from({ length: width }, (_, at) => kindOf(textsAt(at)));
  const first = (...wanted: readonly Kind[]): number =>
    kinds.findIndex((kind) => wanted.includes(kind));
  const keyAt = [first('code', 'number'), first('phone')].find((at) => at >= 0);
  const timeAt = first('month') < 0 ? first('day') : first('month');
  const moneyAt = first('amount');
  const keys = keyAt === undefined ? [] : textsAt(keyAt);
  // Somebody stands there more than once: each row is something that happened, or one month.
  const isLong = timeAt >= 0 && moneyAt >= 0 && new Set(keys).size < keys.length;
  const isMonth = timeAt >= 0 && kinds[timeAt] === 'month';
  // 现金 and 微信 look like names where each row is a payment.
  const nameAt = isLong && !isMonth ? -1 : first('name');
  const names = new Map<number, string>();
  const give = (at: number, name: string): void => {
    if (at >= 0 && !names.has(at)) names.set(at, name);
  };
  if (keyAt !== undefined) give(keyAt, kinds[keyAt] === 'phone' ? 'phone' : 'account');
  give(first('phone'), 'phone');
  give(nameAt, 'name');
  give(timeAt, timeAt < 0 ? '' : (kinds[timeAt] ?? ''));
  give(moneyAt, 'amount');
  const headers = Array.from({ length: width }, (_, at) => names.get(at) ?? `column ${at + 1}`);
  const columns = [
    ...(nameAt < 0 ? [] : ['  name: name']),
    ...(first('phone') < 0 ? [] : ['  phone: phone']),
    ...(isLong || isMonth || timeAt < 0 ? [] : ['  since: day']),
  ];
  const months = isLong
    ? [
        '  of: rows',
        `  month: ${isMonth ? 'month' : 'day'}`,
        // What happened on days adds up; a month told twice is more likely a mistake.
        ...(isMonth ? [] : ['  repeated: added']),
        '  columns:',
        `    ${isMonth ? 'spend' : 'top_up'}: { column: amount, unit: yuan }`,
      ]
    : [];
  const used = new Set([keyAt, nameAt, first('phone'), ...(isLong ? [moneyAt, timeAt] : [])]);
  if (columns.includes('  since: day')) used.add(timeAt);
  return {
    headers,
    key: keyAt === undefined ? undefined : headers[keyAt],
    columns,
    months,
    unused: headers.filter((_, at) => !used.has(at)),
    blanks: [...new Set(rows.flat().map((text) => text.trim()))].filter(
      (text) => text !== '' && NOTHING.test(text),
    ),
  };
}
