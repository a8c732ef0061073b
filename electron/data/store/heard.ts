// The branch's memory of a customer: this device's own answers, and what HQ heard from the branch's other devices.
import { compareBy, compareNumber, descending } from '#shared/base/compare.ts';
import { heardSchema } from '#shared/model/lease.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { answersOfCustomer, type AnswerRow } from './history.ts';

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
  const others = heardElsewhere(cache, customer, device);
  if (others.length === 0) return own;
  return [...own, ...others].toSorted(newestFirst).slice(0, limit);
}

const newestFirst = descending(compareBy<AnswerRow>((a, b) => compareNumber(a.at, b.at)));

function heardElsewhere(cache: ReadableDB, customer: number, device: string): readonly AnswerRow[] {
  const row = cache.get<{ doc: string }>(
    sql`select doc from record where entity = 'heard' and id = ${String(customer)}`,
  );
  if (row === undefined) return [];
  return heardSchema
    .parse(JSON.parse(row.doc))
    .answers.filter((answer) => answer.device !== device)
    .map(({ offer, answer, at, laterOn, device: other }) => ({
      visit: `${other}@${at}`,
      offer,
      answer,
      at,
      laterOn,
    }));
}
