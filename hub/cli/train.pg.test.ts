// hub train, as HQ runs it: exit codes and what it prints.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { aucOf } from '#hub/train/evaluate_auc.ts';
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
  const picture = join(folder, 'curves.svg');
  const asked = ['--file', path, '--target', 'left', '--curves', picture, '--quiet'];
  const { code, stdout } = await hub('churn', ...asked);
  expect(code).toBe(0);
  expect(await readFile(picture, 'utf8')).toMatch(/^<svg [^]*>gap<[^]*>use<[^]*<\/svg>\n$/);
  const range = String.raw`\(\d+\.\d+%? to \d+\.\d+%?\)`;
  expect(stdout).toMatch(/logistic model: .*: the additive model is not better by more than luck/);
  expect(stdout).toMatch(
    new RegExp(`ROC AUC 0\\.\\d{3} ${range}, best single column (use|gap) 0\\.\\d{3}: better\n`),
  );
  expect(stdout).toMatch(new RegExp(`Brier score 0\\.\\d{4} ${range}\n`));
  expect(stdout).toMatch(new RegExp(`calibration error \\d\\.\\d% ${range}, .* test of fit p `));
  expect(stdout).toMatch(
    new RegExp(
      `largest gap: tenth \\d+ said .* apart by.*; of such customers [\\d.]+% to [\\d.]+% left, nine times in ten`,
    ),
  );
  expect(stdout).toMatch(/ use +0\.\d+ [▁▂▃▄▅▆▇█]+ 3\.\d+, x0\.\d\d to x\d+\.\d\d/);
  expect(stdout.match(/^ +\d+ +\d+ +\d+\.\d% +\d+\.\d% +\d+\.\d\d$/gm)).toHaveLength(10);
});

test('a model that is no better than one column is refused in plain words', async () => {
  const path = await writeTable('luck.csv', true);
  const { code, stdout, stderr } = await hub('churn', '--file', path, '--target', 'left');
  expect([code, stdout.includes(': not better')]).toEqual([1, true]);
  expect(stderr).toMatch(
    /luck\.csv: the model \(ROC AUC 0\.\d{3}\) is not better than its column \w+ alone \(0\.\d{3}\): /,
  );
});

test('the folds are written, with what both models said of rows that they had not seen', async () => {
  const path = await writeTable('folded.csv', false);
  const text = (await readFile(path, 'utf8')).split('\n');
  // A row that does not say who left is in no fold.
  text[3] = `${text[3]?.replace(/[^,]*$/, '')}`;
  await writeFile(path, text.join('\n'));
  const folds = join(folder, 'folds.csv');
  const asked = ['--file', path, '--target', 'left', '--folds', folds, '--quiet'];
  const { code, stdout } = await hub('churn', ...asked);
  expect(code).toBe(0);
  const [header, ...lines] = (await readFile(folds, 'utf8')).trim().split('\n');
  expect(header).toBe('row,fold,left,logistic,additive');
  const rows = lines.map((line) => line.split(',').map(Number)) as [
    number,
    number,
    number,
    number,
    number,
  ][];
  expect(rows.map(([row]) => row)).toEqual(
    Array.from(text.slice(1), (_, at) => at + 2).filter((row) => row !== 4),
  );
  for (const [row, , left] of rows) expect(text[row - 1]?.endsWith('Yes') ? 1 : 0).toBe(left);
  expect(new Set(rows.map(([, fold]) => fold))).toEqual(new Set([0, 1, 2, 3, 4]));
  const left = Float64Array.from(rows, (row) => row[2]);
  const [line, curves] = [3, 4].map((at) =>
    aucOf(
      Float64Array.from(rows, (row) => row[at] as number),
      left,
    ).toFixed(4),
  );
  expect(stdout).toContain(`logistic model: ROC AUC ${line}, additive ${curves}, difference`);
  const alone = await hub('churn', '--folds', folds, '--data', folder);
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('say --file too')]);
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
    // What the other kind of run would have passed over in silence.
    hub('churn', '--blanks', 'NA', '--data', folder),
    hub('churn', '--file', path, '--target', 'left', '--leaver', 'flag'),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2, 2]);
  expect(ended[6]?.stderr).toContain('--leaver is for what the hub has on record');
  // Told before the work, not after it.
  const nowhere = join(folder, 'no folder', 'curves.svg');
  const unwritten = await hub('churn', '--file', path, '--target', 'left', '--curves', nowhere);
  expect([unwritten.code, unwritten.stdout]).toEqual([3, '']);
  expect(unwritten.stderr).toContain(`cannot write ${nowhere} (--curves)`);
});

test('S8 a stray word among numbers is listed, and takes nothing away', async () => {
  const path = await writeTable('stray.csv', false);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/\n[\d.]+,/, '\nNA,'));
  const asked = ['--file', path, '--target', 'left', '--quiet'];
  const strayed = await hub('churn', ...asked);
  expect(strayed.code).toBe(0);
  expect(strayed.stdout).toContain('use: 1 cell read as blank: NA\n');
  const told = await hub('churn', ...asked, '--blanks', 'NA,NULL');
  expect(told.stdout).not.toContain('read as blank');
  expect(told.stdout).toContain(': better\n');
});

test('what was taken for a numbering, for months and for Latin letters is said', async () => {
  const path = await writeTable('months.csv', false);
  const [, ...rows] = (await readFile(path, 'utf8')).split('\n');
  const lines = rows.map((row, at) => {
    const [use = '', gap = '', left = ''] = row.split(',');
    const before = [1, 2].map((more) => (Number(use) + more / 10).toFixed(3));
    const whose = `C${at >> 1}`;
    return [at + 1, ...before, use, gap, ['Le\u00f3n', 'C\u00e1diz'][at % 2], whose, left].join(
      ',',
    );
  });
  await writeFile(
    path,
    ['use_6,use_7,use_8,gap,town,customer,left', ...lines].join('\n'),
    'latin1',
  );
  const { code, stdout } = await hub('churn', '--file', path, '--target', 'left', '--quiet');
  expect(code).toBe(0);
  expect(stdout).toContain('  read as latin1, comma\n');
  expect(stdout).toContain('  left is who says Yes; stayed is who says No\n');
  expect(stdout).toContain('the first is taken for their numbering\n');
  expect(stdout).toMatch(/ {2}months of one figure, .*: use_6 to use_8\n/);
  expect(stdout).toContain('  left out (row): another number in every row\n');
  expect(stdout).toMatch(
    / {2}the rows are of 400 customers, by customer: all of one lie in one fold/,
  );
});

test('a row may stand for several customers, by a column that says for how many', async () => {
  const path = await writeTable('weights.csv', false);
  const [header, ...rows] = (await readFile(path, 'utf8')).split('\n');
  const counted = rows.map((row, at) => `${row},${1 + (at % 3)}`);
  await writeFile(path, [`${header},count`, ...counted].join('\n'));
  const asked = ['--file', path, '--target', 'left', '--quiet', '--weight'];
  const weighed = await hub('churn', ...asked, 'count');
  expect(weighed.code).toBe(0);
  expect(weighed.stdout).toContain('  read as utf-8, comma\n');
  expect(weighed.stdout).toContain(
    '  800 rows stand for 1,599 customers, as whom they count below\n',
  );
  expect(weighed.stdout).toMatch(/^ {2}1,599 rows, \d+ left /m);
  const wrong = await hub('churn', ...asked, 'left');
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toMatch(/row 2, left \(--weight\): expected/);
});
