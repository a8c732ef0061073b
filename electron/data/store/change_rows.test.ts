// What a change leaves in the tables is what a pack would have brought.
// oxlint-disable-next-line import/default -- a CommonJS module; its only export is the default one
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Customer } from '#shared/model/customer.ts';
import { customerToDoc } from '#shared/wire/customer_doc.ts';
import { PACK_INDEXES, PACK_TABLES } from '#shared/wire/pack_schema.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { createDriver, type WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';
import { applyRow, type Effect, textRow } from './change_rows.ts';

function emptyCache(): WritableDB {
  const binding = nativeBinding();
  const cache = createDriver(
    new Database(':memory:', binding === null ? {} : { nativeBinding: binding }),
  );
  cache.script(PACK_TABLES);
  cache.script(PACK_INDEXES);
  return cache;
}

const newEffect = (): Effect => ({
  digest: new Uint8Array(8),
  customers: 0,
  asOf: '',
  hasRecords: false,
});

/** As HQ writes it, or in another spelling. */
function put(cache: WritableDB, effect: Effect, one: Customer, isCanonical = true): void {
  const doc = customerToDoc(one) as unknown as Json;
  const id = String(one.id);
  const line = isCanonical
    ? `{"doc":${canonicalJson(doc)},"entity":"customer","id":"${id}"}`
    : JSON.stringify({ entity: 'customer', id, doc });
  applyRow(cache, textRow(line, { entity: 'customer', id, doc }), effect);
}

const tablesOf = (cache: WritableDB): unknown => [
  cache.all(sql`select * from customer order by id`),
  cache.all(sql`select * from reading order by customer, pinyin`),
];

const BEFORE = customer(1, {
  name: '曾乐',
  pinyin: 'zengle',
  initials: 'zl',
  phone: '13800138000',
});
const CHANGES: Readonly<Record<string, Partial<Customer>>> = {
  nothing: {},
  figures: { balance: 12_300 as Customer['balance'] },
  name: { name: '曾单', pinyin: 'zengdan', initials: 'zd' },
  'the reading of the name alone': { pinyin: 'zengyue', initials: 'zy' },
  phone: { phone: '+86 139 0013 9000' },
  account: { account: 'A-77' },
  'the end of the identity number': { idTail: '123x' },
  'what a hit shows': { area: '皋兰县', household: 7, birthYear: 1980 },
};

it.each(Object.entries(CHANGES))('follows a change of %s', (_, change) => {
  const after = customer(1, { ...BEFORE, ...change });
  for (const isCanonical of [true, false]) {
    const followed = emptyCache();
    const effect = newEffect();
    put(followed, effect, BEFORE);
    put(followed, effect, after, isCanonical);
    const fresh = emptyCache();
    const made = newEffect();
    put(fresh, made, after);
    expect(tablesOf(followed)).toEqual(tablesOf(fresh));
    expect(effect).toEqual(made);
    followed.close();
    fresh.close();
  }
});

it('takes a customer away with all readings of the name', () => {
  const cache = emptyCache();
  const effect = newEffect();
  put(cache, effect, BEFORE);
  applyRow(cache, { entity: 'customer', id: '1', doc: null, text: 'null' }, effect);
  expect(tablesOf(cache)).toEqual([[], []]);
  expect(effect).toMatchObject({ customers: 0, digest: new Uint8Array(8) });
  cache.close();
});
