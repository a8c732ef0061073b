// Tables as other programs and countries write them: words of yes, marks of a spreadsheet, blanks in words, numberings.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { namedLines, notBetterText } from '#hub/cli/train_lines.ts';
import { columnsOfFile } from './churn_file_columns.ts';
import { maySayWhose } from './churn_file_customers.ts';
import { type FileOptions, type FileTable, readChurnFile } from './churn_file.ts';
import { fileProblemText } from './churn_file_problem.ts';
import { curveLines } from './curve_lines.ts';
import { foldsOf } from './evaluate_folds.ts';
import { namedAfterLeaving } from './giving_away.ts';

const ROWS = 80;
const rowsOf = (line: (row: number) => string): readonly string[] =>
  Array.from({ length: ROWS }, (_, row) => line(row));
const column = (name: string, cell: (row: number) => string, rows = 400) => ({
  name,
  cells: Array.from({ length: rows }, (_, row) => cell(row)),
});
const firstOf = (columns: Parameters<typeof columnsOfFile>[0]) =>
  Object.fromEntries(
    columnsOfFile(columns).raw.map(({ code, values }) => [code, [...values].slice(0, 3)]),
  );

const leftOf = ({ table }: FileTable): number => table.target.reduce((sum, left) => sum + left, 0);
const seconds = (row: number): number => 1_696_118_400 - 86_400 * row;
const two = (count: number): string => String(count).padStart(2, '0');

