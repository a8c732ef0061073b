// `hub catalog check` as HQ meets it: what it prints, and how it ends.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedCatalogFolder } from '#hub/catalog/shipped_catalog.ts';
import { buildHub, runHub } from './test_process.ts';

let folder: string;
beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-catalog-'));
});
afterAll(() => rm(folder, { recursive: true }));

// The shipped catalog has an offer of New Year 2027, which will be over one day.
const check = (...args: string[]) =>
  runHub(['catalog', 'check', '--on', '2026-11-18', ...args], { DATABASE_URL: '' });

test('the shipped catalog is clean, and its rows are counted', async () => {
  const { code, stdout } = await check('--strict');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^catalog \S+, policy \S+: \d+ offers, no problem\noffers by row: S1a \d+, /,
  );
  expect(stdout).not.toContain('served by no offer');
});

test('a warning ends with 1 only where warnings are errors; an error always', async () => {
  const path = join(folder, 'catalog');
  await cp(shippedCatalogFolder(), path, { recursive: true });
  const file = join(path, 'offers', 'prepay-lottery.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('serves: [S1b, S12]', 'serves: [S7]'));
  const told = /offers\/prepay-lottery\.yaml:\d+: warning: serves\.0: no offer serves S7\n {4}Rows/;
  expect(await check(path)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(told) as string,
  });
  expect((await check(path)).stdout).toContain('served by no offer: S1b\n');
  expect(await check(path, '--strict')).toMatchObject({ code: 1 });

  await writeFile(file, text.replace('age >= 18', 'agee >= 18'));
  const { code, stdout } = await check(path);
  expect(code).toBe(1);
  expect(stdout).toContain("applicable: unknown word 'agee': did you mean 'age'?");
  expect(stdout).toMatch(/\n\d+ errors?(, \d+ warnings?)?\n$/);
});

test('offers that will be over on a day are told', async () => {
  const { code, stdout } = await check('--strict', '--on', '2027-01-04');
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^offers\/points-festival\.yaml:\d+: warning: validTo: it ended on 2027-01-03\n/,
  );
  expect(await check('--on', 'tomorrow')).toMatchObject({ code: 2 });
});

test('stock is asked of a hub with branches', async () => {
  const data = join(folder, 'data');
  const { code, stderr } = await check('--stock', '--quiet', '--data', data);
  expect(code).toBe(1);
  expect(stderr).toContain('there is no branch');
});
