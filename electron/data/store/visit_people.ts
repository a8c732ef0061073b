// Who the visits of a day were: what a list shows of them, masked, and whether a typed text fits them.
import { phoneKey } from '#shared/base/find/phone_key.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { maskName, maskPhone } from './mask.ts';

type Row = {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly phoneKey: string;
  readonly account: string;
  readonly pinyin: string;
  readonly initials: string;
};

export type Person = {
  readonly id: number;
  /** Masked. */
  readonly name: string;
  readonly phone: string;
  fits(typed: string): boolean;
};

export function peopleOf(
  cache: ReadableDB,
  customers: readonly number[],
): ReadonlyMap<number, Person> {
  const rows = cache.all<Row>(sql`
    select customer.id, name, phone, phone_key as phoneKey, account_key as account, pinyin, initials
    from json_each(${JSON.stringify(customers)}) as wanted
    join customer on customer.id = wanted.value`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: maskName(row.name),
        phone: maskPhone(row.phone),
        fits: (typed) => isFit(row, typed),
      },
    ]),
  );
}

/** Digits anywhere in phone or account, letters from the beginning of the name's reading, characters within the name. */
function isFit(row: Row, typed: string): boolean {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (text === '') return true;
  const digits = phoneKey(text);
  if (/\d/.test(text) && digits !== '' && row.phoneKey.includes(digits)) return true;
  return (
    row.account.toLowerCase().includes(text) ||
    row.name.toLowerCase().includes(text) ||
    row.initials.toLowerCase().startsWith(text) ||
    row.pinyin.replace(/\s/g, '').toLowerCase().startsWith(text)
  );
}
