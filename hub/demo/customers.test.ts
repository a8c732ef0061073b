import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import {
  type Customer,
  customerSchema,
  LIVES_ALONE,
  type Score,
  type UsageMonth,
} from '#shared/model/customer.ts';
import { compileLabels } from '#shared/engine/rules/labels.ts';
import { scoreCustomer, type ScoreOptions } from '#shared/engine/score/score_customer.ts';
import { generateCustomers } from './customers.ts';
import { MOBILE_PREFIXES, accountOfId, phoneOfId } from './numbers.ts';
import { DEMO_GIFTS } from './people_at_work.ts';
import { demoBranches } from './places.ts';
import { visitsOfCustomer } from './visits.ts';
import { SURNAMES } from './surnames.ts';

const TODAY = day('2026-11-21');
const KNOWLEDGE: ScoreOptions = {
  currency: 'CNY',
  policy: null,
  labels: compileLabels([
    {
      id: 'bargain-hunter',
      name: { zh: '常领礼品', en: 'often takes gifts' },
      rule: 'campaigns >= 3 && arpu12 < 5000',
    },
  ]).compiled,
  churn: null,
  lifetime: null,
};
const [CITY, COUNTY] = demoBranches(2);
const generate = (count: number, seed = 1, branch = CITY, firstId = 1): readonly Customer[] => {
  if (!branch) throw new Error('no branch');
  return [...generateCustomers({ seed, count, branch, today: TODAY, firstId })];
};

test('the same seed gives the same customers; a longer run begins with the shorter one', () => {
  expect(generate(500)).toEqual(generate(500));
  expect(generate(500).slice(0, 200)).toEqual(generate(200));
  expect(generate(50, 2)).not.toEqual(generate(50, 1));
  expect(generate(50, 1, COUNTY).map(({ name }) => name)).not.toEqual(
    generate(50).map(({ name }) => name),
  );
});

test('every customer is a valid record', () => {
  for (const customer of generate(500)) expect(() => customerSchema.parse(customer)).not.toThrow();
});

test('phones and accounts are never given twice', () => {
  const ids = [1, 2, 3, 999_999, 1_000_000, 5_000_000, 899_999_999];
  const many = [...ids, ...Array.from({ length: 100_000 }, (_, index) => 1_000_000 + index * 7)];
  const unique = new Set(many).size;
  expect(new Set(many.map(phoneOfId)).size).toBe(unique);
  expect(new Set(many.map(accountOfId)).size).toBe(unique);
  const prefixes: readonly string[] = MOBILE_PREFIXES;
  for (const id of ids) {
    expect(phoneOfId(id)).toMatch(/^\d{11}$/);
    expect(prefixes).toContain(phoneOfId(id).slice(0, 3));
    expect(accountOfId(id)).toMatch(/^\d{10}$/);
  }
});

