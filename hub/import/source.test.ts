import { readFile } from 'node:fs/promises';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeImportError, type ImportError } from './errors.ts';
import { openSource } from './open_source.ts';
import { SourceBroken, type SourceOptions } from './source.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

const gb = (text: string): Buffer => iconv.encode(text, 'gb18030');

async function read(path: string, options: SourceOptions = {}) {
  const source = await openSource(path, options);
  if (!source.ok) throw new Error(source.error.type);
  const rows: (readonly [number, ...string[]])[] = [];
  for await (const { row, cells } of source.value.rows()) rows.push([row, ...cells]);
  return { headers: source.value.headers, readAs: source.value.readAs, rows };
}

async function refusal(path: string, options: SourceOptions = {}): Promise<ImportError> {
  const source = await openSource(path, options);
  if (!source.ok) return source.error;
  try {
    for await (const row of source.value.rows()) void row;
  } catch (error) {
    if (error instanceof SourceBroken) return error.error;
    throw error;
  }
  throw new Error('it was read');
}

const TABLE = '账号,姓名,地址\n1,王芳,北京\n2,𠮷田,上海\n';
const ROWS = [
  [2, '1', '王芳', '北京'],
  [3, '2', '𠮷田', '上海'],
];

describe('encodings', () => {
  test.each([
    ['utf-8', Buffer.from(TABLE), 'utf-8, comma'],
    ['utf-8 with a byte order mark', Buffer.from(`\uFEFF${TABLE}`), 'utf-8, comma'],
    ['gb18030', iconv.encode(TABLE, 'gb18030'), 'gb18030, comma'],
    [
      'utf-16le with a byte order mark',
      iconv.encode(TABLE, 'utf-16le', { addBOM: true }),
      'utf-16le, comma',
    ],
    [
      'utf-16be with a byte order mark',
      Buffer.from(iconv.encode(TABLE, 'utf-16be', { addBOM: true })),
      'utf-16be, comma',
    ],
  ])('%s is told from the bytes', async (name, bytes, readAs) => {
    const table = await read(await files.write(`${name}.csv`, bytes));
    expect(table).toEqual({ headers: ['账号', '姓名', '地址'], readAs, rows: ROWS });
  });

  test('a first Chinese character after a megabyte of digits still tells the encoding', async () => {
    const digits = `${'1234567'.repeat(400)},89,10\n`.repeat(400);
    const path = await files.write(
      'late.csv',
      iconv.encode(`a,b,c\n${digits}7,王芳,x\n`, 'gb18030'),
    );
    const { readAs, rows } = await read(path);
    expect(readAs).toBe('gb18030, comma');
    expect(rows.at(-1)).toEqual([402, '7', '王芳', 'x']);
  });

  test('a UTF-8 character over the edge of a chunk does not look like another encoding', async () => {
    const padding = 'x'.repeat((1 << 20) - 5);
    const { readAs, rows } = await read(await files.write('edge.csv', `a,b\n${padding},王芳\n`));
    expect(readAs).toBe('utf-8, comma');
    expect(rows[0]?.[2]).toBe('王芳');
  });

  test('a wrong encoding that is stated stops with what to do', async () => {
    const path = await files.write('gb.csv', iconv.encode(TABLE, 'gb18030'));
    const error = await refusal(path, { encoding: 'utf-8' });
    expect(error).toMatchObject({ type: 'encoding', tried: 'utf-8' });
    expect(describeImportError(error).en).toContain('--encoding gb18030');
  });

  test('an encoding that is stated is obeyed, but for a mark that says another', async () => {
    const path = await files.write('le.csv', iconv.encode(TABLE, 'utf-16le'));
    expect((await read(path, { encoding: 'utf-16le' })).rows).toEqual(ROWS);
    expect(await refusal(path)).toMatchObject({ type: 'binary' });
    const marked = await files.write('marked.csv', `\uFEFF${TABLE}`);
    expect(await refusal(marked, { encoding: 'gb18030' })).toEqual({
      type: 'encoding-mark',
      path: marked,
      mark: 'utf-8',
      stated: 'gb18030',
    });
  });

  test('rows of two encodings are told apart, whichever are fewer', async () => {
    const path = await files.write(
      'mixed.csv',
      Buffer.concat([gb(TABLE), Buffer.from('3,李四,广州\n')]),
    );
    const error = await refusal(path);
    expect(error).toMatchObject({ type: 'mixed-encoding', line: 4, others: 'gb18030' });
    expect(describeImportError(error).en).toContain('line 4 is UTF-8, other lines are gb18030');
    // Stated or not: no reading of it is right.
    expect(await refusal(path, { encoding: 'gb18030' })).toMatchObject({ type: 'mixed-encoding' });
    const other = await files.write(
      'other.csv',
      Buffer.concat([Buffer.from(TABLE), gb('3,李四,广州\n')]),
    );
    expect(await refusal(other)).toMatchObject({ line: 4, others: 'utf-8' });
  });

  test.each(['3,王芳,6\u00a0716', '3,王芳,José'])(
    '%s is seen by its Chinese alone',
    async (row) => {
      const path = await files.write('beside.csv', Buffer.concat([gb(TABLE), Buffer.from(row)]));
      expect(await refusal(path)).toMatchObject({ type: 'mixed-encoding', line: 4 });
    },
  );

  test('ordinary GB18030 is never taken for a mixture', async () => {
    // All pairs of GB2312 hanzi, short lines: some are valid UTF-8 by chance.
    const lines: Buffer[] = [Buffer.from('a,b\n')];
    for (let high = 0xb0; high <= 0xf7; high += 1) {
      for (let low = 0xa1; low <= 0xfe; low += 1)
        lines.push(Buffer.from([high, low, 0x2c, low, high < 0xd8 ? high : 0xd6, 0x0a]));
    }
    const { readAs, rows } = await read(await files.write('all.csv', Buffer.concat(lines)));
    expect(readAs).toBe('gb18030, comma');
    expect(rows.length).toBe(72 * 94);
  });

  test('the place of a broken character is its own, in every encoding', async () => {
    const filler = '1234567890,王芳\n'.repeat(50_000);
    const whole = Buffer.from(`\uFEFF账号,姓名\n${filler}`);
    const path = await files.write(
      'cut.csv',
      Buffer.concat([whole, Buffer.from([0x39, 0x2c, 0xe7, 0x8e, 0x0a])]),
    );
    expect(await refusal(path)).toMatchObject({ at: whole.length + 2, line: 50_002 });
    const gb = iconv.encode(`账号,姓名\n${filler}`, 'gb18030');
    const broken = await files.write('gbcut.csv', Buffer.concat([gb, Buffer.from([0x39, 0xff])]));
    expect(await refusal(broken)).toMatchObject({
      tried: 'gb18030',
      at: gb.length + 1,
      line: 50_002,
    });
  });

  test('bytes of no known encoding stop', async () => {
    const path = await files.write('latin.csv', Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x31, 0x0a]));
    expect(await refusal(path)).toMatchObject({ type: 'encoding', tried: 'gb18030' });
  });
});

