import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { addMonths, day, month } from '#shared/base/month.ts';
import type { UsageMonth } from '#shared/model/customer.ts';
import { bandsOf, consumptionGroup, behaviourGroup } from './bands.ts';
import { BEHAVIOUR_GROUP_NAMES, CONSUMPTION_GROUP_NAMES, groupName } from './group_name.ts';

const YUAN = bandsOf(null, 'CNY');

test('54 groups, each with a name of its own in both languages', () => {
  for (const names of [CONSUMPTION_GROUP_NAMES, BEHAVIOUR_GROUP_NAMES]) {
    expect(Object.keys(names)).toHaveLength(27);
    for (const language of ['zh', 'en'] as const) {
      expect(new Set(Object.values(names).map((name) => name[language])).size).toBe(27);
    }
  }
  expect(groupName('consumption', 'A2R3D2')).toEqual({
    zh: '中年·高消费·中流量',
    en: 'middle-aged, high spend, middle data',
  });
  expect(groupName('behaviour', 'R3F1V2').zh).toBe('近期来过·偶尔·中额');
  expect(groupName('value', 'netizen').zh).toBe('网络型');
  expect(groupName('value', 'other')).toEqual({ zh: 'other', en: 'other' });
});

test.each([
  [34, 4_999, 5 * 1024 - 1, 'A1R1D1'],
  [35, 5_000, 5 * 1024, 'A2R2D2'],
  [59, 9_999, 20 * 1024 - 1, 'A2R2D2'],
  [60, 10_000, 20 * 1024, 'A3R3D3'],
])('age %i, %i fen, %i MB: %s', (age, arpu, dou3, code) => {
  expect(consumptionGroup({ age, arpu3: fen(arpu), dou3 }, YUAN)).toBe(code);
});

test('what is not known is no group', () => {
  expect(consumptionGroup({ age: null, arpu3: fen(1), dou3: 1 }, YUAN)).toBeNull();
  expect(consumptionGroup({ age: 30, arpu3: null, dou3: 1 }, YUAN)).toBeNull();
});

test('everybody of whom age, spend and data are known is in one of the 27', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), amount, amount, (age, arpu, dou3) => {
      const code = consumptionGroup({ age, arpu3: fen(arpu), dou3 }, YUAN) ?? '';
      expect(Object.hasOwn(CONSUMPTION_GROUP_NAMES, code)).toBe(true);
    }),
  );
});

/** Oldest first, ending with October 2026; each month with so many top-ups of 60 yuan. */
const months = (...counts: readonly number[]): UsageMonth[] =>
  counts.map((count, index) => ({
    month: addMonths(month('2026-10'), index - counts.length + 1),
    spend: fen(0),
    voiceMinutes: 0,
    dataKb: 0,
    topUp: fen(count * 6_000),
    topUpCount: count,
    lastTopUp: fen(0),
  }));
const asOf = day('2026-10-31');
const byTopUps = (...counts: readonly number[]) =>
  behaviourGroup({ asOf, months: months(...counts) }, null, YUAN);

test('without visits, behaviour is that of the top-ups', () => {
  expect(byTopUps(1, 1, 1, 1)).toBe('R3F2V2');
  expect(byTopUps(2, 2, 2, 2)).toBe('R3F3V2');
  expect(byTopUps(1, 1, 1, 0)).toBe('R2F1V2');
  expect(byTopUps(2, 0, 0)).toBe('R2F1V2');
  expect(byTopUps(2, 0, 0, 0)).toBe('R1F1V2');
  // Three months without any say it; fewer may be a source that does not tell.
  expect(byTopUps(0, 0, 0)).toBe('R1F1V1');
  expect(byTopUps(0, 0)).toBeNull();
  expect(byTopUps()).toBeNull();
});

test('nobody is in a low band because of what is not known', () => {
  const open = months(0, 0, 0, 0).map((row) => ({ ...row, topUp: null, topUpCount: null }));
  const amounts = months(1, 1, 1).map((row) => ({ ...row, topUpCount: null }));
  expect(behaviourGroup({ asOf, months: open }, null, YUAN)).toBeNull();
  expect(behaviourGroup({ asOf, months: amounts }, null, YUAN)).toBeNull();
});

test('recorded visits go before top-ups', () => {
  const visits = { last: day('2026-08-01'), count: 6, months: 6, meanPrepaid: 12_000 };
  const by = (changes: Partial<typeof visits>) =>
    behaviourGroup({ asOf, months: months(0, 0, 0) }, { ...visits, ...changes }, YUAN);
  expect(by({})).toBe('R2F2V3');
  expect(by({ last: day('2026-10-01'), count: 5 })).toBe('R3F1V3');
  // No visit tells an amount: the top-ups do, or nobody.
  const unpaid = { ...visits, meanPrepaid: null };
  expect(behaviourGroup({ asOf, months: months(9) }, unpaid, YUAN)).toBe('R2F2V2');
  expect(behaviourGroup({ asOf, months: months(0) }, unpaid, YUAN)).toBe('R2F2V1');
  const open = months(0).map((row) => ({ ...row, topUp: null, topUpCount: null }));
  expect(behaviourGroup({ asOf, months: open }, unpaid, YUAN)).toBeNull();
});
