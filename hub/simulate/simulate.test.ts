// Simulation: what it counts is what the engine decides, two catalogs are told apart, a lever costs what it costs.
import { expect, test } from 'vitest';
import { fen } from '#shared/base/money.ts';
import { day } from '#shared/base/month.ts';
import { NO_BELIEFS } from '#shared/model/beliefs.ts';
import type { Catalog, Offer } from '#shared/model/catalog.ts';
import { loadCatalogFolder } from '#hub/catalog/load_catalog_folder.ts';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { moveLevers, onlyOffers } from './choose_catalog.ts';
import { CSV_HEADER } from './csv.ts';
import { madeUpCustomers } from './customer_sources.ts';
import { reportOf, type SimulationReport } from './report.ts';
import { simulationLines } from './report_lines.ts';
import type { Scene, Setup, Variant } from './scene.ts';
import { simulate } from './simulate.ts';

const TODAY = day('2026-11-21');
const COUNT = 400;

const loaded = await loadCatalogFolder(shippedCatalogFolder());
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error.problems[0]));
const shipped: Variant = { name: 'shipped', ...loaded.value };

const setupOf = (variants: readonly Variant[], more: Partial<Setup> = {}): Setup => ({
  variants,
  moved: [],
  beliefs: NO_BELIEFS,
  scene: { purpose: 'top-up', intended: 'usual', day: TODAY },
  scoring: { churn: null, lifetime: null },
  csv: false,
  ...more,
});

async function run(
  setup: Setup,
): Promise<{ readonly report: SimulationReport; readonly csv: string }> {
  const lines: string[] = [];
  const simulation = await simulate(setup, madeUpCustomers(COUNT, 5, TODAY), {
    workers: 0,
    onCsv: async (text) => void lines.push(text),
  });
  return { report: reportOf(setup, simulation), csv: lines.join('') };
}

const one = async (variant: Variant, scene: Partial<Scene> = {}) => {
  const setup = setupOf([variant]);
  const { report, csv } = await run({
    ...setup,
    scene: { ...setup.scene, ...scene },
    csv: true,
  });
  const [only] = report.variants;
  if (only === undefined) throw new Error('no report');
  return {
    report,
    only,
    rows: csv
      .trim()
      .split('\r\n')
      .map((line) => line.split(',')),
  };
};

