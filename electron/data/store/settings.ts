// Small facts of the device that outlive a restart.
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type SettingKey =
  | 'last-contact'
  | 'outbox-floor'
  /** No new event takes a sequence up to this one: HQ holds them of a later state of this ledger. */
  | 'sequence-floor'
  /** Events that HQ holds and this ledger lacks. */
  | 'put-back'
  /** JSON: ids of lottery leases of which draws may be missing here. */
  | 'closed-leases'
  /** JSON: how many pieces of each gift this device may give, as HQ last told. */
  | 'gift-share'
  /** The branch's other devices, as HQ last told of them. */
  | 'told-of'
  /** `visit_row` follows the own events up to this sequence, and the told ones up to this arrival. */
  | 'visit-rows-own'
  | 'visit-rows-told';

export const readSetting = (ledger: ReadableDB, key: SettingKey): string | null =>
  ledger.get<{ value: string }>(sql`select value from setting where key = ${key}`)?.value ?? null;

export const writeSetting = (ledger: WritableDB, key: SettingKey, value: string): void => {
  ledger.run(sql`
    insert into setting (key, value) values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`);
};
