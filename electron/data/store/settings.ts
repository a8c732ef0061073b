// Small facts of the device that outlive a restart.
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type SettingKey = 'last-contact' | 'outbox-floor';

export const readSetting = (ledger: ReadableDB, key: SettingKey): string | null =>
  ledger.get<{ value: string }>(sql`select value from setting where key = ${key}`)?.value ?? null;

export const writeSetting = (ledger: WritableDB, key: SettingKey, value: string): void => {
  ledger.run(sql`
    insert into setting (key, value) values (${key}, ${value})
    on conflict (key) do update set value = excluded.value`);
};
