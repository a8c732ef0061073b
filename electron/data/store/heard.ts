// The branch's memory of a customer: what HQ heard from its other devices, and this device's own answers with it.
import { compareBy, compareNumber, descending } from '#shared/base/compare.ts';
import type { WalkInView } from '#shared/contract/view_customer.ts';
import type { Customer } from '#shared/model/customer.ts';
import { type Heard, heardSchema } from '#shared/model/heard.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { answersOfCustomer, type AnswerRow } from './history.ts';
import { walkInsHere } from './walk_ins.ts';

/**
 * Newest first. Of its own answers the device knows more than HQ: they come from the ledger only. A visit on another
 * device has no id here; `device@time` stands for it.
 */
export function answersOfBranch(
  ledger: ReadableDB,
  cache: ReadableDB,
  customer: number,
  device: string,
  limit: number,
): readonly AnswerRow[] {
  const own = answersOfCustomer(ledger, customer, limit);
  const others = heardElsewhere(cache, customer, device).answers.map(
    ({ offer, answer, at, laterOn, device: other }): AnswerRow => ({
      visit: `${other}@${at}`,
      offer,
      answer,
      at,
      laterOn,
    }),
  );
  if (others.length === 0) return own;
  return [...own, ...others].toSorted(newestFirst).slice(0, limit);
}

const newestFirst = descending(compareBy<AnswerRow>((a, b) => compareNumber(a.at, b.at)));

/** Of this device and of the others, newest first, at most `limit`. */
export function walkInsOfCustomer(
  ledger: ReadableDB,
  cache: ReadableDB,
  customer: Customer,
  device: string,
  limit: number,
): readonly WalkInView[] {
  const others = heardElsewhere(cache, customer.id, device).walkIns.map(
    ({ visit, at, purpose, prepaid }) => ({ visit, at, purpose, prepaid }),
  );
  return [...walkInsHere(ledger, cache, customer), ...others]
    .toSorted(descending(compareBy<WalkInView>((a, b) => compareNumber(a.at, b.at))))
    .slice(0, limit);
}

/** What HQ heard of this customer from the branch's other devices; empty when it heard nothing. */
export function heardElsewhere(
  cache: ReadableDB,
  customer: number,
  device: string,
): Omit<Heard, 'customer'> {
  const row = cache.get<{ doc: string }>(
    sql`select doc from record where entity = 'heard' and id = ${String(customer)}`,
  );
  if (row === undefined) return { answers: [], complaints: [], walkIns: [] };
  const heard = heardSchema.parse(JSON.parse(row.doc));
  const isElsewhere = (told: { readonly device: string }): boolean => told.device !== device;
  return {
    answers: heard.answers.filter(isElsewhere),
    complaints: heard.complaints.filter(isElsewhere),
    walkIns: heard.walkIns.filter(isElsewhere),
  };
}
