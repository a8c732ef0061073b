// hub train, as HQ runs it: exit codes and what it prints.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { buildHub, runHub } from './test_process.ts';

let folder: string;
beforeAll(async () => {
  await buildHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-train-'));
});
afterAll(() => rm(folder, { recursive: true }));

const hub = (...args: string[]) => runHub(['train', ...args], { DATABASE_URL: '' });

/** Both `use` and `gap` have to do with leaving; with `luck` nothing has. */
async function writeTable(name: string, luck: boolean): Promise<string> {
  const random = createRandom(4);
  const rows = Array.from({ length: 800 }, () => {
    const [use, gap] = [random() * 4, random() * 4];
    const leaves = random() < (luck ? 0.3 : 1 / (1 + Math.exp(2 * use - 2 * gap + 1)));
    return `${use.toFixed(3)},${gap.toFixed(3)},${leaves ? 'Yes' : 'No'}`;
  });
  const path = join(folder, name);
  await writeFile(path, ['use,gap,left', ...rows].join('\n'));
  return path;
}

test('a table is weighed without a database, and nothing is shipped', async () => {
  const path = await writeTable('good.csv', false);
  const { code, stdout } = await hub('churn', '--file', path, '--target', 'left', '--quiet');
  expect(code).toBe(0);
  expect(stdout).toMatch(/ROC AUC 0\.\d{3}, best single column (use|gap) 0\.\d{3}: better\n/);
  expect(stdout).toMatch(/calibration error \d\.\d%, at most \d+\.\d%: calibrated; Brier score/);
  expect(stdout.match(/^ +\d+ +\d+ +\d+\.\d% +\d+\.\d% +\d+\.\d\d$/gm)).toHaveLength(10);
});

test('a model that is no better than one column is refused in plain words', async () => {
  const path = await writeTable('luck.csv', true);
  const { code, stdout, stderr } = await hub('churn', '--file', path, '--target', 'left');
  expect([code, stdout.includes(': not better')]).toEqual([1, true]);
  expect(stderr).toContain('not better than the best single column');
});

test('without customers there is no model; wrong usage ends with 2', async () => {
  const empty = await hub('churn', '--data', join(folder, 'hub'));
  expect(empty.code).toBe(1);
  expect(empty.stderr).toContain('at least 100 are needed');
  const path = await writeTable('good.csv', false);
  const ended = await Promise.all([
    hub('churn'),
    hub('churn', '--file', path),
    hub('churn', '--target', 'left', '--data', folder),
    hub('churn', '--months', '0', '--data', folder),
    hub('lifetime', '--sample', '1', '--data', folder),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
});
