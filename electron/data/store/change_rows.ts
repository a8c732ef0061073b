// Puts the rows of one change into the cache and follows the digest.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { ChangeRow } from '#shared/wire/change.ts';
import type { CustomerDoc } from '#shared/wire/customer_doc.ts';
import { foldIntoDigest, rowHashInput } from '#shared/wire/digest.ts';
import {
  CUSTOMER_COLUMNS,
  customerReadings,
  customerValues,
  PACK_INSERTS,
} from '#shared/wire/pack_schema.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql, sqlOf } from '../db/sql.ts';

/** What one change did, besides its rows. */
export type Effect = {
  /** 8 bytes; changed in place. */
  readonly digest: Uint8Array;
  /** Customers added less those taken away. */
  customers: number;
  /** The latest day that a put customer's figures speak of. */
  asOf: string;
  /** Records changed that are kept in memory: they are to be read anew. */
  hasRecords: boolean;
};

/** Read when they are asked for, one at a time; all other records are kept in memory. */
const READ_ON_DEMAND: ReadonlySet<ChangeRow['entity']> = new Set(['customer', 'care', 'heard']);

/** Call inside a transaction of the cache's writer. @throws when the row does not fit the tables */
export function applyRow(cache: WritableDB, row: ChangeRow, effect: Effect): void {
  const before = hashOfRow(cache, row);
  if (before !== undefined) foldIntoDigest(effect.digest, before);
  if (!READ_ON_DEMAND.has(row.entity)) effect.hasRecords = true;
  if (row.doc === null) {
    if (row.entity === 'customer') {
      cache.run(sql`delete from customer where id = ${Number(row.id)}`);
      cache.run(sql`delete from reading where customer = ${Number(row.id)}`);
      if (before !== undefined) effect.customers -= 1;
    } else {
      cache.run(sql`delete from record where entity = ${row.entity} and id = ${row.id}`);
    }
    return;
  }
  const doc = row.doc as Json;
  const hash = createHash('sha256')
    .update(rowHashInput(row.entity, row.id, doc))
    .digest()
    .subarray(0, 8);
  foldIntoDigest(effect.digest, hash);
  if (row.entity !== 'customer') {
    cache.run(sql`
      insert into record (entity, id, doc, hash)
      values (${row.entity}, ${row.id}, ${canonicalJson(doc)}, ${hash})
      on conflict (entity, id) do update set doc = excluded.doc, hash = excluded.hash`);
    return;
  }
  // Signed by HQ: the tables check the columns' types, `readCustomer` the whole document.
  const customer = row.doc as CustomerDoc;
  cache.run(putCustomer(...customerValues(customer), canonicalJson(doc), hash));
  cache.run(sql`delete from reading where customer = ${customer.id}`);
  for (const { pinyin, initials, given } of customerReadings(customer)) {
    cache.run(putReading(customer.id, pinyin, initials, given));
  }
  if (before === undefined) effect.customers += 1;
  if (customer.asOf > effect.asOf) effect.asOf = customer.asOf;
}

const putCustomer = sqlOf(`${PACK_INSERTS.customer}
    on conflict (id) do update set
      ${CUSTOMER_COLUMNS.filter((each) => each !== 'id')
        .map((each) => `${each} = excluded.${each}`)
        .join(', ')},
      doc = excluded.doc, hash = excluded.hash`);

const putReading = sqlOf(PACK_INSERTS.reading);

function hashOfRow(cache: ReadableDB, row: ChangeRow): Buffer | undefined {
  const found =
    row.entity === 'customer'
      ? cache.get<{ hash: Buffer }>(sql`select hash from customer where id = ${Number(row.id)}`)
      : cache.get<{ hash: Buffer }>(
          sql`select hash from record where entity = ${row.entity} and id = ${row.id}`,
        );
  return found?.hash;
}