test('gifts are those of the catalog, at its cost', async () => {
  const catalog = parse(await readFile('resources/catalog/gifts.yaml', 'utf8')) as readonly {
    id: string;
  }[];
  const plain = DEMO_GIFTS.map(({ id, name, cost }) => ({ id, name, cost }));
  expect(plain.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    catalog.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

const mean = (month: string, of: 'voiceMinutes' | 'dataKb', group: readonly Customer[]): number => {
  const values = group.flatMap(({ months }) =>
    months.filter((row) => row.month === month).map((row) => row[of] ?? Number.NaN),
  );
  return values.reduce((a, b) => a + b, 0) / values.length;
};

const scoresOf = (group: readonly Customer[]): readonly Score[] =>
  group.map((customer) => scoreCustomer(customer, { size: 1, isHead: false }, KNOWLEDGE));
const voiceOf = (months: readonly UsageMonth[]): number =>
  months.reduce((sum, { voiceMinutes }) => sum + (voiceMinutes ?? Number.NaN), 0);

const isWednesday = (at: Date): boolean => at.getUTCDay() === 3;
const isMorning = (at: Date): boolean => at.getUTCHours() < 11;

describe('20,000 customers of a city', () => {
  let customers: readonly Customer[] = [];
  beforeAll(() => {
    customers = generate(20_000);
  }, 60_000);
  const share = (holds: (customer: Customer) => boolean): number =>
    customers.filter(holds).length / customers.length;

  test('surnames have their real shares', () => {
    const total = SURNAMES.reduce((sum, { weight }) => sum + weight, 0);
    expect(SURNAMES.length).toBeGreaterThanOrEqual(150);
    expect(new Set(SURNAMES.map(({ text }) => text)).size).toBe(SURNAMES.length);
    // Members of a household share a surname, so a draw of names is worth fewer people than it has.
    for (const { text, weight } of SURNAMES.slice(0, 20)) {
      const expected = weight / total;
      const found = share(({ name }) => name.startsWith(text));
      expect({ text, fits: Math.abs(found - expected) < 4 * Math.sqrt(expected / 10_000) }).toEqual(
        { text, fits: true },
      );
    }
  });

  test('twelve months to the last complete one, no gaps', () => {
    for (const { months, asOf, since } of customers) {
      expect(asOf).toBe('2026-10-31');
      expect(months.at(-1)?.month).toBe('2026-10');
      expect(months.length === 12 || (since ?? '') > '2026-05-01').toBe(true);
    }
    expect(share(({ months }) => months.length === 12)).toBeGreaterThan(0.93);
  });

  test('households share an address, and most a surname', () => {
    const homes = new Map<number, Customer[]>();
    for (const customer of customers) {
      if (customer.household === null || customer.household === LIVES_ALONE) continue;
      const home = homes.get(customer.household);
      if (home) home.push(customer);
      else homes.set(customer.household, [customer]);
    }
    for (const members of homes.values()) {
      expect(new Set(members.map(({ area }) => area)).size).toBe(1);
    }
    const families = [...homes.values()].filter((members) => members.length >= 3);
    const kin = families.filter(
      (members) => new Set(members.map(({ name }) => name.slice(0, 1))).size < members.length,
    );
    expect(families.length).toBeGreaterThan(500);
    expect(kin.length / families.length).toBeGreaterThan(0.9);
  });

  test('Spring Festival is heard, summer is seen by the young', () => {
    expect(
      mean('2026-02', 'voiceMinutes', customers) / mean('2026-03', 'voiceMinutes', customers),
    ).toBeGreaterThan(1.25);
    const young = customers.filter(({ birthYear }) => (birthYear ?? 0) > 2003);
    expect(mean('2026-07', 'dataKb', young) / mean('2026-05', 'dataKb', young)).toBeGreaterThan(
      1.15,
    );
  });

  test('top-ups are the usual amounts, and pay the bills', () => {
    const single = customers
      .flatMap(({ months }) => months.map(({ lastTopUp }) => lastTopUp))
      .filter((fen) => fen !== null && fen > 0);
    expect(new Set(single)).toEqual(new Set([3000, 5000, 10_000, 20_000, 50_000]));
    const sum = (of: 'spend' | 'topUp'): number =>
      customers.reduce(
        (total, { months }) =>
          total + months.reduce((all, row) => all + (row[of] ?? Number.NaN), 0),
        0,
      );
    expect(sum('topUp') / sum('spend')).toBeGreaterThan(0.9);
    expect(sum('topUp') / sum('spend')).toBeLessThan(1.15);
    for (const { months } of customers.slice(0, 500)) {
      for (const row of months) expect(row.topUp === 0).toBe(row.topUpCount === 0);
    }
  });

  test('groups, stages, risks and labels come out as the trade knows them', () => {
    const scores = scoresOf(customers);
    const part = (holds: (score: (typeof scores)[number]) => boolean): number =>
      scores.filter(holds).length / scores.length;
    // The trade names 60 % basic and 20 % new-video in one city; full-service are the fewest.
    const found = {
      basic: part(({ valueGroup }) => valueGroup === 'basic'),
      'new-video': part(({ valueGroup }) => valueGroup === 'new-video'),
      netizen: part(({ valueGroup }) => valueGroup === 'netizen'),
      'full-service': part(({ valueGroup }) => valueGroup === 'full-service'),
      silent: part(({ stage }) => stage === 'silent'),
      new: part(({ stage }) => stage === 'new'),
      leaving: part(({ risks }) => risks.includes('leaving')),
      expiring: part(({ risks }) => risks.includes('expiring')),
      arrears: part(({ risks }) => risks.includes('arrears')),
      'bargain-hunter': part(({ labels }) => labels.includes('bargain-hunter')),
      'opted out': share(({ optedOut }) => optedOut === true),
      blacklisted: share(({ blacklisted }) => blacklisted === true),
    };
    const wanted: Readonly<Record<keyof typeof found, readonly [number, number]>> = {
      basic: [0.52, 0.68],
      'new-video': [0.08, 0.24],
      netizen: [0.12, 0.28],
      'full-service': [0.02, 0.09],
      silent: [0.025, 0.06],
      new: [0.03, 0.07],
      leaving: [0.03, 0.07],
      expiring: [0.02, 0.07],
      arrears: [0.01, 0.06],
      'bargain-hunter': [0.01, 0.06],
      'opted out': [0.01, 0.02],
      blacklisted: [0.001, 0.006],
    };
    const outside = Object.entries(wanted).flatMap(([name, [least, most]]) => {
      const value = found[name as keyof typeof found];
      return value < least || value > most ? [`${name} ${value}`] : [];
    });
    expect(outside).toEqual([]);
  });

  test('a few dozen spend 500 yuan and more, and HQ keeps a whole file on each', () => {
    const spends = customers.map(({ months }) => {
      const last = months.slice(-3);
      return last.reduce((sum, { spend }) => sum + (spend ?? Number.NaN), 0) / last.length;
    });
    const rich = customers.filter((_, index) => (spends[index] ?? 0) >= 50_000);
    expect(rich.length).toBeGreaterThan(15);
    expect(rich.length).toBeLessThan(90);
    for (const { file } of rich) {
      expect(file).toMatchObject({
        occupation: expect.stringMatching(/.+/),
        hobbies: expect.stringMatching(/.+/),
        householdIncome: expect.stringMatching(/.+/),
        manager: expect.stringMatching(/.+/),
      });
      expect(file?.keyDates[0]?.kind).toBe('birthday');
    }
    const poor = customers.filter((_, index) => (spends[index] ?? 0) < 15_000);
    expect(poor.every(({ file }) => file === null)).toBe(true);
    expect(customers.filter(({ file }) => file !== null).length).toBeGreaterThan(300);
  });

  test('who fell silent in the last month had drifted away before; who was cut off owes money', () => {
    const left = customers.filter(({ months }) => {
      const [before, last] = months.slice(-2);
      return last?.voiceMinutes === 0 && last.dataKb === 0 && (before?.voiceMinutes ?? 0) > 0;
    });
    expect(left.length).toBeGreaterThan(250);
    const drops = left.filter(
      ({ months }) => voiceOf(months.slice(-3, -1)) < 0.7 * voiceOf(months.slice(-9, -6)) * (2 / 3),
    );
    expect(drops.length / left.length).toBeGreaterThan(0.5);
    const cutOff = scoresOf(customers).filter(({ risks }) => risks.includes('involuntary'));
    expect(cutOff.length).toBeGreaterThan(40);
    expect(cutOff.length).toBeLessThan(160);
  });

  test('everybody is in a group by consumption, and most of the 27 have somebody', () => {
    const groups = new Set(scoresOf(customers).map(({ consumption }) => consumption));
    expect(groups.has(null)).toBe(false);
    expect(groups.size).toBeGreaterThanOrEqual(22);
  });

  test('visits: Wednesdays and mornings are liked, and groups differ', () => {
    const visits = customers.flatMap((customer) =>
      visitsOfCustomer(customer, 1).map(({ at }) => ({
        customer,
        at: new Date(at + 8 * 3_600_000),
      })),
    );
    expect(visits.length).toBeGreaterThan(15_000);
    const shareOf = (
      among: readonly (typeof visits)[number][],
      holds: (at: Date) => boolean,
    ): number => among.filter(({ at }) => holds(at)).length / among.length;
    expect(shareOf(visits, isWednesday)).toBeGreaterThan(0.19);
    const old = visits.filter(({ customer }) => (customer.birthYear ?? 0) < 1960);
    const young = visits.filter(({ customer }) => (customer.birthYear ?? 0) > 2000);
    expect(shareOf(old, isMorning)).toBeGreaterThan(0.55);
    expect(shareOf(young, isMorning)).toBeLessThan(0.3);
    for (const { customer, at } of visits.slice(0, 2_000)) {
      expect(at.getUTCHours()).toBeGreaterThanOrEqual(8);
      expect(at.getUTCHours()).toBeLessThan(20);
      const months: readonly string[] = customer.months.map(({ month }) => month);
      expect(months).toContain(at.toISOString().slice(0, 7));
    }
    const [first] = customers;
    if (!first) throw new Error('nobody');
    expect(visitsOfCustomer(first, 1)).toEqual(visitsOfCustomer(first, 1));
  });

  test('polyphonic surnames are found by how people say them', () => {
    const keys = new Map(customers.map(({ name, pinyin }) => [name, pinyin]));
    const readings = { 单: 'shan', 曾: 'zeng', 解: 'xie', 任: 'ren', 仇: 'qiu', 欧阳: 'ouyang' };
    for (const [surname, reading] of Object.entries(readings)) {
      const found = [...keys].filter(([name]) => name.startsWith(surname));
      expect(found).not.toEqual([]);
      for (const [, pinyin] of found) expect(pinyin.startsWith(reading)).toBe(true);
    }
  });
});
