// What HQ published of a day, and of the effect, as the cache has it.
import { expect, it } from 'vitest';
import { day } from '#shared/base/month.ts';
import { openTestLedger } from '#tests/fixtures/ledger.ts';
import { sql } from '../db/sql.ts';
import { readEffectFigure, readSettledDay } from './settled.ts';

const SETTLED = { day: '2026-10-12', logThrough: null, before: null, claims: [] };
const EFFECT = {
  from: null,
  to: null,
  days: 30,
  basis: 'log',
  result: { type: 'below-floor', said: 40, heldOut: 2, floor: 100, moreCustomers: 1_960 },
};

it('reads the day and the figure that were published, and nothing where there is none', () => {
  const cache = openTestLedger();
  cache.script(`
    create table record (entity text, id text, doc text, hash blob, primary key (entity, id))`);
  expect(readSettledDay(cache, day('2026-10-12'))).toBeUndefined();
  expect(readEffectFigure(cache)).toBeUndefined();
  cache.run(sql`
    insert into record (entity, id, doc, hash)
    values ('settled', '2026-10-12', ${JSON.stringify(SETTLED)}, x'00'),
      ('effect', 'current', ${JSON.stringify(EFFECT)}, x'00')`);
  expect(readSettledDay(cache, day('2026-10-12'))).toEqual(SETTLED);
  expect(readSettledDay(cache, day('2026-10-13'))).toBeUndefined();
  // Published before there were hints.
  expect(readEffectFigure(cache)).toEqual({ ...EFFECT, hints: { told: 0, found: [] } });
});
