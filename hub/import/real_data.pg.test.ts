// Both real files of the handbook, imported and checked against figures taken from the files by other means.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBranch } from '#hub/db/branch.ts';
import { customerBatches } from '#hub/db/customer_documents.ts';
import { openTestDatabase, type TestDatabase } from '#hub/db/test_database.ts';
import { day } from '#shared/base/month.ts';
import { scoreCustomer } from '#shared/engine/score/score_customer.ts';
import type { Customer } from '#shared/model/customer.ts';
import { scoreBranch } from '#hub/score/score_branch.ts';
import { holdingCounts, monthTotals } from './test_read_back.ts';
import { describeImportError } from './errors.ts';
import { importFile } from './import_file.ts';
import type { ImportOptions } from './import_options.ts';
import { loadMap } from './load_map.ts';
import { changesNothing, type ImportReport } from './report.ts';

const PREPAID = '../shared/data/prepaid_usage_4_months.csv';
const BEIJING = '../shared/data/cmcc_beijing_voice.csv';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

async function run(
  file: string,
  mapName: string,
  options: Partial<ImportOptions>,
): Promise<ImportReport> {
  const map = await loadMap(mapName, 'hub/maps');
  if (!map.ok) throw new Error(describeImportError(map.error).en);
  const result = await importFile(db, file, map.value, { apply: true, ...options });
  if (!result.ok) throw new Error(describeImportError(result.error).en);
  return result.value;
}

async function customersOf(branch: string): Promise<ReadonlyMap<string, Customer>> {
  const all = new Map<string, Customer>();
  for await (const batch of customerBatches(db, branch, 1000)) {
    for (const customer of batch) all.set(customer.account, customer);
  }
  return all;
}

/** The file once more, through another parser and plain floating point. */
async function sourceRows(file: string): Promise<readonly (readonly string[])[]> {
  return parse(await readFile(file), { bom: true });
}
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const round = (value: number): number => Math.sign(value) * Math.round(Math.abs(value) + 1e-9);

describe('the 1,000 prepaid customers', () => {
  let headers: readonly string[] = [];
  let rows: readonly (readonly string[])[] = [];
  let report: ImportReport;

  beforeAll(async () => {
    [headers = [], ...rows] = await sourceRows(PREPAID);
    report = await run(PREPAID, 'prepaid_usage_4_months', {
      branch: 'IN01',
      newBranch: {
        name: { zh: '印度试点', en: 'India pilot' },
        timeZone: 'Asia/Kolkata',
        currency: 'INR',
      },
    });
  });

  test('all rows come in, four months each', () => {
    expect(report).toMatchObject({
      applied: true,
      rows: 1000,
      bad: { rows: 0 },
      changes: { added: 1000, changed: 0, unchanged: 0 },
      months: { added: 4000, from: '2014-06', to: '2014-09' },
      newBranch: 'IN01',
    });
  });

  test('the branch has its currency and time zone', async () => {
    expect(await readBranch(db, 'IN01')).toMatchObject({
      currency: 'INR',
      timeZone: 'Asia/Kolkata',
      isDemo: false,
    });
  });

  test('sums of each month agree with the file', async () => {
    const totals = await monthTotals(db, 'IN01');
    expect(totals.map(({ month }) => month)).toEqual(['2014-06', '2014-07', '2014-08', '2014-09']);
    for (const [index, suffix] of ['_6', '_7', '_8', '_9'].entries()) {
      const sumOf = (value: (row: readonly string[]) => number): number => sum(rows.map(value));
      const cell = (row: readonly string[], name: string): number =>
        Number(row[headers.indexOf(name + suffix)]);
      const minutes = (row: readonly string[]): number =>
        cell(row, 'total_og_mou') + cell(row, 'total_ic_mou');
      const megabytes = (row: readonly string[]): number =>
        cell(row, 'vol_2g_mb') + cell(row, 'vol_3g_mb');
      // Use of under half a minute is one minute.
      const wholeMinutes = (row: readonly string[]): number =>
        minutes(row) > 0 ? Math.max(1, round(minutes(row))) : 0;
      expect(totals[index]).toEqual({
        month: `2014-0${suffix.slice(1)}`,
        customers: 1000,
        spend: sumOf((row) => round(cell(row, 'arpu') * 100)),
        voice: sumOf(wholeMinutes),
        data: sumOf((row) => round(megabytes(row) * 1024)),
        topUp: sumOf((row) => cell(row, 'total_rech_amt') * 100),
        topUps: sumOf((row) => cell(row, 'total_rech_num')),
        lastTopUp: sumOf((row) => cell(row, 'last_day_rch_amt') * 100),
      });
    }
  });

  test('two customers, cell by cell', async () => {
    const customers = await customersOf('IN01');
    expect(customers.size).toBe(1000);
    expect(customers.get('7000842753')).toMatchObject({
      phone: '7000842753',
      name: '',
      since: '2012-02-05',
      asOf: '2014-09-30',
      balance: null,
      months: [
        {
          month: '2014-06',
          spend: 19_739,
          voiceMinutes: 0,
          topUp: 36_200,
          topUpCount: 4,
          lastTopUp: 25_200,
        },
        {
          month: '2014-07',
          spend: 21_482,
          voiceMinutes: 0,
          topUp: 25_200,
          topUpCount: 3,
          lastTopUp: 25_200,
        },
        {
          month: '2014-08',
          spend: 21_380,
          voiceMinutes: 5,
          topUp: 25_200,
          topUpCount: 2,
          lastTopUp: 25_200,
        },
        {
          month: '2014-09',
          spend: 2_110,
          voiceMinutes: 0,
          dataKb: 0,
          topUp: 0,
          topUpCount: 6,
          lastTopUp: 0,
        },
      ],
    });
    // (30.13 + 83.57) MB
    expect(customers.get('7000842753')?.months[0]?.dataKb).toBe(116_429);
    expect(customers.get('7001865778')?.months[3]).toEqual({
      month: '2014-09',
      spend: 8_629,
      voiceMinutes: 260,
      dataKb: 0,
      topUp: 12_100,
      topUpCount: 5,
      lastTopUp: 0,
    });
  });

  test('twice changes nothing, and says so', async () => {
    const report = await run(PREPAID, 'prepaid_usage_4_months', { branch: 'IN01' });
    expect(changesNothing(report)).toBe(true);
    expect(report.changes.unchanged).toBe(1000);
  });

  test('scoring finds the 110 who fell silent in September, as the usual churn label does', async () => {
    const branch = await readBranch(db, 'IN01');
    if (!branch) throw new Error('no branch');
    const report = await scoreBranch(db, branch);
    expect(report.counts.risk.get('silent')).toBe(110);
    expect(report.counts.stage.get('silent')).toBe(110);
    expect((await scoreBranch(db, branch)).changed).toBe(0);
  });

  test('what August said of September: the leaving fell silent five times as often as others', async () => {
    const risks = new Map<string, { silent: number; all: number }>();
    for (const customer of (await customersOf('IN01')).values()) {
      const september = customer.months.at(-1);
      const august = { ...customer, months: customer.months.slice(0, 3), asOf: day('2014-08-31') };
      const score = scoreCustomer(
        august,
        { size: 1, isHead: false },
        { currency: 'INR', policy: null, labels: null, churn: null, lifetime: null },
      );
      if (score.stage === 'silent') continue;
      const risk = score.risks.includes('leaving') ? 'leaving' : 'none';
      const count = risks.get(risk) ?? { silent: 0, all: 0 };
      const isSilent = september?.voiceMinutes === 0 && september.dataKb === 0;
      risks.set(risk, { silent: count.silent + (isSilent ? 1 : 0), all: count.all + 1 });
    }
    expect(Object.fromEntries(risks)).toEqual({
      leaving: { silent: 14, all: 77 },
      none: { silent: 27, all: 831 },
    });
  });
});

