// Damaged and odd files, each read exactly or refused by the cell or the line.
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeImportError, type ImportError } from './errors.ts';
import type { ImportMap } from './map.ts';
import { createTestFiles, type TestFiles } from './test_files.ts';
import { mapOf, namedMap, readFileAs } from './test_reading.ts';
import { zipOf } from './test_workbook.ts';

let files: TestFiles;
let map: ImportMap;
beforeAll(async () => {
  files = await createTestFiles();
  map = await namedMap('customers');
});
afterAll(() => files.remove());

const HEAD = '账号,姓名,手机号,余额,合约到期日,地址\n';
const NEXT = 'A9,李,13800000009,2,,y\n';

/** What is wrong with the file, or row and column of its bad cells, and the accounts that came in. */
async function read(content: string | Uint8Array): Promise<string> {
  const path = await files.write('odd.csv', content);
  const result = await readFileAs(path, map);
  if ('type' in result) return `${result.type}: ${describeImportError(result).en}`;
  const bad = result.bad.map(([row, column]) => `${row} ${column}`).join(', ');
  return `${result.rows.map(({ account }) => account).join(' ')} | ${bad}`;
}

test.each([
  ['a quotation mark escaped as MySQL does', 'A1,"王\\"芳",13800000001,1,,x\n', '2 *'],
  ['text behind a closing mark', 'A1,"王"芳,13800000001,1,,x\n', '2 *'],
  ['apostrophes for marks', "'A1','王芳','13800000001','1','','东,路'\n", '2 *'],
  ['a character of control', 'A1,王芳,13800000001,1,,东\u000b路\n', '2 地址'],
  ['a character that was lost', 'A1,王\uFFFD,13800000001,1,,x\n', '2 姓名'],
  ['a name of question marks', 'A1,???,13800000001,1,,x\n', '2 姓名'],
  ['U+FFFD read as GBK', 'A1,锟斤拷,13800000001,1,,x\n', '2 姓名'],
  ['UTF-8 read as Windows-1252', 'A1,çŽ‹èŠ³,13800000001,1,,x\n', '2 姓名'],
  ['escapes of a web page', 'A1,王&#33459;,13800000001,1,,&nbsp;东路\n', '2 姓名, 2 地址'],
  ['escapes of JSON', 'A1,\\u738b\\u82b3,13800000001,1,,x\n', '2 姓名'],
  ['escapes of an address', 'A1,%E7%8E%8B,13800000001,1,,x\n', '2 姓名'],
  ['an extension behind a dash', 'A1,王芳,010-8888 8888-801,1,,x\n', '2 手机号'],
  ['a decimal comma', 'A1,王芳,13800000001,"12,50",,x\n', '2 余额'],
  ['an apostrophe between thousands', "A1,王芳,13800000001,1'234.50,,x\n", '2 余额'],
  ['a blank between thousands', 'A1,王芳,13800000001,1 234.50,,x\n', '2 余额'],
  ['groups of four', 'A1,王芳,13800000001,"12,3456.00",,x\n', '2 余额'],
  ['two figures', 'A1,王芳,13800000001,12/13,,x\n', '2 余额'],
  ['a range', 'A1,王芳,13800000001,10-20,,x\n', '2 余额'],
  ['two signs', 'A1,王芳,13800000001,--5,,x\n', '2 余额'],
  ['credit and debit', 'A1,王芳,13800000001,5.00CR,,x\n', '2 余额'],
  ['a hexadecimal', 'A1,王芳,13800000001,0x10,,x\n', '2 余额'],
  ['too large for a number', 'A1,王芳,13800000001,1e400,,x\n', '2 余额'],
  ['digits of another script', 'A1,王芳,13800000001,١٢,,x\n', '2 余额'],
  ['a footnote', 'A1,王芳,13800000001,5²,,x\n', '2 余额'],
  ['a digit in a circle', 'A1,王芳,13800000001,①,,x\n', '2 余额'],
  ['a fraction', 'A1,王芳,13800000001,2½,,x\n', '2 余额'],
  ['yuan and jiao', 'A1,王芳,13800000001,5元3角,,x\n', '2 余额'],
  ['a figure in characters', 'A1,王芳,13800000001,一百二十元,,x\n', '2 余额'],
  ["an accountant's dash", 'A1,王芳,13800000001, - ,,x\n', '2 余额'],
  ['an entity of HTML', 'A1,王芳,13800000001,&nbsp;5,,x\n', '2 余额'],
  ['30 February', 'A1,王芳,13800000001,1,2026-02-30,x\n', '2 合约到期日'],
  ['a day in either order', 'A1,王芳,13800000001,1,5/3/2026,x\n', '2 合约到期日'],
  ['a year of two figures', 'A1,王芳,13800000001,1,26-03-05,x\n', '2 合约到期日'],
  ['a year of the Republic', 'A1,王芳,13800000001,1,115/03/05,x\n', '2 合约到期日'],
  ['milliseconds', 'A1,王芳,13800000001,1,1793404800000,x\n', '2 合约到期日'],
  ['a thirteenth month', 'A1,王芳,13800000001,1,20261305,x\n', '2 合约到期日'],
  ['a lunar day', 'A1,王芳,13800000001,1,二〇二六年正月初一,x\n', '2 合约到期日'],
  ['a day with its weekday', 'A1,王芳,13800000001,1,2026-12-31 星期四,x\n', '2 合约到期日'],
  ['a mobile number with a digit too many', 'A1,王芳,138000000012,1,,x\n', '2 手机号'],
  ['two phones', 'A1,王芳,13800000001/13900000001,1,,x\n', '2 手机号'],
  ['an extension', 'A1,王芳,010-88888888转123,1,,x\n', '2 手机号'],
  ['letters O for zeros', 'A1,王芳,138OOOO0001,1,,x\n', '2 手机号'],
  ['a code that became a day', '3月5日,王芳,13800000001,1,,x\n', '2 账号'],
  ['a formula as text', '=A1+1,王芳,13800000001,1,,x\n', '2 账号'],
  ['a month out of 10-26', 'Oct-26,王芳,13800000001,1,,x\n', '2 账号'],
  ['an error of full width', '＃Ｎ／Ａ,王芳,13800000001,1,,x\n', '2 账号'],
  ['an account of no letter or digit', '无,王芳,13800000001,1,,x\n', '2 账号'],
  ['UTF-8 read as GBK', 'A1,鐜嬭姵,13800000001,1,,x\n', '2 姓名'],
  ['an address in UTF-8 read as GBK', 'A1,王芳,13800000001,1,,涓滆矾1号\n', '2 地址'],
  ['GBK read as Latin-1', 'A1,Íõ·¼,13800000001,1,,x\n', '2 姓名'],
  ['Latin letters in UTF-8 read as Windows-1252', 'A1,JosÃ©,13800000001,1,,x\n', '2 姓名'],
  ['a character that became a question mark', 'A1,王？,13800000001,1,,x\n', '2 姓名'],
  ['a line break of a web page', 'A1,王芳,13800000001,1,,东路<br/>1号\n', '2 地址'],
  ['a number where the name belongs', 'A1,13800000001,王芳,1,,x\n', '2 手机号, 2 姓名'],
  ['a word for nobody', 'A1,未知,13800000001,1,,x\n', '2 姓名'],
  ['a phone of one digit', 'A1,王芳,00000000000,1,,x\n', '2 手机号'],
  ['no contract, or one without end', 'A1,王芳,13800000001,1,无,x\n', '2 合约到期日'],
  ['a cell too many', 'A1,王,芳,13800000001,1,,x\n', '2 *'],
  ['a name like a total in a shifted row', '李合计,A1,13800000001,"1,2",3,,x\n', '2 *'],
  ['a label before the account', '账号：A1,王芳,13800000001,1,2027-01-31,x\n', '2 账号'],
  ['an address that became a day', 'A1,王芳,13800000001,1,,3月2日\n', '2 地址'],
  ['two accounts', '"A1, A2",王芳,13800000001,1,,x\n', '2 账号'],
  ['an account with its thousands apart', '"100,234",王芳,13800000001,1,,x\n', '2 账号'],
  ["pandas' word for nothing", 'NaT,NA,13800000001,1,,<NA>\n', '2 账号, 2 姓名, 2 地址'],
  ['a word for nothing in brackets', 'A1,（空）,13800000001,1,,(blank)\n', '2 姓名, 2 地址'],
  ['yes where the name belongs', 'A1,是,13800000001,1,,x\n', '2 姓名'],
  ["a workbook's escape", 'A1,王_x000D_芳,13800000001,1,,x\n', '2 姓名'],
  ['an extension behind a comma', 'A1,王芳,"010-66001234,801",1,,x\n', '2 手机号'],
  [
    'a term as a day',
    'A1,王芳,13800000001,1,2026-01-01 00:00至2027-01-01 00:00,x\n',
    '2 合约到期日',
  ],
  ['a row that ends early', 'A1,王芳,13800000001\n', '2 *'],
  ['the last digit of a second landline', 'A1,王芳,0931-8888888/9,1,,x\n', '2 手机号'],
  ['a second landline behind a slash', 'A1,王芳,0931-8888888/8889,1,,x\n', '2 手机号'],
  ['a mobile number of ten digits', 'A1,王芳,138-0000-000,1,,x\n', '2 手机号'],
  ['a digit too many behind the country', 'A1,王芳,86138000000011,1,,x\n', '2 手机号'],
  ['a digit too many behind an IP prefix', 'A1,王芳,17951138000000012,1,,x\n', '2 手机号'],
  ['quotation marks of full width', '“A1”,王芳,13800000001,1,,x\n', '2 账号'],
  ['half of such a pair', '‘A1’,王芳,13800000001,1,,x\n', '2 账号'],
  ['two accounts behind a semicolon', 'A1;A2,王芳,13800000001,1,,x\n', '2 账号'],
  ['two accounts behind a bar', 'A1|A2,王芳,13800000001,1,,x\n', '2 账号'],
  ['a masked account', '6212****1234,王芳,13800000001,1,,x\n', '2 账号'],
  ['the mark of a footnote', 'A1*,王芳,13800000001,1,,x\n', '2 账号'],
  ['an English label before the account', 'ID:A1,王芳,13800000001,1,,x\n', '2 账号'],
  ['the types of the columns', 'varchar(20),varchar(50),,,,text\n', '2 账号'],
  ['headers again in other words', 'acct_id,cust_name,,,,addr\n', '2 *'],
  ['headers of another table', '客户编号,套餐,,,,\n', '2 *'],
  ['the heading of a group', '网格1,,,,,\n', '2 *'],
  ['the heading of a group in letters', 'VIP,,,,,\n', '2 *'],
  ['the heading of a group in all its cells', '3号楼,3号楼,3号楼,3号楼,3号楼,3号楼\n', '2 *'],
  ['a time for an account', '10:30,王芳,13800000001,1,,x\n', '2 账号'],
  ['a footnote of an account', 'A1²,王芳,13800000001,1,,x\n', '2 账号'],
  ['an account below zero in brackets', '(123),王芳,13800000001,1,,x\n', '2 账号'],
  ['a state behind the account', 'A1（停机）,王芳,13800000001,1,,x\n', '2 账号'],
  ['two accounts in words', 'A1和A2,王芳,13800000001,1,,x\n', '2 账号'],
  ['an account of zeros', '0000,王芳,13800000001,1,,x\n', '2 账号'],
  ['a row that was commented out', '//A1,王芳,13800000001,1,,x\n', '2 账号'],
  ['another such row', '#A1,王芳,13800000001,1,,x\n', '2 账号'],
  ['a number of customers for an account', '5户,王芳,13800000001,1,,x\n', '2 账号'],
  ['an apostrophe between the thousands of an account', "1'000,王芳,13800000001,1,,x\n", '2 账号'],
  ['the first digits there are', 'A1,王芳,12345678901,1,,x\n', '2 手机号'],
  ['five zeros', 'A1,王芳,00000,1,,x\n', '2 手机号'],
  ['a letter for a name', 'A1,Y,13800000001,1,,x\n', '2 姓名'],
  ['a code for a name', 'A1,VIP3,13800000001,1,,x\n', '2 姓名'],
  ['whoever it is for a name', 'A1,先生,13800000001,1,,x\n', '2 姓名'],
  ['a test for a name', 'A1,XXX,13800000001,1,,x\n', '2 姓名'],
  ['an address with a lost character', 'A1,王芳,13800000001,1,,东?路1号\n', '2 地址'],
  ['a total beside a count', '3,合 计,,6.00,,\n', '2 姓名'],
  ['a total of pages beside a count', '3,,,6.00,,本页小计：\n', '2 地址'],
  ['an English total beside a count', '3,,,6.00,,Grand Total\n', '2 地址'],
  ['numbers of the columns', '1,2,3,4,5,6\n', '2 *'],
  ['numbers of the columns in brackets', '(1),(2),(3),(4),(5),(6)\n', '2 *'],
  ['letters of the columns', 'A,B,C,D,E,F\n', '2 *'],
  ['a time in another zone', 'A1,王芳,13800000001,1,2027-10-31T20:00:00-05:00,x\n', '2 合约到期日'],
  ['letters that only look like Latin ones', '\u04101,王芳,13800000001,1,,x\n', '2 账号'],
  ['a name as above', 'A1,同上,13800000001,1,,x\n', '2 姓名'],
  ['an address as above', 'A1,王芳,13800000001,1,,〃\n', '2 地址'],
  ['a state where the name belongs', 'A1,已销户,13800000001,1,,x\n', '2 姓名'],
  ['an amount where the name belongs', 'A1,100元,13800000001,1,,x\n', '2 姓名'],
  ['a day where the name belongs', 'A1,3月5日,13800000001,1,,x\n', '2 姓名'],
])('%s is refused, the next row is not', async (_, row, bad) => {
  expect(await read(HEAD + row + NEXT)).toBe(`A9 | ${bad}`);
});