describe('delimiters and quotes', () => {
  test.each([
    [';', 'utf-8, semicolon'],
    ['\t', 'utf-8, tab'],
    [',', 'utf-8, comma'],
    ['|', 'utf-8, vertical bar'],
    ['\u0001', 'utf-8, control-A'],
  ])('%j is told from the lines', async (delimiter, readAs) => {
    const path = await files.write('delimiter.csv', TABLE.replaceAll(',', delimiter));
    expect(await read(path)).toEqual({ headers: ['账号', '姓名', '地址'], readAs, rows: ROWS });
  });

  test("Excel's own line of the delimiter is no row", async () => {
    const table = await read(
      await files.write('sep.csv', `\uFEFFsep=;\r\n${TABLE.replaceAll(',', ';')}`),
    );
    expect(table).toEqual({
      headers: ['账号', '姓名', '地址'],
      readAs: 'utf-8, semicolon',
      rows: ROWS,
    });
    const odd = await files.write('sep2.csv', '"sep=|"\na|b;c\n1|2;3\n');
    expect((await read(odd)).headers).toEqual(['a', 'b;c']);
  });

  test('the row of the headers may be stated', async () => {
    const path = await files.write('title.csv', `客户明细,,\n,,\n${TABLE}`);
    expect(await read(path, { headerRow: 3 })).toMatchObject({
      headers: ['账号', '姓名', '地址'],
      rows: [
        [4, '1', '王芳', '北京'],
        [5, '2', '𠮷田', '上海'],
      ],
    });
  });

  test('semicolons win over decimal commas', async () => {
    const path = await files.write('decimal.csv', 'a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n');
    expect((await read(path)).headers).toEqual(['a', 'b', 'c']);
  });

  test('quoted delimiters, quotes and line breaks stay inside their cell; blank lines count as rows', async () => {
    const path = await files.write(
      'quoted.csv',
      'a,b\r\n"x, y","say ""hi""\r\nthere"\r\n\r\n3,4\r\n',
    );
    expect((await read(path)).rows).toEqual([
      [2, 'x, y', 'say "hi"\r\nthere'],
      [4, '3', '4'],
    ]);
  });

  test('repeated and missing header names get names of their own', async () => {
    const path = await files.write(
      'headers.csv',
      '其他，请注明,用户描述,其他，请注明,,用户描述\n1,2,3,4,5\n',
    );
    expect((await read(path)).headers).toEqual([
      '其他，请注明',
      '用户描述',
      '其他，请注明#2',
      'column 4',
      '用户描述#2',
    ]);
  });

  test('a quote that is never closed stops with its line, without swallowing the file', async () => {
    const path = await files.write('unclosed.csv', `a,b\n1,2\n3,"4\n${'5,6\n'.repeat(600_000)}`);
    const error = await refusal(path);
    expect(error).toMatchObject({ type: 'broken-csv', line: 3 });
    expect(describeImportError(error).zh).toContain('引号没有配对');
  });
});

