// Puts the rows of one change into the cache and follows the digest.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { ChangeRow, Entity } from '#shared/wire/change.ts';
import type { CustomerDoc } from '#shared/wire/customer_doc.ts';
import { foldIntoDigest, rowHashText } from '#shared/wire/digest.ts';
import {
  CUSTOMER_COLUMNS,
  CUSTOMER_SOURCES,
  customerReadings,
  customerSources,
  customerValues,
  PACK_INSERTS,
} from '#shared/wire/pack_schema.ts';
import type { WritableDB } from '../db/driver.ts';
import { sql, sqlOf, type SqlValue } from '../db/sql.ts';

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

/** A row and its document's canonical text: as HQ wrote it, or written anew. */
export type TextRow = ChangeRow & { readonly text: string };

/**
 * One line of a change. HQ writes rows in canonical JSON, so the document is a piece of the line; were it not, the
 * digest would not be the one that HQ signed.
 */
export function textRow(line: string, row: ChangeRow): TextRow {
  const end = `,"entity":"${row.entity}","id":${JSON.stringify(row.id)}}`;
  const isAsWritten = line.startsWith(BEGIN) && line.endsWith(end);
  const text = isAsWritten
    ? line.slice(BEGIN.length, -end.length)
    : canonicalJson((row.doc ?? null) as Json);
  return { ...row, text };
}

const BEGIN = '{"doc":';

/** Call inside a transaction of the cache's writer. @throws when the row does not fit the tables */
export function applyRow(cache: WritableDB, row: TextRow, effect: Effect): void {
  if (row.entity === 'customer') applyCustomer(cache, row, effect);
  else applyRecord(cache, row, effect);
}

function applyRecord(cache: WritableDB, { entity, id, doc, text }: TextRow, effect: Effect): void {
  const before = cache.get<{ hash: Buffer }>(
    sql`select hash from record where entity = ${entity} and id = ${id}`,
  );
  if (before !== undefined) foldIntoDigest(effect.digest, before.hash);
  if (!READ_ON_DEMAND.has(entity)) effect.hasRecords = true;
  if (doc === null) {
    cache.run(sql`delete from record where entity = ${entity} and id = ${id}`);
    return;
  }
  const hash = hashOf(entity, id, text);
  foldIntoDigest(effect.digest, hash);
  cache.run(sql`
    insert into record (entity, id, doc, hash) values (${entity}, ${id}, ${text}, ${hash})
    on conflict (entity, id) do update set doc = excluded.doc, hash = excluded.hash`);
}

function applyCustomer(cache: WritableDB, { id, doc, text }: TextRow, effect: Effect): void {
  const number = Number(id);
  const before = cache.get<{ hash: Buffer } & Record<string, SqlValue>>(readSources(number));
  if (before !== undefined) foldIntoDigest(effect.digest, before.hash);
  if (doc === null) {
    cache.run(sql`delete from customer where id = ${number}`);
    cache.run(sql`delete from reading where customer = ${number}`);
    if (before !== undefined) effect.customers -= 1;
    return;
  }
  const hash = hashOf('customer', id, text);
  foldIntoDigest(effect.digest, hash);
  // Signed by HQ: the tables check the columns' types, `readCustomer` the whole document.
  const customer = doc as CustomerDoc;
  if (customer.asOf > effect.asOf) effect.asOf = customer.asOf;
  const sources = customerSources(customer);
  const isSame =
    customer.id === number &&
    before !== undefined &&
    CUSTOMER_SOURCES.every((name, index) => before[name] === sources[index]);
  if (isSame) {
    // Most changes move figures only: what is looked up by stays as it is, and so do its indexes.
    cache.run(sql`update customer set doc = ${text}, hash = ${hash} where id = ${number}`);
    return;
  }
  cache.run(putCustomer(...customerValues(customer), text, hash));
  cache.run(sql`delete from reading where customer = ${customer.id}`);
  for (const each of customerReadings(customer)) cache.run(putReading(customer.id, ...each));
  if (before === undefined) effect.customers += 1;
}

const hashOf = (entity: Entity, id: string, text: string): Buffer =>
  createHash('sha256')
    .update(rowHashText(entity, id, text))
    .digest()
    .subarray(0, 8);

const readSources = sqlOf(`select hash, ${CUSTOMER_SOURCES.join(', ')} from customer where id = ?`);

const putCustomer = sqlOf(`${PACK_INSERTS.customer}
    on conflict (id) do update set
      ${CUSTOMER_COLUMNS.filter((each) => each !== 'id')
        .map((each) => `${each} = excluded.${each}`)
        .join(', ')},
      doc = excluded.doc, hash = excluded.hash`);

const putReading = sqlOf(PACK_INSERTS.reading);