test.each([
  ['the mark of the end in DOS', `${HEAD}${NEXT}\u001a`, 'A9 | '],
  [
    'marks that meet two rows below',
    `${HEAD}A1,王,1380000001,1,,"东\n${NEXT}A2,赵,1380000002,1,,"西"\n`,
    ' | 2 *',
  ],
  [
    'marks behind a blank around a line break',
    `地址,账号\n "东,路\n1单元",A1\n西路,A2\n`,
    'A2 | 2 *, 3 *',
  ],
  ['a mark that is never closed', `${HEAD}A1,王,13800000001,1,,"东\n${NEXT}`, 'broken-csv: '],
  ['two byte order marks', `\uFEFF\uFEFF${HEAD}${NEXT}`, 'A9 | '],
  ['returns before each line end', (HEAD + NEXT).replaceAll('\n', '\r\r\n'), 'A9 | '],
  ['three kinds of line ends', '账号,姓名\rA1,王\nA2,李\r\nA3,赵', 'A1 A2 A3 | '],
  ['headers that come again', HEAD + NEXT + HEAD + NEXT.replace('A9', 'A8'), 'A9 A8 | '],
  [
    'headers that come again in another order',
    '账号,余额,欠费\nA1,10,0\n账号,欠费,余额\nA2,5,0\n账号,余额,欠费\nA3,1,0\n',
    'A1 A3 | 3 *, 4 *',
  ],
  [
    'headers in another order, of texts alone',
    'account,name\nA1,Li\nname,account\nWang,A2\n',
    'A1 | 3 *, 4 *',
  ],
  [
    "names of a database's columns below the headers",
    '账号,姓名\nACC_NBR,CUST_NAME\nA1,王\n',
    'A1 | 2 *',
  ],
  ['carets', (HEAD + NEXT).replaceAll(',', '^'), 'A9 | '],
  ['carets, as the first line says', `sep=^\n${(HEAD + NEXT).replaceAll(',', '^')}`, 'A9 | '],
  ['another unit of all amounts in a note', `${HEAD}${NEXT}单位：万元,,,,,\n`, 'other-unit: '],
  ['the unit of all amounts in a note', `${HEAD}${NEXT}金额单位：元、MB,,,,,\n`, 'A9 | '],
  ['who fills in a table, which is no unit', `${HEAD}${NEXT}单位：城关分公司,,,,,\n`, 'A9 | '],
  [
    'a table of tabs, every cell in quotes',
    HEAD.replace(/[^,\n]+/g, '"$&"').replaceAll(',', '\t') + '"A9"\t"李"\t""\t""\t""\t""\n',
    'A9 | ',
  ],
  ['the line that sqlcmd draws', `${HEAD}------,----,---,---,---,---\n${NEXT}`, 'A9 | '],
  ['headers as formulas', '"=""账号""","=""姓名"""\n"=""A9""","=""李"""\n', 'A9 | '],
  [
    'Big5 with English headers',
    iconv.encode('account,name\nA1,陳大文\n', 'big5'),
    'other-encoding: ',
  ],
  ['a name in two spellings', '账号,姓名,姓 名\nA1,王,李\n', 'columns-twice: '],
  ['a month in two spellings', '账号,消费_2026-09,消费_202609\nA1,1,2\n', 'columns-twice: '],
  ['commas of full width', '账号，姓名\nA1，王\n', 'missing-columns: '],
  ['Big5', iconv.encode('帳號,姓名\nA1,陳小明\n', 'big5'), 'other-encoding: '],
  ['Shift_JIS', iconv.encode('account,name\nA1,田中太郎\n', 'shift_jis'), 'other-encoding: '],
  ['Windows-1252', iconv.encode('account,name\nA1,Müller\n', 'win1252'), 'other-encoding: '],
  ['a rare name in GBK', iconv.encode(`${HEAD}A1,王喆,,,,\n`, 'gbk'), 'A1 | '],
  ['Latin-1', iconv.encode('account,name\nA1,José\n', 'latin1'), 'encoding: '],
  ['UTF-16 without its mark', iconv.encode(HEAD, 'utf-16le'), 'binary: '],
  [
    'marks in two rows, and rows between them',
    `${HEAD}A1,王,13800000001,1,,"东路\nA2,赵,13800000002,1,,西路"\n${NEXT}`,
    'A9 | 2 *',
  ],
  ['an address in two lines', `${HEAD}A1,王,13800000001,1,,"东路,1号\n2单元,3室"\n`, 'A1 | '],
  [
    'the rows of another table below',
    '账号,姓名\nA1,王芳\n套餐编号,套餐名称\nP1,畅享套餐\n',
    'A1 | 3 *, 4 *',
  ],
  ['the count of a branch', '营业厅,账号,余额\n城关,A1,5\n城关小计,1,5\n', 'A1 | 3 营业厅'],
  ['a picture in a name', '账号,姓名\nA1,\ufffc王芳\nA2,\u3164\n', 'A1 A2 | '],
  ['tildes', (HEAD + NEXT).replaceAll(',', '~'), 'A9 | '],
  ['tildes, as the first line says', `sep=~\n${(HEAD + NEXT).replaceAll(',', '~')}`, 'A9 | '],
  ['a NUL', `${HEAD}A1,王\u0000,13800000001,1,,x\n`, 'binary: '],
])('%s', async (_, content, expected) => {
  expect((await read(content)).startsWith(expected)).toBe(true);
});

