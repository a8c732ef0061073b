// Small facts of the device that outlive a restart.
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

type SettingKey =
  | 'last-contact'
  | 'contact-ahead-seen'
  | 'outbox-floor'
  /** SHA-256 of the last batch of events that HQ answered. */
  | 'last-batch'
  /** No new event takes a sequence up to this one: HQ holds them of a later state of this ledger. */
  | 'sequence-floor'
  /** Events that this ledger lacks, and how many of them HQ surely holds. */
  | 'put-back'
  | 'put-back-held'
  /** JSON: ids of lottery leases of which draws may be missing here. */
  | 'closed-leases'
  /** HQ revoked this computer, by its signature: when that was heard, UTC ms. */
  | 'revoked-at'
  /** JSON: keys of packs and changes by epoch, as HQ handed them over. */
  | 'pack-keys'
  /** What a ledger knew of earlier losses went with its settings. */
  | 'blind'
  /** JSON: how many pieces of each gift this device may give, as HQ last told. */
  | 'gift-share'
  /** Letters to HQ that were written to a stick are numbered; up to which sequence they told, and when the last was written. */
  | 'letter-number'
  | 'exported-through'
  | 'exported-at'
  /** When HQ wrote the newest letter that was read here, by its clock. */
  | 'hq-letter-at'
  /** The highest number that the cache ever had: nothing older is taken from a stick. */
  | 'highest-number'
  /** The policy's `maxOfflineDays`, empty for none: a start does not read the policy. */
  | 'max-offline-days'
  /** The policy's `requireProtectedKeyStore`, 1 or 0, for the same reason. */
  | 'protected-keys'
  /** The policy's `people.idleMinutes`, for the same reason. */
  | 'idle-minutes'
  /** As the manager chose it; the policy's stay the most. */
  | 'own-idle-minutes'
  /** By HQ's clock, the newest that it told of the other devices. */
  | 'told-at'
  /** JSON: the latest business day up to a sequence, without those of a clock that ran ahead. */
  | 'day-floor'
  /** The branch's other devices, as HQ last told of them. */
  | 'told-of'
  /** JSON by gift: what this device gave in entries that its ledger lacks. */
  | 'gifts-lost'
  /** JSON: names or addresses of the branch's other computers, as the manager gave them. */
  | 'neighbour-hosts'
  /** Where this computer's slips are printed, as the manager gave it; empty for nowhere. */
  | 'printer'
  /** JSON: staff who have seen the first look at the errand. */
  | 'tour-seen'
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

const tourSeen = (ledger: ReadableDB): readonly string[] =>
  JSON.parse(readSetting(ledger, 'tour-seen') ?? '[]') as string[];

export const hasSeenTour = (ledger: ReadableDB, staff: string): boolean =>
  tourSeen(ledger).includes(staff);

export const noteTourSeen = (ledger: WritableDB, staff: string): void =>
  writeSetting(ledger, 'tour-seen', JSON.stringify([...new Set([...tourSeen(ledger), staff])]));

export const printerOf = (ledger: ReadableDB): string | null =>
  readSetting(ledger, 'printer') || null;
