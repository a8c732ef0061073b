// Files whose money has no decimals or three: figures, words and headers of currencies that only the data knows.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf, readFileAs } from './test_reading.ts';

vi.mock('../../resources/currencies.json', async (original) => {
  const { withOthers } = await import('#tests/fixtures/other_currencies.ts');
  return withOthers((await original<{ default: object }>()).default);
});

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

async function balances(unit: string, cells: readonly string[]): Promise<unknown> {
  const map = mapOf(
    `entity: customer\ndecimal: '.'\nkey: 账号\ncolumns: { balance: { column: 余额, unit: ${unit} } }\n`,
  );
  const rows = cells.map((cell, at) => `A${at},"${cell}"\n`).join('');
  const read = await readFileAs(await files.write('money.csv', `账号,余额\n${rows}`), map);
  if ('type' in read) throw new Error(read.type);
  return [read.rows.map(({ balance }) => balance), read.bad.map(([row, , value]) => [row, value])];
}

it('a currency without decimals', async () => {
  expect(await balances('yen', ['1500', '¥1,500', '1.5万円', '1500.00', '12.4', '5元'])).toEqual([
    [150_000, 150_000, 1_500_000, 150_000],
    [
      [6, '12.4'],
      [7, '5元'],
    ],
  ]);
});

it('a currency with three, and its part', async () => {
  expect(await balances('dinar', ['2.500', '0.005', 'KD 1,234.5', '750 fils', '-1.250'])).toEqual([
    [2_500, 5, 1_234_500, 750, -1_250],
    [],
  ]);
  expect(await balances('fils', ['2500', '2.5 dinars'])).toEqual([[2_500, 2_500], []]);
});