const table = (unit: string): Promise<string> =>
  files.write('units.csv', `客户月报,,${unit}\n账号,余额,欠费\nA1,1.5,0\n`);

test('another unit of all amounts above the headers is refused, unless the map reckons with it', async () => {
  const other = await readFileAs(await table('(单位：万元)'), map, { headerRow: 2 });
  expect(other).toMatchObject({ type: 'other-unit', text: '(单位：万元)' });
  expect(describeImportError(other as ImportError).en).toContain('times: 10000');
  expect(await readFileAs(await table('单位:元'), map, { headerRow: 2 })).toMatchObject({
    rows: [{ balance: 150 }],
  });
  const reckoned = mapOf(
    'entity: customer\nkey: 账号\ncolumns: { balance: { column: 余额, unit: yuan, times: 10000 } }\n',
  );
  expect(await readFileAs(await table('单位：万元'), reckoned, { headerRow: 2 })).toMatchObject({
    rows: [{ balance: 1_500_000 }],
  });
});

const UTF16 = iconv.encode(`\uFEFF${HEAD}${NEXT}`, 'utf-16le');
test.each([
  ['a last byte alone', UTF16.subarray(0, -1), 'line 2 (byte 88)'],
  [
    'half of a pair',
    Buffer.concat([UTF16, Buffer.from('42d8', 'hex'), iconv.encode('A8\n', 'utf-16le')]),
    'line 3 (byte 90)',
  ],
  [
    'the other half, big end first',
    Buffer.concat([iconv.encode('\uFEFFA\nB', 'utf-16be'), Buffer.from('dfb7', 'hex')]),
    'line 2 (byte 8)',
  ],
])('in UTF-16 %s is told with its line', async (_, content, place) => {
  expect(await read(content)).toContain(place);
});

