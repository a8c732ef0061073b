// Two more real tables of operators through maps that a newcomer could write, figures checked by other means.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { describeImportError } from './errors.ts';
import { mapOf, readFileAs, type ReadFile } from './test_reading.ts';

async function read(file: string, map: string): Promise<ReadFile> {
  const result = await readFileAs(`../shared/data/${file}`, mapOf(map));
  if ('type' in result) throw new Error(describeImportError(result).en);
  return result;
}

test('a satellite TV operator: months on the network, and dirt that means blank', async () => {
  const { rows, bad, otherSheets } = await read(
    'dth_satellite_tv.xlsx',
    `entity: customer
sheet: Data for DSBA
as_of: 2021-12-31
key: AccountID
blanks: ['#', $, '+', '@', '&&&&', '*']
columns:
  since: { column: Tenure, unit: months-on-network }
months:
  of: as-of
  columns: { spend: { column: rev_per_month, unit: rupee } }
`,
  );
  expect(bad).toEqual([]);
  expect(rows).toHaveLength(11_260);
  expect(otherSheets).toHaveLength(1);
  expect(rows.filter(({ since }) => since === null)).toHaveLength(218);
  expect(rows[0]).toMatchObject({ account: '20000', since: '2021-08-31' });
});

test("IBM's sample: 73 lengths of time need no list", async () => {
  const { rows, bad, unmatched } = await read(
    'ibm_telco_churn.csv',
    `entity: customer
as_of: 2020-01-31
key: customerID
columns:
  since: { column: tenure, unit: months-on-network }
months:
  of: as-of
  columns: { spend: { column: MonthlyCharges, unit: rupee } }
`,
  );
  const table = parse<Record<string, string>>(
    await readFile('../shared/data/ibm_telco_churn.csv'),
    { columns: true, bom: true },
  );
  expect(bad).toEqual([]);
  expect(rows.map(({ account, since }) => [account, since])).toEqual(
    table.map(({ customerID, tenure }) => {
      const day = new Date(Date.UTC(2020, 0 - Number(tenure) + 1, 0));
      return [customerID, day.toISOString().slice(0, 10)];
    }),
  );
  expect(unmatched.columns).toContain('TotalCharges');
});

test('a table without a key: the number of the row will do', async () => {
  const { rows, bad, unmatched } = await read(
    'iranian_churn.csv',
    `entity: customer
as_of: 2020-01-31
decimal: '.'
row_number: row
key: row
columns:
  since: { column: Subscription Length, unit: months-on-network }
  birth_year: { column: Age, unit: age }
months:
  of: as-of
  columns: { voice_minutes: { column: Seconds of Use, unit: seconds } }
`,
  );
  expect(bad).toEqual([]);
  expect(rows).toHaveLength(3150);
  expect(rows[0]).toMatchObject({
    account: '2',
    since: '2016-11-30',
    birth_year: 1990,
    '2020-01': { voice_minutes: 73 },
  });
  expect(unmatched.columns).toContain('Charge Amount');
});

test('a text without headers whose columns blanks set apart', async () => {
  const { rows, bad } = await read(
    'cdnow_sample.txt',
    `entity: customer
as_of: 1998-06-30
decimal: '.'
headers: [id, sample, day, units, dollars]
delimiter: blanks
key: id
columns:
  since: day
months:
  of: rows
  month: day
  columns: { top_up: { column: dollars, unit: rupee } }
`,
  );
  expect(bad).toEqual([]);
  expect(rows).toHaveLength(6919);
  expect(rows[0]).toMatchObject({
    account: '00004',
    since: '1997-01-01',
    '1997-01': { top_up: 2933 },
  });
});
