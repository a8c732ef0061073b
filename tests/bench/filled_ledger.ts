// A month of visits in the ledger of an enrolled computer, put there while the app is closed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { openLedger } from '#electron/data/db/open_ledger.ts';
import { ledgerPath } from '#electron/data/device.ts';
import type { Secrets } from '#electron/port/parent.ts';
import { addDays, type Day } from '#shared/base/month.ts';
import { nativeBinding } from '#tests/fixtures/native.ts';
import { MORE, VISITS } from './manager_looks.ts';
import { toldVisits } from './told_visits.ts';

const DAYS = 30;

/** The key of the ledger, as the app itself opens it. */
export async function secretsOf(electron: ElectronApplication, data: string): Promise<Secrets> {
  const { sealed } = JSON.parse(readFileSync(join(data, 'device.key'), 'utf8')) as {
    sealed: string;
  };
  const text = await electron.evaluate(
    ({ safeStorage }, base64) => safeStorage.decryptString(Buffer.from(base64, 'base64')),
    sealed,
  );
  return JSON.parse(text) as Secrets;
}

/** @returns how many visits the month of the last day has */
export function fillDays(
  data: string,
  { device, ledgerKey }: Secrets,
  last: Day,
  customers: number,
): number {
  const file = ledgerPath(data, device);
  const opened = openLedger({ file, key: ledgerKey, nativeBinding: nativeBinding() });
  if (!opened.ok) throw new Error(opened.error.type);
  const told = toldVisits(customers);
  let ofMonth = 0;
  for (let back = DAYS - 1; back >= 0; back -= 1) {
    const day = addDays(last, -back);
    const count = back === 0 ? VISITS : VISITS + MORE + back;
    told.day(opened.value, day, count);
    if (day.slice(0, 7) === last.slice(0, 7)) ofMonth += count;
  }
  opened.value.close();
  return ofMonth;
}
