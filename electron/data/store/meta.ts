// The cache's own facts: whose it is, up to which change, and its digest.
import { type Day, isDay } from '#shared/base/month.ts';
import type { META_KEYS } from '#shared/wire/pack_schema.ts';
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

export type Meta = {
  readonly branch: string;
  /** Last change that the cache holds. */
  readonly number: number;
  readonly schema: number;
  /** 16 hex digits. */
  readonly digest: string;
  readonly asOf: Day | null;
  readonly customers: number;
};

type MetaKey = (typeof META_KEYS)[number];

/** @throws when a key is missing. */
export function readMeta(cache: ReadableDB): Meta {
  const rows = cache.all<{ key: string; value: string }>(sql`select key, value from meta`);
  const values = new Map(rows.map((row) => [row.key, row.value]));
  const need = (key: MetaKey): string => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`the cache has no meta row ${key}`);
    return value;
  };
  const asOf = need('as_of');
  return {
    branch: need('branch'),
    number: Number(need('number')),
    schema: Number(need('schema')),
    digest: need('digest'),
    asOf: isDay(asOf) ? asOf : null,
    customers: Number(need('customers')),
  };
}

export function writeMeta(cache: WritableDB, key: MetaKey, value: string): void {
  cache.run(sql`
    insert into meta (key, value) values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`);
}
