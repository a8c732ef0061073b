// A hub that is made from one file, the way HQ makes it, and what the counter then shows of its customers.
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { hubCommand } from '#tests/fixtures/hub_process.ts';

type Branch = { readonly code: string; readonly names: string; readonly zone: string };

/**
 * A hub with one branch, made the way HQ makes it: import, staff, catalog, score, publish.
 * @param asOf for a file that does not say itself of which day it speaks
 * @param isTrained with a model of who leaves, learned from the file
 */
export async function makeHub(
  file: string,
  map: string,
  currency: 'CNY' | 'INR',
  branch: Branch,
  { asOf, isTrained = false }: { readonly asOf?: string; readonly isTrained?: boolean } = {},
): Promise<string> {
  if (!existsSync(file)) throw new Error(`the real data is missing: ${file}`);
  const folder = await mkdtemp(join(tmpdir(), 'counter-assist-real-'));
  const hub = (...args: readonly string[]): Promise<string> =>
    hubCommand([...args, '--data', folder]);
  await hub('migrate');
  const create = ['--create-branch', branch.names, '--time-zone', branch.zone];
  const about = ['--map', map, '--branch', branch.code, ...create, '--currency', currency];
  const day = asOf === undefined ? [] : ['--as-of', asOf];
  await hub('import', file, ...about, ...day, '--apply');
  const staff = join(folder, 'staff.csv');
  await writeFile(
    staff,
    `工号,营业厅编号,姓名,岗位,密码,在岗\nr1,${branch.code},何小满,店员,8642,是\n`,
  );
  await hub('import', staff, '--map', 'staff', '--apply');
  await hub('catalog', 'load', join(import.meta.dirname, '../../resources/catalog'));
  if (isTrained) await hub('train', 'churn');
  await hub('score');
  await hub('publish', '--all');
  return folder;
}

/** The hidden table of the chart: month, spend, top-up, minutes, data. */
export async function shownMonths(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.first()).toBeAttached();
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  // Months before the first are said to be without data, in one cell.
  return cells.filter(({ length }) => length === 5);
}
