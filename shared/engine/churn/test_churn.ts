// Customers and a model for the tests of the churn engine.
import { fen } from '#shared/base/money.ts';
import { day, month } from '#shared/base/month.ts';
import type { LogisticModel, ModelColumn } from '#shared/model/churn_model.ts';
import type { Customer, UsageMonth } from '#shared/model/customer.ts';

/** A month of 2026, by its number. */
export const usageOf = (number: number, changes: Partial<UsageMonth> = {}): UsageMonth => ({
  month: month(`2026-${String(number).padStart(2, '0')}`),
  spend: fen(5_000),
  voiceMinutes: 100,
  dataKb: 2_048 * 1_024,
  topUp: fen(5_000),
  topUpCount: 1,
  lastTopUp: fen(5_000),
  ...changes,
});

/** By default five months to the end of October 2026. */
export const customerOf = (changes: Partial<Customer> = {}): Customer => ({
  id: 1,
  account: 'A1',
  phone: '',
  name: '',
  pinyin: '',
  initials: '',
  idTail: '',
  area: '',
  birthYear: null,
  since: day('2020-05-20'),
  plan: null,
  contractEnd: null,
  balance: fen(1_000),
  arrears: fen(0),
  points: 10,
  household: null,
  holdings: [],
  lastComplaint: null,
  optedOut: false,
  consent: null,
  blacklisted: false,
  months: [6, 7, 8, 9, 10].map((number) => usageOf(number)),
  asOf: day('2026-10-31'),
  score: null,
  file: null,
  ...changes,
});

export const columnOf = (code: string, weight: number): ModelColumn => ({
  code,
  transform: 'plain',
  low: -1e6,
  high: 1e6,
  mean: 0,
  scale: 1,
  weight,
  blank: null,
});

export const modelOf = (columns: readonly ModelColumn[]): LogisticModel => ({
  version: 'churn-test',
  trainedAt: day('2026-10-31'),
  intercept: -2,
  columns: [...columns],
  lambda: 1,
  calibration: { slope: 1, intercept: 0 },
  metrics: {
    rows: 1_000,
    positives: 120,
    auc: 0.9,
    bestColumn: { name: 'voice-fall', auc: 0.8 },
    brier: 0.05,
    calibrationError: 0.01,
    calibrationLimit: 0.03,
    deciles: [],
  },
});
