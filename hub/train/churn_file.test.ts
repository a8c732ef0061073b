// The churn model on the two public files of the handbook: figures that a newcomer can check.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTrainThreads } from './additive_bag.ts';
import { type Contest, evaluateChurn } from './churn_evaluate.ts';
import { columnsOfFile } from './churn_file_columns.ts';
import { type FileOptions, fileProblemText, type FileTable, readChurnFile } from './churn_file.ts';

const IBM = '../shared/data/ibm_telco_churn.csv';
const IRANIAN = '../shared/data/iranian_churn.csv';
const PREPAID = '../shared/data/prepaid_usage_4_months.csv';
const MONTH_9 = ['total_ic_mou_9', 'total_og_mou_9', 'vol_2g_mb_9', 'vol_3g_mb_9'];
const TIMEOUT = 240_000;

async function evaluate(path: string, options: FileOptions, seed: number): Promise<Contest> {
  const read = await readChurnFile(path, options);
  if (!read.ok) throw new Error(fileProblemText(read.error));
  return evaluateChurn(read.value.table, { seed, threads: createTrainThreads(0) });
}

/** Two thousand rows, of which one says NA in the column that decides. */
async function readStray(blanks: readonly string[] = []): Promise<FileTable> {
  const asked = { target: { column: 'gone' }, leaveOut: [], blanks };
  const table = await readChurnFile('../shared/data/cases/na_column.csv', asked);
  if (!table.ok) throw new Error(fileProblemText(table.error));
  return table.value;
}

describe('the churn model on real tables', () => {
  it(
    'reaches 0.84 on the IBM operator, five-fold, calibrated',
    async () => {
      const options = { target: { column: 'Churn' }, leaveOut: [] };
      const { logistic, additive, better } = await evaluate(IBM, options, 1);
      // IBM's customers were made up by straight lines: nothing to be won by curves.
      expect([better, additive.metrics.auc >= 0.85]).toEqual(['logistic', true]);
      const { metrics } = logistic;
      expect(metrics).toMatchObject({ rows: 7_043, positives: 1_869 });
      expect(metrics.auc).toBeGreaterThanOrEqual(0.84);
      expect(metrics.auc).toBeGreaterThan(metrics.bestColumn.auc + 0.05);
      expect(metrics.calibrationError).toBeLessThan(0.02);
      expect(metrics.deciles[0]?.lift).toBeGreaterThan(2.5);
    },
    TIMEOUT,
  );

  it(
    'foretells from months 6 to 8 who of the prepaid customers is silent in 9, better than any column',
    async () => {
      const options = { target: { silentIn: MONTH_9 }, leaveOut: ['*_9', 'sep_*'] };
      for (const seed of [1, 2]) {
        const { better, logistic } = await evaluate(PREPAID, options, seed);
        expect(better).toBe('logistic');
        const { metrics } = logistic;
        expect(metrics).toMatchObject({ rows: 1_000, positives: 110 });
        // All incoming minutes of month 8 reach 0.887, those of local calls from mobiles 0.902.
        expect(metrics.bestColumn.name).toBe('loc_ic_t2m_mou_8');
        expect(metrics.bestColumn.auc).toBeCloseTo(0.9023, 4);
        expect(metrics.auc).toBeGreaterThan(metrics.bestColumn.auc);
        // A thousand customers are too few to say more.
        expect(metrics.proof?.word).toBe('rough');
      }
    },
    TIMEOUT,
  );

  it(
    'finds in the curves of the Iranian operator what no line finds, by more than luck',
    async () => {
      const options = { target: { column: 'Churn' }, leaveOut: [] };
      const { logistic, additive, better } = await evaluate(IRANIAN, options, 1);
      expect(better).toBe('additive');
      expect(logistic.metrics.auc).toBeLessThan(0.935);
      expect(additive.metrics.auc).toBeGreaterThanOrEqual(0.975);
      expect(additive.metrics.rival?.range[0]).toBeGreaterThan(0.03);
      expect(additive.metrics.brier).toBeLessThan(0.04);
      // The lines say 19.5 of a hundred where 27.6 leave: that is not called calibrated.
      expect(logistic.metrics.proof?.word).not.toBe('calibrated');
    },
    TIMEOUT,
  );
});

