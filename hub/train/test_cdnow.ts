// The buyers of CDNOW, on whom the lifetime models were published, for tests: from the text, and as summed up.
import { readFileSync } from 'node:fs';
import { type Day, day, daysBetween } from '#shared/base/month.ts';

const FOLDER = '../shared/data';
const LAST_OF_CALIBRATION = day('1997-09-30');
const LAST_OF_HOLDOUT = day('1998-06-30');

export type Buyer = {
  readonly id: number;
  /** First day of buying. */
  readonly start: Day;
  /** Weeks; calibration up to 1997-09-30. */
  readonly repeats: number;
  readonly lastAt: number;
  readonly age: number;
  /** Mean of the repeat purchases, dollars; 0 without any. */
  readonly mean: number;
  /** Days with a purchase in the 39 weeks after. */
  readonly bought: number;
};

/** What one bought on one day is one purchase. */
export function readBuyers(): readonly Buyer[] {
  const byBuyer = new Map<number, Map<Day, number>>();
  for (const line of linesOf('cdnow_sample.txt')) {
    const [, id = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
    const on = day(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`);
    const days = byBuyer.get(Number(id)) ?? new Map<Day, number>();
    days.set(on, (days.get(on) ?? 0) + Math.round(Number(dollars) * 100));
    byBuyer.set(Number(id), days);
  }
  return [...byBuyer].map(([id, days]) => toBuyer(id, days));
}

function toBuyer(id: number, cents: ReadonlyMap<Day, number>): Buyer {
  const days = [...cents.keys()].toSorted();
  const seen = days.filter((on) => on <= LAST_OF_CALIBRATION);
  const [start, last] = [seen[0], seen.at(-1)];
  if (!start || !last) throw new Error(`buyer ${id} came after the calibration`);
  const repeats = seen.slice(1);
  const spent = repeats.reduce((sum, on) => sum + (cents.get(on) ?? 0), 0);
  return {
    id,
    start,
    repeats: repeats.length,
    lastAt: daysBetween(start, last) / 7,
    age: daysBetween(start, LAST_OF_CALIBRATION) / 7,
    mean: repeats.length === 0 ? 0 : spent / repeats.length / 100,
    bought: days.filter((on) => on > LAST_OF_CALIBRATION && on <= LAST_OF_HOLDOUT).length,
  };
}

/** `ID,x,t_x,T,zbar` as published, with two decimals. */
export const readSummary = (): readonly (readonly number[])[] =>
  linesOf('cdnow_sample.summary.csv')
    .slice(1)
    .map((line) => line.split(',').map(Number));

const linesOf = (file: string): readonly string[] =>
  readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split(/\r?\n/);

export const HOLDOUT_WEEKS = daysBetween(LAST_OF_CALIBRATION, LAST_OF_HOLDOUT) / 7;