describe('the 5,433 customers of Beijing', () => {
  test('sums, holdings and single customers agree with the file', async () => {
    const report = await run(BEIJING, 'cmcc_beijing_voice', {
      branch: 'BJ01',
      newBranch: {
        name: { zh: '北京', en: 'Beijing' },
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
      },
    });
    expect(report).toMatchObject({
      rows: 5433,
      bad: { rows: 0 },
      changes: { added: 5433 },
      months: { added: 5433 },
    });

    const [headers = [], ...rows] = await sourceRows(BEIJING);
    const cells = (name: string): readonly number[] =>
      rows.map((row) => Number(row[headers.indexOf(name)]));
    expect(await monthTotals(db, 'BJ01')).toMatchObject([
      {
        month: '2022-08',
        customers: 5433,
        spend: sum(cells('当月ARPU').map((yuan) => round(yuan * 100))),
        voice: sum(cells('当月MOU')),
        data: sum(cells('GPRS总流量（KB）')),
        topUp: null,
      },
    ]);
    const counts = new Map(
      (await holdingCounts(db, 'BJ01')).map(({ code, count }) => [code, count]),
    );
    expect(Object.fromEntries(counts)).toEqual({
      care: 200,
      'network-4g': 3313,
      'network-5g': 2086,
      'star-1': 172,
      'star-2': 455,
      'star-3': 3202,
      'star-diamond': 10,
      'star-gold': 138,
      'star-platinum': 89,
      'star-silver': 1285,
    });

    const customers = await customersOf('BJ01');
    expect(customers.get('1')).toMatchObject({
      area: '北京',
      arrears: 0,
      lastComplaint: null,
      months: [{ spend: 34_732, voiceMinutes: 644, dataKb: 8_450_801 }],
    });
    expect(customers.get('6')?.arrears).toBe(10_354);
    const unknown = rows.filter((row) => row[headers.indexOf('当月欠费金额')] === '').length;
    expect([...customers.values()].filter(({ arrears }) => arrears === null)).toHaveLength(unknown);
    const complaints = rows.filter((row) =>
      ['家宽投诉', '资费投诉'].some((name) => Number(row[headers.indexOf(name)]) > 0),
    ).length;
    expect(
      [...customers.values()].filter(({ lastComplaint }) => lastComplaint !== null),
    ).toHaveLength(complaints);
  });

  test('twice changes nothing; another as-of day adds its month', async () => {
    expect(changesNothing(await run(BEIJING, 'cmcc_beijing_voice', { branch: 'BJ01' }))).toBe(true);
    const next = await run(BEIJING, 'cmcc_beijing_voice', {
      branch: 'BJ01',
      asOf: '2022-09-30' as Customer['asOf'],
      apply: false,
    });
    expect(next).toMatchObject({ applied: false, months: { added: 5433, from: '2022-09' } });
    expect(next.fields.map(({ field }) => field)).toEqual(['last_complaint', 'as_of']);
  });

  test('yuan do not go into a branch of rupees', async () => {
    await expect(run(BEIJING, 'cmcc_beijing_voice', { branch: 'IN01' })).rejects.toThrow(
      'Branch IN01 has currency INR, not CNY',
    );
  });
});
