import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { retentionOf } from './retention.ts';
import { retentionReason } from './retention_reason.ts';

const TERMS = {
  directRevenue: fen(5_400),
  indirectRevenue: fen(0),
  directCost: fen(2_000),
  indirectCost: fen(540),
  systemCost: fen(100),
  involuntary: false,
  equalWithin: fen(0),
};

test('says the verdict with the customer’s own figures, and what was not counted', () => {
  expect(retentionReason(retentionOf(TERMS), 'CNY')).toEqual({
    zh: '值得留：留住可得毛利54元，挽留成本26.40元；口碑和市场份额不计入',
    en: 'Worth keeping: keeping them brings a margin of ¥54; retaining costs ¥26.40; word of mouth and market share not included',
  });
});

test('names the household where it counts', () => {
  const linked = { ...TERMS, directRevenue: fen(1_800), indirectRevenue: fen(4_500) };
  const reason = retentionReason(retentionOf(linked), 'CNY');
  expect(reason.zh).toContain('连同家人算，值得留：留住可得毛利18元，家人连带45元');
  expect(reason.en).toContain('the household ¥45 more');
});

test('gives up on those who do not pay', () => {
  const gone = { ...TERMS, directRevenue: fen(0), involuntary: true };
  expect(retentionReason(retentionOf(gone), 'INR').zh).toBe(
    '不必挽留：预计没有收入，挽留成本26.40卢比',
  );
});
