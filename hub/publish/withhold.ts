// What the branches are not given of a customer's record: what nothing there asks for, and what HQ's policy withholds.
// Blank in packs, changes and on sticks.
import { HOUSEHOLD_LABEL } from '#shared/engine/household.ts';
import type { Catalog } from '#shared/model/catalog.ts';
import type { Customer, CustomerFile } from '#shared/model/customer.ts';
import { FILE_FIELDS, type Policy } from '#shared/model/policy.ts';
import type { Database } from '#hub/db/database.ts';
import { readCatalog, readPolicy, readText } from '#hub/db/editions.ts';
import { askedFor, type FileField } from './needed.ts';

export type LeftOut = {
  /** Nothing at the branches asks for them. */
  readonly unasked: readonly FileField[];
  readonly withheld: Policy['withheld'];
};

/** @param catalog, policy null: there is none yet, and nothing asks */
export function leftOutBy(
  catalog: Pick<Catalog, 'offers' | 'labels'> | null,
  policy: Pick<Policy, 'care' | 'fileShown' | 'withheld'> | null,
): LeftOut {
  const asked = new Set(askedFor(catalog, policy).map(({ field }) => field));
  return {
    unasked: FILE_FIELDS.filter((field) => !asked.has(field)),
    withheld: policy?.withheld ?? [],
  };
}

/** Of the editions that were looked at last: branches are published one after the other. */
let last: { readonly of: string; readonly leftOut: LeftOut } | null = null;

/** By the catalog and the policy in force. */
export async function readLeftOut(db: Database): Promise<LeftOut> {
  const of = `${await readText(db, 'catalog')} ${await readText(db, 'policy')}`;
  if (last?.of !== of) {
    const [catalog = null, policy = null] = [await readCatalog(db), await readPolicy(db)];
    last = { of, leftOut: leftOutBy(catalog, policy) };
  }
  return last.leftOut;
}

/** The record as the branches get it. */
export function withhold(customer: Customer, { unasked, withheld }: LeftOut): Customer {
  const { idTail, file, score } = customer;
  return {
    ...customer,
    idTail: withheld.includes('idTail') ? '' : idTail,
    score: score && { ...score, labels: score.labels.filter((label) => label === HOUSEHOLD_LABEL) },
    file: file && fileWithout(file, new Set<string>([...unasked, ...withheld])),
  };
}

/** Null where nothing is left of it: the counter offers no empty file. */
function fileWithout(file: CustomerFile, out: ReadonlySet<string>): CustomerFile | null {
  const text = (name: Exclude<FileField, 'keyDates'>): string => (out.has(name) ? '' : file[name]);
  const left: CustomerFile = {
    occupation: text('occupation'),
    hobbies: text('hobbies'),
    householdIncome: text('householdIncome'),
    children: text('children'),
    health: text('health'),
    manager: text('manager'),
    keyDates: out.has('keyDates') ? [] : file.keyDates,
  };
  const isEmpty = FILE_FIELDS.every((name) => left[name].length === 0);
  return isEmpty ? null : left;
}
