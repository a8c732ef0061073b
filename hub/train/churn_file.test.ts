// The churn model on the two public files of the handbook: figures that a newcomer can check.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateChurn, type Evaluation } from './churn_evaluate.ts';
import { type FileOptions, fileProblemText, readChurnFile } from './churn_file.ts';

const IBM = '../shared/data/ibm_telco_churn.csv';
const PREPAID = '../shared/data/prepaid_usage_4_months.csv';
const MONTH_9 = ['total_ic_mou_9', 'total_og_mou_9', 'vol_2g_mb_9', 'vol_3g_mb_9'];
const TIMEOUT = 240_000;

async function evaluate(path: string, options: FileOptions, seed: number): Promise<Evaluation> {
  const read = await readChurnFile(path, options);
  if (!read.ok) throw new Error(fileProblemText(read.error));
  return evaluateChurn(read.value.table, seed);
}

describe('the churn model on real tables', () => {
  it(
    'reaches 0.84 on the IBM operator, five-fold, calibrated',
    async () => {
      const { metrics } = await evaluate(IBM, { target: { column: 'Churn' }, leaveOut: [] }, 1);
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
        const { metrics } = await evaluate(PREPAID, options, seed);
        expect(metrics).toMatchObject({ rows: 1_000, positives: 110 });
        // All incoming minutes of month 8 reach 0.887, those of local calls from mobiles 0.902.
        expect(metrics.bestColumn.name).toBe('loc_ic_t2m_mou_8');
        expect(metrics.bestColumn.auc).toBeCloseTo(0.9023, 4);
        expect(metrics.auc).toBeGreaterThan(metrics.bestColumn.auc);
        expect(metrics.calibrationError).toBeLessThan(metrics.calibrationLimit);
      }
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
      'plan=B': 0,
    });
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
    expect(await why(target, join(folder, 'none.csv'))).toContain('cannot be read');
  });
});