test("a spreadsheet's mark of a text is none of the text", async () => {
  const row = "'007,'王芳,'13800000001,'1.50,'2027-01-05,'12号楼\n";
  const result = await readFileAs(await files.write('marks.csv', HEAD + row), map);
  if ('type' in result) throw new Error(result.type);
  expect(result.bad).toEqual([]);
  expect(result.rows).toMatchObject([
    { account: '007', name: '王芳', balance: 150, contract_end: '2027-01-05', area: '12号楼' },
  ]);
});

test.each(['"王芳"', "'王芳'"])(
  'marks around %s behind a blank are none of the name',
  async (name) => {
    const path = await files.write('marks.csv', `账号, 姓名\nA1, ${name}\n`);
    expect(await readFileAs(path, map)).toMatchObject({ rows: [{ name: '王芳' }], bad: [] });
  },
);

test.each([
  'A1 汇总',
  '全省合计',
  '【合计】',
  '最大值',
  '(3 rows)',
  '3 rows selected.',
  '(3 行受影响)',
  '已导出3条',
  '---END---',
  'EOF',
  '查询时间：2026-10-31',
  '总记录数：3',
  '本表共3户',
  '以下空白',
  '第1页 共3页',
  'Page 1 of 3',
  '合计金额：300.00',
  '合計',
  '总户数：3',
  '用户总数 3',
  '最高',
  'Total customers: 3',
  'Subtotal B-01',
  'Row count: 3',
  'Count 3',
  '备注 1',
  '续表1',
  '操作员：1001',
  '以上数据截止2026-10-31',
  'Report date 2026/10/31 10:00',
  'Printed by admin1',
  'Elapsed: 00:00:00.01',
  '*** END ***',
])('%s is no customer', async (key) => {
  expect(await read(`${HEAD}${NEXT}${key},,,5,,\n`)).toBe('A9 | ');
});