const withOffers = (change: (offer: Offer) => Offer): Variant => {
  const catalog: Catalog = {
    ...shipped.catalog,
    version: 'changed',
    offers: shipped.catalog.offers.map(change),
  };
  return { ...shipped, name: 'changed', catalog };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

test('what is counted is what the lines of the customers say', async () => {
  const { report, only, rows } = await one(shipped);
  expect(report).toMatchObject({ customers: COUNT, unscored: 0 });
  expect(rows).toHaveLength(COUNT);
  const columns = CSV_HEADER.trim().split(',');
  const cell = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  expect(rows.every((row) => row.length === columns.length)).toBe(true);

  const firsts = rows.map((row) => cell(row, 'offer_1')).filter((offer) => offer !== '');
  expect(only.served).toBe(firsts.length);
  expect(only.served).toBeGreaterThan(COUNT / 2);
  expect(only.served).toBeLessThan(COUNT);
  for (const offer of only.offers) {
    expect(offer.first).toBe(firsts.filter((first) => first === offer.offer).length);
    const heard = rows.filter((row) =>
      [1, 2, 3].some((each) => cell(row, `offer_${each}`) === offer.offer),
    );
    expect(offer.any).toBe(heard.length);
    expect(offer.stages['presented'] ?? 0).toBe(heard.length);
    // Every customer ends somewhere with every offer.
    expect(sum(Object.values(offer.stages))).toBe(COUNT);
  }
  const gain = sum(rows.map((row) => Math.round(Number(cell(row, 'gain_1')) * 100)));
  expect(Math.abs(only.first.gain - gain)).toBeLessThan(COUNT);
  const prepay = sum(rows.map((row) => Math.round(Number(cell(row, 'prepay_1')) * 100)));
  expect(only.first.prepay).toBe(prepay);

  const silent = rows.filter((row) => cell(row, 'offer_1') === '');
  expect(sum(Object.values(only.silences))).toBe(silent.length);
  for (const [code, customers] of Object.entries(only.silences)) {
    expect(silent.filter((row) => cell(row, 'silence') === code)).toHaveLength(customers);
  }
  expect(only.groups.length).toBeGreaterThan(2);
  expect(sum(only.groups.map(({ customers }) => customers))).toBe(COUNT);
  for (const { group, customers, served, stages } of only.groups) {
    expect(rows.filter((row) => cell(row, 'value_group') === group)).toHaveLength(customers);
    expect(served + sum(Object.values(stages))).toBe(customers);
  }
});

test('a complaint sells nothing to anybody, and says so', async () => {
  const { only } = await one(shipped, { purpose: 'complaint', intended: null });
  const promotional = new Set(
    shipped.catalog.offers.filter((offer) => offer.promotional).map(({ id }) => id),
  );
  expect(only.offers.filter(({ offer, any }) => promotional.has(offer) && any > 0)).toEqual([]);
  expect(only.first.prepay).toBe(0);
  expect(only.silences['complaint']).toBeGreaterThan(COUNT / 2);
});

test('what is asked for lies above what everybody means to prepay', async () => {
  const { only, rows } = await one(shipped, { intended: fen(3000) });
  const column = CSV_HEADER.trim().split(',').indexOf('prepay_1');
  const asked = rows.map((row) => Math.round(Number(row[column]) * 100)).filter(Boolean);
  expect(asked.length).toBeGreaterThan(COUNT / 4);
  expect(Math.min(...asked)).toBeGreaterThan(3000);
  expect(only.first.aboveIntended).toBe(sum(asked) - 3000 * asked.length);
});

test('a catalog against itself differs nowhere', async () => {
  const { report } = await run(setupOf([shipped, { ...shipped, name: 'again' }]));
  const [a, b] = report.variants;
  expect({ ...b, name: '' }).toEqual({ ...a, name: '' });
  expect(report.comparison).toMatchObject({ other: 0, onlyFirst: 0, onlySecond: 0, moves: [] });
  expect((report.comparison?.same ?? 0) + (report.comparison?.neither ?? 0)).toBe(COUNT);
});

test('an offer taken out goes to others or to nothing, customer by customer', async () => {
  const gone = (await one(shipped)).only.offers[0]?.offer ?? '';
  const without: Variant = {
    ...shipped,
    name: 'without',
    catalog: {
      ...shipped.catalog,
      offers: shipped.catalog.offers.filter(({ id }) => id !== gone),
    },
  };
  const { report } = await run(setupOf([shipped, without]));
  const [a, b] = report.variants;
  const was = a?.offers.find(({ offer }) => offer === gone)?.first ?? 0;
  expect(was).toBeGreaterThan(0);
  expect(b?.offers.some(({ offer }) => offer === gone)).toBe(false);
  const moves = report.comparison?.moves ?? [];
  expect(moves.every(({ from }) => from === gone)).toBe(true);
  expect(sum(moves.map(({ customers }) => customers))).toBe(was);
  expect(b?.first.gain).toBeLessThan(a?.first.gain ?? 0);
  expect(report.comparison?.onlyFirst).toBe((a?.served ?? 0) - (b?.served ?? 0));
});

test('a lever that is moved costs what the best without it would have brought', async () => {
  // Often among the three and seldom first: a thumb can do much for it.
  const seconds = (await one(shipped)).only.offers.toSorted(
    (a, b) => b.any - b.first - (a.any - a.first),
  );
  const offer = seconds[0]?.offer ?? '';
  const costs: number[] = [];
  const heard: number[] = [];
  for (const lever of [0, 50, 100, 300, 1000]) {
    const variants = moveLevers(shipped, new Map([[offer, lever]]));
    const { report } = await run(setupOf(variants, { moved: [offer] }));
    expect(report.levers?.offers).toEqual([{ offer, lever }]);
    const first = report.levers?.first;
    if (first === undefined) throw new Error('no lever report');
    expect(first.without - first.with).toBeCloseTo(first.cost, -1);
    expect(first.cost).toBeGreaterThanOrEqual(0);
    costs.push(first.cost);
    heard.push(report.variants[1]?.offers.find((each) => each.offer === offer)?.first ?? 0);
  }
  const [none = 0, half = 0, same, three = 0, ten = 0] = costs;
  expect(same).toBe(0);
  expect(none).toBeGreaterThanOrEqual(half);
  expect(ten).toBeGreaterThanOrEqual(three);
  expect(ten).toBeGreaterThan(0);
  expect(heard[0]).toBe(0);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard.at(-1)).toBeGreaterThan(heard[2] ?? 0);
});

test('choosing among all offers is worth more than the one that is said most, said to everybody', async () => {
  const [most] = (await one(shipped)).only.offers;
  if (most === undefined) throw new Error('nothing is said');
  const { report } = await run(setupOf(onlyOffers(shipped, new Set([most.offer]))));
  const [all, alone] = report.variants;
  expect(alone?.offers.map(({ offer }) => offer)).toEqual([most.offer]);
  expect(alone?.served).toBeGreaterThan(most.first);
  expect(alone?.served).toBeLessThan(all?.served ?? 0);
  expect(all?.first.gain).toBeGreaterThan(alone?.first.gain ?? Number.POSITIVE_INFINITY);
  expect(report.comparison?.onlySecond).toBe(0);
});

test('other rules and other policies find other facts', async () => {
  const strict: Variant = {
    ...shipped,
    name: 'strict',
    policy: { ...shipped.policy, version: 'strict', arrearsLimit: fen(0), holdoutPercent: 50 },
  };
  const { report } = await run(setupOf([shipped, strict]));
  const [a, b] = report.variants;
  expect(b?.silences['holdout']).toBeGreaterThan((a?.silences['holdout'] ?? 0) * 4);
  expect(report.comparison?.onlySecond).toBe(0);
});

test('the report is said in columns of one width', async () => {
  const { report } = await one(withOffers((offer) => offer));
  const lines = simulationLines(report, 'CNY');
  expect(lines[0]).toBe(
    `400 customers on 2026-11-21, purpose top-up, meaning to prepay: usual; beliefs none`,
  );
  const offers = lines.filter((line) => line.startsWith('prepay-'));
  expect(offers.length).toBeGreaterThan(1);
  expect(lines.every((line) => line === line.trimEnd())).toBe(true);
  const pair = await run(setupOf([shipped, withOffers((offer) => ({ ...offer, lever: 10 }))]));
  expect(simulationLines(pair.report, null).join('\n')).toContain('first sentence: the same');
});
