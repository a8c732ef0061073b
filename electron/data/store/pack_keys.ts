// Keys of the branch's packs and changes that HQ handed over since enrolment, by epoch.
import type { ReadableDB, WritableDB } from '../db/driver.ts';
import { readSetting, writeSetting } from './settings.ts';

/** 64 hex digits each. */
export function readPackKeys(ledger: ReadableDB): ReadonlyMap<number, string> {
  const text = readSetting(ledger, 'pack-keys');
  return new Map(text === null ? [] : (JSON.parse(text) as readonly [number, string][]));
}

export const writePackKeys = (ledger: WritableDB, keys: ReadonlyMap<number, string>): void =>
  writeSetting(ledger, 'pack-keys', JSON.stringify([...keys]));