const workbook = async (name: string): Promise<string> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('客户');
  sheet.addRow(['账号', '姓名', '入网日期', '余额', '备注']);
  sheet.addRow([
    13800138000,
    '王芳',
    new Date('2020-02-29T00:00:00Z'),
    49.9,
    { formula: '1+1', result: 2 },
  ]);
  sheet.addRow([]);
  sheet.addRow(['007', { richText: [{ text: '单' }, { text: '雄信' }] }, null, 0]);
  book.addWorksheet('说明').addRow(['其他']);
  await book.xlsx.writeFile(files.path(name));
  return files.path(name);
};

describe('workbooks', () => {
  test('cells become the text that a CSV would hold', async () => {
    expect(await read(await workbook('book.xlsx'))).toEqual({
      headers: ['账号', '姓名', '入网日期', '余额', '备注'],
      readAs: 'xlsx, sheet 客户',
      rows: [
        [2, '13800138000', '王芳', '2020-02-29', '49.9', '2'],
        [4, '007', '单雄信', '', '0', ''],
      ],
    });
  });

  test('a time of day is kept beside its day', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('到访');
    sheet.addRow(['时间']);
    const times = ['2026-10-31T14:05:00Z', '2026-10-31T23:59:59Z', '2026-10-31T00:00:00Z'];
    for (const time of times) {
      sheet.addRow([new Date(time)]).getCell(1).numFmt = 'yyyy-mm-dd hh:mm:ss';
    }
    await book.xlsx.writeFile(files.path('times.xlsx'));
    expect((await read(files.path('times.xlsx'))).rows).toEqual([
      [2, '2026-10-31 14:05:00'],
      [3, '2026-10-31 23:59:59'],
      [4, '2026-10-31'],
    ]);
  });

  test('characters that lie across two chunks stay whole', async () => {
    const names = Array.from(
      { length: 6_000 },
      (_, index) => `诸葛${'孔明'.repeat(index % 5)}${index}`,
    );
    const writer = new exceljs.stream.xlsx.WorkbookWriter({
      filename: files.path('large.xlsx'),
      useSharedStrings: false,
    });
    const sheet = writer.addWorksheet('大');
    sheet.addRow(['姓名']).commit();
    for (const name of names) sheet.addRow([name]).commit();
    await writer.commit();
    const { rows } = await read(files.path('large.xlsx'));
    expect(rows.map(([, name]) => name)).toEqual(names);
  });

  test('a named sheet is read; a wrong name lists what there is', async () => {
    const path = await workbook('sheets.xlsx');
    expect((await read(path, { sheet: '说明' })).headers).toEqual(['其他']);
    expect(await refusal(path, { sheet: '数据' })).toMatchObject({
      type: 'no-sheet',
      sheets: ['客户', '说明'],
    });
  });

  test('a workbook that was cut off, or has lost its sheets, is refused', async () => {
    const whole = await readFile(await workbook('whole.xlsx'));
    const cut = await files.write('cut.xlsx', whole.subarray(0, Math.floor(whole.length * 0.8)));
    expect(await refusal(cut)).toMatchObject({
      type: 'broken-workbook',
      reason: 'its end is missing',
    });
  });

  test('damage inside is refused', async () => {
    const bytes = await readFile(await workbook('sound.xlsx'));
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
    for (let index = at; index < at + 40; index += 1) bytes.writeUInt8(0xaa, index);
    expect(await refusal(await files.write('damaged.xlsx', bytes))).toMatchObject({
      type: 'broken-workbook',
      reason: 'its content is damaged',
    });
  });
});

describe('what is no table', () => {
  test('no file, a folder, an empty file, only a byte order mark', async () => {
    expect(await refusal(files.path('none.csv'))).toMatchObject({ type: 'no-file' });
    expect(await refusal(files.path('.'))).toMatchObject({ type: 'directory' });
    expect(await refusal(await files.write('empty.csv', ''))).toMatchObject({ type: 'empty' });
    expect(await refusal(await files.write('bom.csv', '\uFEFF'))).toMatchObject({ type: 'empty' });
    expect(await refusal(await files.write('blank.csv', '\n\n  \n'))).toMatchObject({
      type: 'empty',
    });
  });

  test.each([
    ['old-excel', 'd0cf11e0a1b11ae1'],
    ['pdf', '255044462d312e34'],
    ['gzip', '1f8b0800'],
    ['zip', '504b030400000000'],
    [
      'ods',
      `504b0304${Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet').toString('hex')}`,
    ],
    ['unknown', '7f454c4600010203'],
  ])('%s', async (kind, hex) => {
    const error = await refusal(await files.write(`${kind}.csv`, Buffer.from(hex, 'hex')));
    expect(error).toMatchObject({ type: 'binary', kind });
    expect(describeImportError(error).en).toContain('save it as XLSX or "CSV UTF-8"');
  });
});