test.each([
  'Zoë Müller',
  'Łukasz',
  'Núñez',
  '浣熊',
  '王鐜',
  '喆',
  '欧阳娜娜',
  'Nguyễn Văn',
  '阿依古丽·买买提',
])('the name %s is one', async (name) => {
  expect(await read(`${HEAD}A1,${name},13800000001,1,,x\n`)).toBe('A1 | ');
});

const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

test.each<readonly [string, string | Uint8Array, string]>([
  ['.xls and .et', OLE, 'an old Excel (.xls) or WPS (.et) workbook'],
  [
    'a password',
    Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
    'take it off first',
  ],
  [
    '.xlsb',
    zipOf([
      ['[Content_Types].xml', ''],
      ['xl/workbook.bin', 'x'],
    ]),
    '(.xlsb)',
  ],
  [
    '.ods',
    Buffer.concat([
      Buffer.from('504b0304', 'hex'),
      Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    ]),
    'OpenDocument',
  ],
  ['.numbers', zipOf([['Index/Document.iwa', 'x']]), 'File > Export To > Excel'],
  [
    'a web page named .xls',
    '\uFEFF<html><table><tr><td>账号</td></tr></table></html>',
    'a web page',
  ],
  ['SYLK', 'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"账号"\r\nE\r\n', 'a SYLK table'],
  ['XML of Excel 2003', '<?xml version="1.0"?><Workbook/>', 'a web page or XML'],
  ['.gz', gzipSync(HEAD), 'gzip'],
  ['UTF-32', iconv.encode(`\uFEFF${HEAD}`, 'utf-32le'), 'text in UTF-32'],
  ['UTF-32, big end first', iconv.encode(`\uFEFF${HEAD}`, 'utf-32be'), 'text in UTF-32'],
  ['UTF-32 without its mark', iconv.encode('account,name\n', 'utf-32le'), 'text in UTF-32'],
])('%s is refused with the way out', async (_, content, what) => {
  const said = await read(content);
  expect(said).toContain(what);
  expect(said).toMatch(/save it as XLSX/);
});

test('a line that never ends is refused before it is in memory', async () => {
  const said = await read(`${HEAD}A1,${'x'.repeat(1_500_000)}`);
  expect(said).toContain('broken-csv');
  expect(said).toContain('line 2: a row of more than 1 MB');
});
