// Key dates, the end of the contract, the quarterly visit.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, daysBetween, NO_END } from '#shared/base/month.ts';
import { careSchema } from '#shared/model/care.ts';
import type { CustomerFile, KeyDateKind, Score } from '#shared/model/customer.ts';
import type { CarePolicy } from '#shared/model/policy.ts';
import { type CaredFor, careOfCustomer } from './care_of_customer.ts';

const POLICY: CarePolicy = {
  keyDateDays: 3,
  expiryDays: [30, 7],
  visitEveryDays: 90,
  touchPoints: ['phone'],
};
const TODAY = day('2026-11-21');

const fileOf = (...keyDates: readonly (readonly [KeyDateKind, string])[]): CustomerFile => ({
  occupation: '',
  hobbies: '',
  householdIncome: '',
  children: '',
  health: '',
  manager: '',
  keyDates: keyDates.map(([kind, on]) => ({ kind, on })),
});
const customer = (fields: Partial<CaredFor> = {}): CaredFor => ({
  id: 1234,
  optedOut: false,
  consent: null,
  blacklisted: false,
  contractEnd: null,
  file: null,
  ...fields,
});
const PLAIN: Pick<Score, 'valueGroup' | 'risks'> = { valueGroup: 'basic', risks: [] };
const FULL: Pick<Score, 'valueGroup' | 'risks'> = { valueGroup: 'full-service', risks: [] };

const ids = (fields: Partial<CaredFor>, from: Day, days: number, score = PLAIN) =>
  careOfCustomer(customer(fields), score, POLICY, from, days).map(({ id }) => id);

describe('key dates', () => {
  test('the branch is reminded days before, of every year', () => {
    const file = fileOf(['birthday', '11-28'], ['wedding', '01-02']);
    const found = careOfCustomer(customer({ file }), PLAIN, POLICY, TODAY, 53);
    expect(found).toEqual([
      {
        id: '2026-11-25.1234.birthday',
        customer: 1234,
        due: '2026-11-25',
        kind: 'key-date',
        keyDate: 'birthday',
        about: '2026-11-28',
      },
      {
        id: '2026-12-30.1234.wedding',
        customer: 1234,
        due: '2026-12-30',
        kind: 'key-date',
        keyDate: 'wedding',
        about: '2027-01-02',
      },
    ]);
    for (const care of found) expect(careSchema.parse(care)).toEqual(care);
    expect(ids({ file }, TODAY, 800)).toHaveLength(6);
  });

  test('two wishes on one day are two, twins are one', () => {
    const both = fileOf(['birthday', '12-01'], ['wedding', '12-01']);
    expect(ids({ file: both }, TODAY, 30)).toHaveLength(2);
    const twins = fileOf(['child-birthday', '12-01'], ['child-birthday', '12-01']);
    expect(ids({ file: twins }, TODAY, 30)).toHaveLength(1);
  });

  test('who was born on a leap day is greeted on the last of February', () => {
    const file = fileOf(['birthday', '02-29']);
    const about = (from: string) =>
      careOfCustomer(customer({ file }), PLAIN, POLICY, day(from), 60).map((care) => care.about);
    expect(about('2027-01-15')).toEqual(['2027-02-28']);
    expect(about('2028-01-15')).toEqual(['2028-02-29']);
    expect(about('2100-01-15')).toEqual(['2100-02-28']);
    expect(ids({ file: fileOf(['birthday', '04-31']) }, day('2026-04-01'), 40)).toEqual([
      '2026-04-27.1234.birthday',
    ]);
  });
});

describe('end of the contract', () => {
  const contractEnd = day('2026-12-31');

  test('one notice for each of HQ’s days, until it has ended', () => {
    expect(ids({ contractEnd }, TODAY, 60)).toEqual([
      '2026-12-01.1234.contract-end',
      '2026-12-24.1234.contract-end',
    ]);
    expect(ids({ contractEnd }, day('2026-12-02'), 60)).toHaveLength(1);
    expect(ids({ contractEnd }, day('2026-12-25'), 60)).toEqual([]);
    expect(ids({ contractEnd: NO_END }, day('9999-10-15'), 60)).toEqual([]);
  });

  test('a duty: it reaches who opted out, unlike greetings and visits; never the blacklisted', () => {
    const file = fileOf(['birthday', '12-01']);
    const fields = { contractEnd, file };
    expect(ids(fields, TODAY, 95, FULL)).toHaveLength(2 + 1 + 1);
    expect(ids({ ...fields, optedOut: true }, TODAY, 95, FULL)).toEqual([
      '2026-12-01.1234.contract-end',
      '2026-12-24.1234.contract-end',
    ]);
    expect(ids({ ...fields, blacklisted: true }, TODAY, 95, FULL)).toEqual([]);
    expect(ids(fields, TODAY, 95, { ...FULL, risks: ['involuntary'] })).toEqual([]);
  });
});

describe('home visits', () => {
  test('every 90 days, to full-service customers only', () => {
    const found = careOfCustomer(customer(), FULL, POLICY, TODAY, 360).map(({ due }) => due);
    expect(found).toHaveLength(4);
    for (const [index, due] of found.slice(1).entries()) {
      expect(daysBetween(found[index] ?? TODAY, due)).toBe(90);
    }
    expect(ids({}, TODAY, 360)).toEqual([]);
    expect(careOfCustomer(customer(), null, POLICY, TODAY, 360)).toEqual([]);
  });

  test('spread over the quarter: no day has more than twice its share', () => {
    const perDay = new Map<string, number>();
    for (let id = 1; id <= 9_000; id += 1) {
      const [visit] = careOfCustomer(customer({ id }), FULL, POLICY, TODAY, 90);
      const due = visit?.due ?? '';
      perDay.set(due, (perDay.get(due) ?? 0) + 1);
    }
    expect(perDay.size).toBe(90);
    expect(Math.max(...perDay.values())).toBeLessThan(200);
  });
});

const someDay = fc.integer({ min: -700, max: 4_000 }).map((ahead) => addDays(TODAY, ahead));
const someCustomer: fc.Arbitrary<CaredFor> = fc.record({
  id: fc.integer({ min: 1, max: 2 ** 40 }),
  optedOut: fc.boolean(),
  consent: fc.constant(null),
  blacklisted: fc.constant(false),
  contractEnd: fc.option(someDay),
  file: fc.option(
    fc
      .array(
        fc.tuple(
          fc.constantFrom<KeyDateKind>('birthday', 'child-birthday', 'wedding'),
          someDay.map((on) => on.slice(5)),
        ),
        { maxLength: 5 },
      )
      .map((dates) => fileOf(...dates)),
  ),
});

test('ids are unique, in order, and the same from whatever day one looks', () => {
  fc.assert(
    fc.property(someCustomer, someDay, fc.integer({ min: 1, max: 60 }), (given, from, shift) => {
      const whole = careOfCustomer(given, FULL, POLICY, from, 120);
      const keys = whole.map(({ id }) => id);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.toSorted()).toEqual(keys);
      const later = addDays(from, shift);
      const rest = careOfCustomer(given, FULL, POLICY, later, 120 - shift);
      expect(rest).toEqual(whole.filter(({ due }) => due >= later));
      for (const care of whole) expect(careSchema.safeParse(care).success).toBe(true);
    }),
  );
});
