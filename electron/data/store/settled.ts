// What HQ found of the branch's claims in the operator's log, and what its sentences really brought.
import type { Day } from '#shared/base/month.ts';
import { type EffectFigure, effectFigureSchema } from '#shared/model/effect_figure.ts';
import { type SettledDay, settledDaySchema } from '#shared/model/settled.ts';
import type { ReadableDB } from '../db/driver.ts';
import { sql } from '../db/sql.ts';

/** Undefined: HQ knows of no claim of that day. */
export function readSettledDay(cache: ReadableDB, day: Day): SettledDay | undefined {
  const row = cache.get<{ doc: string }>(
    sql`select doc from record where entity = 'settled' and id = ${day}`,
  );
  return row && settledDaySchema.parse(JSON.parse(row.doc));
}

/** By visit. */
export const settledByVisit = (
  cache: ReadableDB,
  day: Day,
): ReadonlyMap<string, SettledDay['claims'][number]> =>
  new Map((readSettledDay(cache, day)?.claims ?? []).map((claim) => [claim.visit, claim]));

/** Visits with money that HQ looked for in the log and did not find, and that claim nothing. */
export const unpaidOf = (cache: ReadableDB, day: Day): readonly string[] =>
  readSettledDay(cache, day)?.unpaid ?? [];

/** Those by which the day is another than what it said before. */
export const changedSince = (cache: ReadableDB, day: Day): readonly string[] =>
  readSettledDay(cache, day)?.before?.changed ?? [];

/** Undefined: HQ measured nothing yet. */
export function readEffectFigure(cache: ReadableDB): EffectFigure | undefined {
  const row = cache.get<{ doc: string }>(
    sql`select doc from record where entity = 'effect' and id = 'current'`,
  );
  return row && effectFigureSchema.parse(JSON.parse(row.doc));
}
