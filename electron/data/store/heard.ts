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
  // What was published may be older than what was told of the same answer since.
  const others = new Map<string, AnswerRow>();
  for (const row of [
    ...heardElsewhere(cache, customer, device).answers,
    ...toldAnswers(ledger, customer, limit),
  ]) {
    const { offer, answer, at, laterOn, device: other } = row;
    const visit = `${other}@${at}`;
    others.set(`${visit} ${offer}`, { visit, offer, answer, at, laterOn });
  }
  if (others.size === 0) return own;
  return [...own, ...others.values()].toSorted(newestFirst).slice(0, limit);
}

type ToldAnswer = Omit<AnswerRow, 'visit'> & { readonly device: string };

/** At the branch's other windows, as HQ told since the last publication. */
const toldAnswers = (ledger: ReadableDB, customer: number, limit: number): readonly ToldAnswer[] =>
  ledger.all<ToldAnswer>(sql`
    select device,
      json_extract(payload, '$.offer') as offer,
      json_extract(payload, '$.answer') as answer,
      at,
      json_extract(payload, '$.laterOn') as laterOn
    from told_standing
    where kind = 'answer.recorded' and customer = ${customer}
    order by at desc
    limit ${limit}`);

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