describe('a table', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'churn-odd-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const readBytes = async (bytes: string | Buffer, options: Partial<FileOptions> = {}) => {
    const path = join(folder, 'odd.csv');
    await writeFile(path, bytes);
    const read = await readChurnFile(path, {
      target: { column: 'gone' },
      leaveOut: [],
      ...options,
    });
    return read.ok ? read.value : fileProblemText(read.error, 'table');
  };
  const tableOf = async (
    bytes: string | Buffer,
    options?: Partial<FileOptions>,
  ): Promise<FileTable> => {
    const read = await readBytes(bytes, options);
    if (typeof read === 'string') throw new Error(read);
    return read;
  };
  it('says who left in other languages and other ways to write 1', async () => {
    const pairs = [
      'いいえ はい',
      '아니오 예',
      'Nein Ja',
      'Não Sim',
      'NÃO SIM',
      'Нет Да',
      'لا نعم',
      'No Sì',
      'HAYIR EVET',
      'नहीं हाँ',
      'Không Có',
      'Tidak Ya',
      'Nie Tak',
      '保留 流失',
      '留存 流失',
      '在网 携号转网',
      'Active Deactive',
      '× √',
      '0.000000e+00 1.000000e+00',
      '0,0 1,0',
      '="0" "=""1"""',
      "'0 '1",
    ];
    for (const pair of pairs) {
      const [no = '', yes = ''] = pair.split(' ');
      const lines = rowsOf((row) => `${row / 7};${row % 3 === 0 ? yes : no}`);
      const read = await tableOf(['x;gone', ...lines].join('\n'));
      expect([pair, leftOf(read), read.table.target.length]).toEqual([pair, 27, ROWS]);
    }
  });

  it('leaves out rows of which NULL or NA says who left, but not where words for it are named', async () => {
    const words = ['NULL', 'NA', '#N/A', '\\N', 'nan'];
    const lines = rowsOf(
      (row) => `${row / 7},${row < 20 ? words[row % 5] : 'No,Yes'.split(',')[row % 2]}`,
    );
    const read = await tableOf(['x,gone', ...lines].join('\n'));
    expect([read.untold, leftOf(read), read.table.target.length]).toEqual([20, 30, 60]);
    const told = await tableOf(['x,gone', ...lines].join('\n'), { left: ['Yes'] });
    expect([told.untold, leftOf(told), told.table.target.length]).toEqual([0, 30, ROWS]);
  });

  it('has headers in several lines and with marks, found by what a person would type', async () => {
    const lines = rowsOf((row) => `${row / 7},${row % 3},${row % 2}`);
    const head = '="x","套餐（月）","Churn\nLabel"';
    const read = await tableOf([head, ...lines].join('\n'), {
      target: { column: 'Churn Label' },
      leaveOut: ['套餐（月）'],
    });
    expect(read.table.columns.map(({ code }) => code)).toEqual(['x']);
  });

  it('has a numbering without a header before its first column, as R writes one', async () => {
    const lines = rowsOf((row) => `${row + 1},${row / 7},${row % 3},${row % 2}`);
    const read = await tableOf(['x,y,gone', ...lines].join('\n'));
    expect(read.table.columns.map(({ code, values }) => [code, values[7]])).toEqual([
      ['x', 1],
      ['y', 1],
    ]);
    expect([leftOf(read), read.isNumbered, read.wide, read.leftOut]).toEqual([
      40,
      true,
      [],
      [{ name: '(row)', why: 'another number in every row' }],
    ]);
    // A row that has not: then the cells beyond are no one's.
    const some = await tableOf(['x,y,gone', ...lines.with(9, '3,1,1')].join('\n')).catch(String);
    expect(some).toContain('expected yes or no');
    // What is alike in some rows is no numbering.
    const alike = rowsOf((row) => `${row / 7},${row % 3},${row % 2},${row}`).with(8, '0,1,1,8');
    const beyond = await tableOf(['x,y,gone', ...alike].join('\n'));
    expect([beyond.isNumbered, beyond.wide.length, leftOf(beyond)]).toEqual([false, ROWS, 41]);
  });

  it('is read as Latin letters where it is of no encoding that is recognised', async () => {
    const towns = ['Málaga', 'Cádiz', 'São Paulo', 'Zürich'];
    const lines = rowsOf((row) => `${row / 7},${towns[row % 4]},${row % 2}`);
    const read = await tableOf(Buffer.from(['x,town,gone', ...lines].join('\n'), 'latin1'));
    expect(read.readAs).toBe('latin1, comma');
    expect(read.table.columns[1]?.kinds).toEqual(towns.toSorted());
  });

  it('has figures although most cells say in a word that there is none', () => {
    const words = ['NULL', 'NA', 'null'];
    const { raw, strays } = columnsOfFile([
      column('debt', (row) => (row % 5 === 0 ? String(row * 1.5) : (words[row % 3] as string))),
      // Of few figures each may be a kind.
      column('rate', (row) => (row % 5 === 0 ? String(row % 15) : 'none')),
    ]);
    expect(raw.map(({ code, kinds }) => [code, kinds])).toEqual([
      ['debt', undefined],
      ['rate', ['0', '10', '5', 'none']],
    ]);
    expect([...(raw[0]?.values ?? [])].slice(0, 6)).toEqual([0, ...Array(4).fill(Number.NaN), 7.5]);
    expect(strays.map(({ name, cells }) => [name, cells])).toEqual([['debt', 320]]);
  });

  it('has use that is another whole number in every row, which is no numbering', () => {
    const random = createRandom(5);
    // Many small ones beside few large, as use is; the numbers lie evenly.
    const use = Array.from(
      { length: 400 },
      (_, row) => Math.floor(Math.exp(6 + 8 * random())) * 1_000 + row,
    );
    const numbers = Array.from(
      { length: 400 },
      (_, row) => 3_000_000 + row * 23 + Math.floor(20 * random()),
    );
    const shuffled = numbers.toSorted((a, b) => (a % 97) - (b % 97));
    const { raw, leftOut } = columnsOfFile([
      column('bytes', (row) => String(use[row])),
      column('in order', (row) => String(use.toSorted((a, b) => a - b)[row])),
      column('customer', (row) => String(shuffled[row])),
      column('bytes_id', (row) => String(use[row])),
    ]);
    expect(raw.map(({ code }) => code)).toEqual(['bytes']);
    expect(leftOut.map(({ name }) => name)).toEqual(['in order', 'customer', 'bytes_id']);
  });

  it('has days in UTC, with a year of two figures, and months', () => {
    const cells = firstOf([
      column('seen', (row) => `2026-07-${two(1 + (row % 28))}T10:00:00.000Z`),
      column('paid', (row) => `${1 + (row % 28)}/7/26`),
      column('since', (row) => `2026-${two(1 + (row % 12))}`),
      column('from', (row) => `${['Jan', 'Feb', 'Mar'][row % 3]}-2026`),
      column('area', (row) => `0755-${two(1 + (row % 12))}`),
    ]);
    expect(cells).toEqual({
      'days since seen': [153, 152, 151],
      'days since paid': [153, 152, 151],
      'days since since': [334, 303, 275],
      'days since from': [334, 303, 275],
      area: [0, 1, 2],
    });
  });

  it('takes columns of one name for months only where they go together or others have the same months', () => {
    const random = createRandom(6);
    const any = (name: string) => column(name, () => random().toFixed(4));
    const months = [6, 7, 8];
    const apart = columnsOfFile(months.map((month) => any(`x_${month}`)));
    expect([apart.raw.map(({ code }) => code), apart.months]).toEqual([['x_6', 'x_7', 'x_8'], []]);
    const two = columnsOfFile(
      ['x', 'y'].flatMap((name) => months.map((month) => any(`${name}_${month}`))),
    );
    expect(two.raw.map(({ code }) => code)).toEqual(
      ['x', 'y'].flatMap((name) => [`${name}_8`, `${name} before`, `${name} change`]),
    );
    expect(two.months).toEqual(['x_6 to x_8', 'y_6 to y_8']);
    const alike = columnsOfFile(
      months.map((month) => column(`x_${month}`, (row) => String((row % 90) + 5 * random()))),
    );
    expect(alike.months).toEqual(['x_6 to x_8']);
  });

  it('may have several rows a customer, by a column of theirs, which all lie in one fold', async () => {
    const header = 'id,customer_id,use,gone';
    const table = (named: (row: number) => string) =>
      [header, ...rowsOf((row) => `${row},${named(row)},${row / 7},${row % 2}`)].join('\n');
    const four = await tableOf(table((row) => String(900 + 7 * (row >> 1))));
    expect(four.words).toEqual({ left: ['1'], stayed: ['0'] });
    expect(four.customers).toEqual({ column: 'customer_id', count: ROWS / 2 });
    expect(four.table.groups.slice(0, 4)).toEqual(Float64Array.of(0, 0, 1, 1));
    expect(four.table.columns.map(({ code }) => code)).toEqual(['use']);
    const folds = foldsOf(four.table.target, four.table.groups, 5, 1);
    for (let row = 0; row < ROWS; row += 2) expect(folds[row]).toBe(folds[row + 1]);
    // Who is not named is nobody else.
    const some = await tableOf(table((row) => (row < 4 ? '' : String(900 + (row >> 1)))));
    expect(some.table.groups.slice(0, 6)).toEqual(Float64Array.of(0, 1, 2, 3, 4, 4));
    // Left out of what is looked at, it names them all the same.
    const out = await tableOf(
      table((row) => `C${row >> 1}`),
      { leaveOut: ['customer*'] },
    );
    expect(out.customers?.count).toBe(ROWS / 2);
    // A row each; a plan, which has many; names that only a person knows.
    const own = await tableOf(table((row) => String(900 + 7 * row)));
    expect([own.customers, ...own.table.groups.slice(0, 3)]).toEqual([null, 0, 1, 2]);
    const plan = await tableOf(table((row) => String(row % 2)));
    expect(plan.customers).toBeNull();
    const odd = table((row) => `K${row >> 1}`).replace('customer_id', 'whose');
    expect((await tableOf(odd)).customers).toBeNull();
    expect((await tableOf(odd, { customer: 'whose' })).customers?.count).toBe(ROWS / 2);
    expect(await readBytes(odd, { customer: 'who' })).toContain('no column who (--customer)');
    const few = table((row) => `K${row >> 2}`);
    expect(await readBytes(few)).toMatch(
      /rows are of 20 customers, of whom 20 left in some row and 20 stayed in some; .*--customer COLUMN/,
    );
  });

  it.each(
    'CustomerID,customer_id,Customer No.,userId,MSISDN,msisdn,phone number,Account,subscriber_key,用户编号,手机号码,客户ID'.split(
      ',',
    ),
  )('takes %s for a name of customers', (name) => {
    expect(maySayWhose(name, undefined)).toBe(true);
  });

  it.each('plan_id,PhoneService,customer type,user rating,用户数,area code'.split(','))(
    'does not take %s for a name of customers',
    (name) => {
      expect(maySayWhose(name, undefined)).toBe(false);
    },
  );

  it('tells of columns that speak of leaving by their names', () => {
    const named = 'Churn Score,churn_category,CancelReason,date_of_termination,离网原因';
    const others = 'contract_left,Attributes,tenure,使用流量,RetentionCalls';
    expect(namedAfterLeaving([...named.split(','), ...others.split(',')])).toEqual(
      named.split(','),
    );
    const [line = ''] = namedLines(named.split(','), [
      { column: 'Churn Score', what: 'Churn Score', by: { auc: 1 } },
    ]);
    expect(line).not.toContain('Churn Score');
    expect(line).toContain("--leave-out 'churn_category,CancelReason,");
    expect(namedLines([], [])).toEqual([]);
  });

  it('has moments in seconds since 1970, and money of many countries', () => {
    const found = firstOf([
      column('registered_ts', (row) => String(seconds(row))),
      column('last_seen', (row) => (row === 9 ? '0' : String(seconds(row) * 1_000 + 500))),
      column('joined', (row) => `${two(28 - (row % 20))}-Jan-20 13:${two(row % 60)}`),
      column('naira', (row) => `₦${row + 1},000`),
      column('real', (row) => `R$ ${row + 1},250.50`),
      column('franc', (row) => `${row + 1} 000 F CFA`),
      column('zloty', (row) => `${row + 0.5} zł`),
    ]);
    expect(found).toEqual({
      'days since registered_ts': [0, 1, 2],
      'days since last_seen': [0, 1, 2],
      'days since joined': [1_342, 1_343, 1_344],
      naira: [1_000, 2_000, 3_000],
      real: [1_250.5, 2_250.5, 3_250.5],
      franc: [1_000, 2_000, 3_000],
      zloty: [0.5, 1.5, 2.5],
    });
    const phones = columnsOfFile([column('phone', (row) => String(seconds(row)))]);
    expect(phones.leftOut.map(({ name }) => name)).toEqual(['phone']);
  });

  it('has codes of figures, which are kinds where many rows share each', () => {
    const { raw } = columnsOfFile([
      column('plan_code', (row) => String(100 + 37 * (row % 40)), 4_000),
      column('postcode', (row) => String(10_000 + 7 * (row % 900)), 4_000),
      column('Area Code', (row) => String([408, 415, 510][row % 3]), 4_000),
      column('decoded', (row) => String(row % 40), 4_000),
    ]);
    expect(raw.map(({ code, kinds }) => [code, kinds?.length ?? 0])).toEqual([
      ['postcode', 0],
      ['Area Code', 0],
      ['decoded', 0],
      ['plan_code', 40],
    ]);
  });

  it('has use and money of phones, which are no phones', () => {
    const random = createRandom(8);
    const any = (name: string) => column(name, () => String(Math.floor(90_000 * random() ** 3)));
    const used = columnsOfFile(['minutes_mobile', 'charge_account', 'sms to phone'].map(any));
    expect(used.leftOut).toEqual([]);
    const named = ['mobile', 'phone number', 'customer_account', 'tower_id'].map(any);
    expect(columnsOfFile(named).raw).toEqual([]);
  });

  it('advises nobody to go by a column that gives the answer away', () => {
    const metrics = { auc: 0.99, bestColumn: { name: 'Label=Yes', auc: 1 } };
    const given = [{ column: 'Label', what: 'Label=Yes', by: { auc: 1 } }];
    expect(notBetterText(metrics, given)).toMatch(/Label=Yes alone \(1\.000\), which gives the/);
    expect(notBetterText(metrics, given)).not.toContain('go by');
    expect(notBetterText(metrics, [])).toContain('go by that column');
  });

  it('has no other kind where all that there are are told apart', () => {
    const states = column('state', (row) => `S${row % 25}`, 1_000);
    const { raw, merged } = columnsOfFile([states]);
    expect([raw[0]?.kinds?.length, merged]).toEqual([25, []]);
  });

  it('says the same of months in fen and in yuan: which columns are months, and the change between them', () => {
    const random = createRandom(7);
    const money = Array.from({ length: 400 }, () => {
      const level = Math.exp(3 * random());
      return [6, 7, 8].map(() => (random() < 0.1 ? null : level * Math.exp(random())));
    });
    const changes = [1e-6, 1, 100, 1e9].map((times) => {
      const { raw, months } = columnsOfFile(
        [6, 7, 8].map((month, at) =>
          column(`paid_${month}`, (row) => {
            const paid = money[row]?.[at] ?? null;
            return paid === null ? '' : String(paid * times);
          }),
        ),
      );
      expect(months).toEqual(['paid_6 to paid_8']);
      return raw.find(({ code }) => code === 'paid change')?.values ?? [];
    });
    const [first = []] = changes;
    expect(new Set(first).size).toBeGreaterThan(300);
    for (const change of changes)
      for (const [row, value] of change.entries()) expect(value).toBeCloseTo(first[row] ?? 0, 9);
  });

  it('prints a word of a page in short', () => {
    const term = { code: 'note', blank: 0, cuts: [0.5], values: [0.1, -0.1], pushes: [] };
    const [line = ''] = curveLines(
      { terms: [term], pairs: [] },
      new Map([['note', ['x'.repeat(20_000), 'hi']]]),
    );
    expect(line.length).toBeLessThan(100);
    expect(line).toContain('xxx… x1.11, hi x0.90');
  });
});