describe('a table', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'churn-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const HEADER = 'id,plan,use_6,use_7,use_8,seen_7,seen_8,fee,left';
  const write = async (rows: readonly string[]): Promise<string> => {
    const path = join(folder, 'table.csv');
    await writeFile(path, [HEADER, ...rows].join('\n'));
    return path;
  };
  const sixty = Array.from({ length: 60 }, (_, row) =>
    row === 0
      ? '1000,A,1,3,,7/15/2026,,9.5,Yes'
      : `${1000 + row},${row % 3 === 0 ? 'A' : 'B'},2,4,8,7/2/2026,8/${1 + (row % 20)}/2026,,${row % 2 === 0 ? 'Yes' : 'No'}`,
  );
  const target = { target: { column: 'left' }, leaveOut: ['f*'] };

  it('becomes figures: months, days and kinds', async () => {
    const read = await readChurnFile(await write(sixty), target);
    if (!read.ok) throw new Error(fileProblemText(read.error));
    const { table, leftOut } = read.value;
    const first = Object.fromEntries(table.columns.map(({ code, values }) => [code, values[0]]));
    expect(first).toEqual({
      use_8: Number.NaN,
      'use before': 2,
      'use change': -Math.log(3),
      'days since seen': 36,
      plan: 0,
    });
    expect(table.columns.find(({ code }) => code === 'plan')?.kinds).toEqual(['A', 'B']);
    expect(leftOut).toEqual([{ name: 'id', why: 'another number in every row' }]);
    expect(Array.from(table.target).slice(0, 4)).toEqual([1, 0, 1, 0]);
  });

  it('that cannot be learned from is refused in plain words', async () => {
    const path = await write(sixty);
    const why = async (options: FileOptions, file = path): Promise<string> => {
      const read = await readChurnFile(file, options);
      return read.ok ? 'read' : fileProblemText(read.error);
    };
    expect(await why({ target: { column: 'gone' }, leaveOut: [] })).toContain('no column gone');
    expect(await why({ target: { column: 'plan' }, leaveOut: [] })).toContain('it says: A, B');
    expect(await why({ target: { silentIn: ['use_8'] }, leaveOut: [] })).toContain('1 of 60 rows');
    expect(await why(target, join(folder, 'none.csv'))).toContain('There is no file');
  });

  it('keeps a column of numbers in spite of a stray word, and lists the word', async () => {
    const { table, strays, leftOut } = await readStray();
    expect(leftOut.map(({ name }) => name)).toEqual(['id']);
    expect(strays).toEqual([{ name: 'x', cells: 1, words: ['NA'] }]);
    const x = table.columns.find(({ code }) => code === 'x');
    expect(x?.values.filter(Number.isNaN)).toHaveLength(1);
    const { logistic } = await evaluateChurn(table, { seed: 1, threads: createTrainThreads(0) });
    expect(logistic.metrics.auc).toBeGreaterThan(0.81);
    expect((await readStray(['NA'])).strays).toEqual([]);
  });

  it('is read from a workbook as well, dirt and all', async () => {
    const read = await readChurnFile('../shared/data/dth_satellite_tv.xlsx', {
      target: { column: 'Churn' },
      leaveOut: [],
    });
    if (!read.ok) throw new Error(fileProblemText(read.error));
    expect(read.value.table.target).toHaveLength(11_260);
    expect(read.value.strays.find(({ name }) => name === 'Tenure')?.words).toContain('#');
    expect(read.value.leftOut.map(({ name }) => name)).toEqual(['AccountID']);
  });

  it('tells the common kinds apart where there are many, and leaves names alone', () => {
    const cells = Array.from({ length: 4_000 }, (_, row) =>
      row < 2_400 ? `pack ${row % 40}` : row < 3_000 ? `rare ${row}` : '',
    );
    const names = cells.map((_, row) => `name ${row}`);
    const { raw, leftOut } = columnsOfFile([
      { name: 'pack', cells },
      { name: 'who', cells: names },
    ]);
    expect(raw[0]?.kinds).toHaveLength(41);
    expect(raw[0]?.kinds?.[raw[0].values[2_999] as number]).toBe('(other)');
    expect(raw[0]?.values[3_999]).toBeNaN();
    expect(leftOut).toEqual([{ name: 'who', why: '4000 different texts' }]);
  });
});
