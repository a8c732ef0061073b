// A branch of a million customers as HQ would publish it. Making it takes minutes, so the file is kept while its form is that of today.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { day } from '#shared/base/month.ts';
import { keyPragmas } from '#shared/wire/cipher.ts';
import { customerDocSchema, customerToDoc, docToCustomer } from '#shared/wire/customer_doc.ts';
import { rowHashInput } from '#shared/wire/digest.ts';
import {
  CUSTOMER_COLUMNS,
  customerValues,
  PACK_INDEXES,
  PACK_TABLES,
} from '#shared/wire/pack_schema.ts';
import { PACK_SCHEMA_VERSION } from '#shared/wire/protocol.ts';
import { generateCustomers } from '#hub/demo/customers.ts';
import { demoBranches } from '#hub/demo/places.ts';
import type { BranchRow } from '#hub/publish/branch_rows.ts';
import { openPackBuilder } from '#hub/publish/pack_builder.ts';
import type { Customer } from '#shared/model/customer.ts';
import { BRANCH, CATALOG, GIFTS, POLICY, STAFF } from '#tests/fixtures/branch.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { ROOT } from '#tools/setup/paths.mjs';

export const PACK_KEY = 'a'.repeat(64);

/** Path of the pack file: `cache-1.db` in a folder of its own. */
export function millionCustomers(count: number): string {
  const file = join(ROOT, 'dist', 'bench', `pack-${count}`, 'cache-1.db');
  if (existsSync(file) && isOfToday(file)) return file;
  const part = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  rmSync(part, { force: true });
  console.error(`making a pack of ${count} customers ...`);
  const builder = openPackBuilder(part, PACK_KEY);
  const records = [
    ['branch', 'current', BRANCH],
    ['catalog', 'current', CATALOG],
    ['policy', 'current', POLICY],
    ...STAFF.map((member) => ['staff', member.id, member] as const),
    ...GIFTS.map((gift) => ['gift', gift.id, gift] as const),
  ] as const;
  for (const [entity, id, doc] of records) {
    builder.add(entity, [toRow(entity, id, doc, null)]);
  }
  for (const customer of customers(count)) {
    const doc = customerToDoc(customer);
    builder.add('customer', [toRow('customer', String(customer.id), doc, customer)]);
  }
  builder.finish({
    branch: BRANCH.code,
    number: '1',
    schema: String(PACK_SCHEMA_VERSION),
    digest: '0'.repeat(16),
    as_of: '2026-10-31',
    issued_at: '0',
    customers: String(count),
  });
  renameSync(part, file);
  return file;
}

/** Its tables and indexes are the schema's, its columns those that the schema makes of its documents. */
function isOfToday(file: string): boolean {
  const binding = nativeBinding();
  const db = new Database(file, binding === null ? {} : { nativeBinding: binding });
  try {
    for (const pragma of keyPragmas(PACK_KEY)) db.pragma(pragma);
    const stored = db
      .prepare<unknown[], string>('select lower(sql) from sqlite_master where sql is not null')
      .pluck()
      .all();
    const wanted = `${PACK_TABLES}${PACK_INDEXES}`.split(';').map((each) => each.trim());
    if (!wanted.every((each) => each === '' || stored.includes(each.toLowerCase()))) return false;
    const version = db.prepare<unknown[], string>(`select value from meta where key = 'schema'`);
    if (version.pluck().get() !== String(PACK_SCHEMA_VERSION)) return false;
    return db
      .prepare<unknown[], { readonly doc: string }>(
        `select ${CUSTOMER_COLUMNS.join(', ')}, doc from customer where id <= 200`,
      )
      .all()
      .every(
        ({ doc, ...columns }) =>
          JSON.stringify(Object.values(columns)) ===
          JSON.stringify(customerValues(docToCustomer(customerDocSchema.parse(JSON.parse(doc))))),
      );
  } catch {
    return false;
  } finally {
    db.close();
  }
}

function customers(count: number): Iterable<Customer> {
  const [branch] = demoBranches(1);
  if (branch === undefined) throw new Error('the demo has no branch');
  return generateCustomers({ seed: 1, count, branch, today: day('2026-11-18') });
}

function toRow(
  entity: Parameters<typeof rowHashInput>[0],
  id: string,
  doc: unknown,
  customer: Customer | null,
): BranchRow {
  const hash = createHash('sha256')
    .update(rowHashInput(entity, id, doc as Json))
    .digest();
  return {
    id,
    order: customer?.id ?? 0,
    text: canonicalJson(doc as Json),
    hash: hash.subarray(0, 8),
    customer,
  };
}
