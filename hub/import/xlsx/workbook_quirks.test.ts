// What programs write into workbooks beside the plain case: read right, or refused with the cell.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeImportError } from '#hub/import/errors.ts';
import type { ImportMap } from '#hub/import/map.ts';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { namedMap, readFileAs, type ReadFile } from '#hub/import/test_reading.ts';
import { type Parts, textCell, workbookOf, zipOf } from '#hub/import/test_workbook.ts';

let files: TestFiles;
let map: ImportMap;
beforeAll(async () => {
  files = await createTestFiles();
  map = await namedMap('customers');
});
afterAll(() => files.remove());

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const HEAD = `<row r="1">${['账号', '姓名', '手机号', '余额', '合约到期日'].map(textCell).join('')}</row>`;
const row = (cells: string): string => `${HEAD}<row r="2">${cells}</row>`;

async function attempt(rows: string, parts: Parts = {}): Promise<ReadFile | string> {
  const path = await files.write('book.xlsx', workbookOf(rows, parts));
  const result = await readFileAs(path, map);
  return 'type' in result ? describeImportError(result).en : result;
}

test.each([
  [
    'a shared text that is not there',
    textCell('A1') + '<c t="s"><v>7</v></c>',
    '姓名',
    'lacks its shared text 7',
  ],
  [
    'a formula without a result',
    textCell('A1') + '<c/><c/><c><f>1+1</f></c>',
    '余额',
    'result of a formula',
  ],
  [
    'a formula with an empty number',
    textCell('A1') + '<c/><c/><c><f>1+1</f><v></v></c>',
    '余额',
    'result of a formula',
  ],
  ['an error', textCell('A1') + '<c t="e"><v>#N/A</v></c>', '姓名', 'the cell holds an error'],
  [
    'a cell told twice',
    `<c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="B2"><v>3</v></c>`,
    '姓名',
    'tells this cell twice',
  ],
  [
    'a cell with two values',
    textCell('A1') + '<c t="inlineStr"><v>1</v><is><t>王芳</t></is></c>',
    '姓名',
    'gives this cell two',
  ],
  [
    'a phone beyond 15 digits',
    textCell('A1') + '<c/><c><v>1380013800013800</v></c>',
    '手机号',
    'only 15 digits',
  ],
])('%s is refused with its cell', async (_, cells, column, expected) => {
  const result = await attempt(row(cells));
  expect(result).toMatchObject({
    rows: [],
    bad: [[2, column, expect.anything(), expect.stringContaining(expected)]],
  });
});

test('an error or a lost text in a column that nobody reads is no fault', async () => {
  const rows = `<row r="1">${['账号', '别的'].map(textCell).join('')}</row><row r="2">${textCell('A1')}<c t="e"><v>#N/A</v></c></row>`;
  expect(await attempt(rows)).toMatchObject({ rows: [{ account: 'A1' }], bad: [] });
});

test('an account that a spreadsheet took for a day is refused', async () => {
  const styles = `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
  const result = await attempt(row('<c s="1"><v>46000</v></c>'), { 'xl/styles.xml': styles });
  expect(result).toMatchObject({
    bad: [[2, '账号', '2025-12-09', expect.stringContaining('the cell is a day')]],
  });
});

test('an address is what its cell shows, and no day', async () => {
  const address = `<row r="1">${['账号', '地址'].map(textCell).join('')}</row><row r="2">${textCell('A1')}<c s="1"><v>12</v></c></row>`;
  expect(await attempt(address, styled('0&quot;号楼&quot;'))).toMatchObject({
    rows: [{ area: '12号楼' }],
  });
  expect(await attempt(address.replace('<v>12<', '<v>46086<'), styled('m-d'))).toMatchObject({
    bad: [[2, '地址', '2026-03-05', expect.stringContaining('made of 3-5')]],
  });
});

test('a text formula may give nothing, and its text counts', async () => {
  const cells = `${textCell('A1')}<c t="str"><f>""</f><v></v></c><c t="str"><f>"138"&amp;"00000001"</f><v>13800000001</v></c>`;
  expect(await attempt(row(cells))).toMatchObject({
    rows: [{ name: '', phone: '13800000001' }],
    bad: [],
  });
});

test('formulas left to be calculated by the reader are not 0', async () => {
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>`,
  };
  const cells = `${textCell('A1')}<c/><c/><c><f>D1*2</f><v>0</v></c>`;
  expect(await attempt(row(cells), parts)).toMatchObject({
    bad: [[2, '余额', '', expect.anything()]],
  });
});

const calculated = (result: string): string =>
  row(`${textCell('A1')}<c/><c/><c t="n"><f>D9*2</f><v>${result}</v></c>`);

test('a formula that a streaming writer left without a result is no 0, and one that gives 0 is', async () => {
  expect(await attempt(calculated('0.0'))).toMatchObject({
    bad: [[2, '余额', '', expect.stringContaining('result of a formula')]],
  });
  expect(await attempt(calculated('0'))).toMatchObject({ rows: [{ balance: 0 }] });
  expect(await attempt(calculated('12.0'))).toMatchObject({ rows: [{ balance: 1200 }] });
});

const optedOut = (word: string): string =>
  `<row r="1">${['账号', '谢绝营销'].map(textCell).join('')}</row><row r="2">${textCell('A1')}<c t="b"><v>${word}</v></c></row>`;

test('truth is one of two words, or refused', async () => {
  for (const word of ['1', 'true', 'TRUE', ' 1 '])
    expect(await attempt(optedOut(word))).toMatchObject({ rows: [{ opted_out: true }] });
  for (const word of ['0', 'false', 'FALSE'])
    expect(await attempt(optedOut(word))).toMatchObject({ rows: [{ opted_out: false }] });
  for (const word of ['2', 'yes', '-1'])
    expect(await attempt(optedOut(word))).toMatchObject({
      rows: [],
      bad: [[2, '谢绝营销', word, expect.anything()]],
    });
});

test('a workbook of the strict kind, with its days as texts', async () => {
  const strict = (xml: string): string =>
    xml
      .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/',
        'http://purl.oclc.org/ooxml/officeDocument/',
      );
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packed = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const parts = Object.entries({
    '_rels/.rels': `<Relationships xmlns="${packed}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${office}" conformance="strict"><workbookPr dateCompatibility="0"/><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/strings.xml': `<sst xmlns="${MAIN}"><si><r><t>王</t></r><r><t>芳</t></r><rPh sb="0" eb="2"><t>ワンファン</t></rPh><phoneticPr fontId="1"/></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${row(`${textCell('A1')}<c t="s"><v>0</v></c><c/><c/><c t="d"><v>2026-12-31T00:00:00</v></c>`)}</sheetData></worksheet>`,
  });
  const path = await files.write(
    'strict.xlsx',
    zipOf(parts.map(([name, xml]) => [name, strict(xml)])),
  );
  expect(await readFileAs(path, map)).toMatchObject({
    rows: [{ account: 'A1', name: '王芳', contract_end: '2026-12-31' }],
    bad: [],
  });
});

test('a first sheet that is empty is said to be, beside the others', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/><sheet name="客户表" sheetId="2" r:id="rId9"/></sheets></workbook>`,
  };
  expect(await attempt('', parts)).toContain('Other sheets: 客户表. Name one by --sheet');
});

test('zeros of a format belong to an account, not to an amount', async () => {
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="000000"/><numFmt numFmtId="165" formatCode="000\\-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
  const result = await attempt(
    row('<c s="1"><v>812</v></c><c/><c s="2"><v>12345</v></c><c s="1"><v>50</v></c>'),
    { 'xl/styles.xml': styles },
  );
  expect(result).toMatchObject({ rows: [{ account: '000812', phone: '0012345', balance: 5000 }] });
});

test('any prefix of the namespace, and what is said for all readers', async () => {
  const sheet = `<x:worksheet xmlns:x="${MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:o="urn:other"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>账号</x:t></x:is></x:c><mc:AlternateContent><mc:Choice Requires="o"><o:c r="B1"><o:v>1</o:v></o:c></mc:Choice><mc:Fallback><x:c r="B1" t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c></mc:Fallback></mc:AlternateContent></x:row><x:row r="2"><o:c r="A2"><o:v>9</o:v></o:c><x:c r="A2"><x:v>1</x:v></x:c><x:c r="B2" t="inlineStr"><x:is><x:t>王芳</x:t><o:t>!</o:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
  expect(await attempt('', { 'xl/worksheets/sheet1.xml': sheet })).toMatchObject({
    rows: [{ account: '1', name: '王芳' }],
    bad: [],
  });
});

test('rows and cells that leave their places out follow the ones before', async () => {
  const head = `<row>${['账号', '姓名'].map(textCell).join('')}</row>`;
  const body = ['王芳', '李雷'].map(
    (name, at) => `<row><c><v>${at + 1}</v></c>${textCell(name)}</row>`,
  );
  expect(await attempt(head + body.join(''))).toMatchObject({
    rows: [
      { account: '1', name: '王芳' },
      { account: '2', name: '李雷' },
    ],
    bad: [],
  });
});

test('parts with backslashes, from the root and in other folders', async () => {
  const rows = row(`${textCell('A1')}${textCell('王芳')}`);
  const rels = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const bytes = zipOf([
    ['[Content_Types].xml', '<Types xmlns="urn:t"/>'],
    [
      '_rels\\.rels',
      `<Relationships xmlns="${rels}"><Relationship Id="a" Type="${office}/officeDocument" Target="/Book/Main.xml"/></Relationships>`,
    ],
    [
      'book\\main.xml',
      `<workbook xmlns="${MAIN}" xmlns:rel="${office}"><sheets><sheet name="客户" rel:id="b"/></sheets></workbook>`,
    ],
    [
      'book\\_rels\\main.xml.rels',
      `<Relationships xmlns="${rels}"><Relationship Id="b" Type="${office}/worksheet" Target="Sheets/../sheets/One.xml"/></Relationships>`,
    ],
    [
      'book\\sheets\\one.xml',
      `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ],
    ['xl\\', ''],
  ]);
  expect(await readFileAs(await files.write('other.xlsx', bytes), map)).toMatchObject({
    rows: [{ name: '王芳' }],
  });
});

test('what is there twice, or not at all, stops the reading', async () => {
  const twice = zipOf([
    ['xl/workbook.xml', '<workbook/>'],
    ['XL/Workbook.xml', '<workbook/>'],
    ['[Content_Types].xml', ''],
  ]);
  const result = await readFileAs(await files.write('twice.xlsx', twice), map);
  expect(result).toMatchObject({
    type: 'broken-workbook',
    reason: 'it holds XL/Workbook.xml twice',
  });
  expect(await attempt(`${HEAD}<row r="3"/><row r="2">${textCell('A1')}</row>`)).toContain(
    'row 2 stands after row 3',
  );
  for (const number of ['x', '2.5', '0x3', '']) {
    const rows = `${HEAD}<row r="${number}">${textCell('A2')}</row>`;
    expect(await attempt(rows)).toContain('after row 1 stands one without a number');
  }
  expect(await attempt(row('<c r="A7"><v>1</v></c>'))).toContain('a cell A7 in row 2');
});

test('hidden rows are read, hidden sheets only by name', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${office}"><sheets><sheet name="旧" state="veryHidden" r:id="rId1"/></sheets></workbook>`;
  const path = await files.write(
    'hidden.xlsx',
    workbookOf(row(textCell('A1')), { 'xl/workbook.xml': workbook }),
  );
  expect(await readFileAs(path, map)).toMatchObject({ type: 'no-sheet', sheets: ['旧'] });
  expect(await readFileAs(path, map, { sheet: '旧' })).toMatchObject({ rows: [{ account: 'A1' }] });
});

test('lengths of time are shown in hours and minutes', async () => {
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`;
  const rows = `<row r="1">${['账号', '通话分钟_2026-10'].map(textCell).join('')}</row><row r="2">${textCell('A1')}<c s="1"><v>1.0625</v></c></row>`;
  expect(await attempt(rows, { 'xl/styles.xml': styles })).toMatchObject({
    rows: [{ '2026-10': { voice_minutes: 1530 } }],
  });
});

/** Each of these rows is 16,384 cells; a few such are a slip of the hand. */
const wideRows = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<row><c r="XFD${at + 2}"><v>1</v></c></row>`).join('');

test('what is made to fill the memory is refused before it does', async () => {
  const bomb = `<sst xmlns="${MAIN}"><si><t>${'a'.repeat(60_000_000)}</t></si></sst>`;
  expect(await attempt(row(textCell('A1')), { 'xl/sharedStrings.xml': bomb })).toMatch(
    /unpacks to more than 250 times|more than 32,767/,
  );
  const long = `${HEAD}<row r="2">${textCell('x'.repeat(40_000))}</row>`;
  expect(await attempt(long)).toContain('more than 32,767 characters');
  expect(await attempt(HEAD + wideRows(500))).toContain('reach to column 16384');
  expect(await attempt(HEAD + wideRows(5))).toMatchObject({ rows: [], bad: { length: 5 } });
});

const styled = (code: string): Parts => ({
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
});

const shownAs = (code: string, value: string): Promise<ReadFile | string> =>
  attempt(row(`${textCell('A1')}<c/><c/><c s="1"><v>${value}</v></c>`), styled(code));

test.each([
  [';;;', '5'],
  [';;;', '0'],
  [';;', '-5'],
  ['&quot;&quot;;&quot;&quot;;&quot;&quot;', '5'],
  ['0.00;;', '-5'],
  ['[红色];;;@', '5'],
  ['&quot;有&quot;', '5'],
  ['&quot;***&quot;', '5'],
  ['\\*\\*\\*', '5'],
  ['0;-0;&quot;不详&quot;', '0'],
  ['[=0]&quot;不详&quot;;0', '0'],
  ['[&gt;100]&quot;多&quot;;0', '500'],
])('what the format %s does not show of %s is no value', async (code, value) => {
  expect(await shownAs(code, value)).toMatchObject({
    rows: [],
    bad: [[2, '余额', value, expect.stringContaining('the format of the cell hides it')]],
  });
});

test.each([
  ['0.00;;', '5', 500],
  ['0;-0;;@', '0', 0],
  ['0;-0;&quot;-&quot;??;@', '0', 0],
  ['0;-0;&quot;无&quot;;@', '0', 0],
  ['[&gt;100]&quot;多&quot;;0', '50', 5000],
  ['0.00_);[Red](0.00)', '-5', -500],
  ['[>=0]0;', '5', 500],
  ['0;', '5', 500],
  ['&quot;;&quot;0', '5', 500],
])('the format %s shows %s', async (code, value, balance) => {
  expect(await shownAs(code, value)).toMatchObject({ rows: [{ balance }], bad: [] });
});

test('a number whose format the workbook lacks may be anything', async () => {
  const cells = `${textCell('A1')}<c/><c/><c s="7"><v>45000</v></c>`;
  for (const parts of [{}, styled('0')])
    expect(await attempt(row(cells), parts)).toMatchObject({
      bad: [[2, '余额', '45000', expect.stringContaining('lacks its format 7')]],
    });
});

test.each([
  ['0&quot;百&quot;', '5百'],
  ['aaaa', '2023-03-15'],
])('the format %s says what no amount is', async (code, shown) => {
  const value = code === 'aaaa' ? '45000' : '5';
  expect(await shownAs(code, value)).toMatchObject({
    bad: [[2, '余额', shown, expect.anything()]],
  });
});

test('stars between the digits of a format mask a phone', async () => {
  const cells = `${textCell('A1')}<c/><c s="1"><v>1388000</v></c>`;
  expect(await attempt(row(cells), styled('000&quot;****&quot;0000'))).toMatchObject({
    bad: [[2, '手机号', '138****8000', expect.stringContaining('masked')]],
  });
});

test.each(['superscript', 'subscript'])('digits in %s are none of the figure', async (place) => {
  const raised = `<r><t>5</t></r><r><rPr><vertAlign val="${place}"/></rPr><t>2</t></r>`;
  const strings = `<sst xmlns="${MAIN}"><si>${raised}</si></sst>`;
  for (const cell of [`<c t="inlineStr"><is>${raised}</is></c>`, '<c t="s"><v>0</v></c>'])
    expect(
      await attempt(row(`${textCell('A1')}<c/><c/>${cell}`), { 'xl/sharedStrings.xml': strings }),
    ).toMatchObject({ bad: [[2, '余额', '52', expect.stringContaining('raised or lowered')]] });
  const plain = raised.replace(place, 'baseline');
  expect(
    await attempt(row(`${textCell('A1')}<c/><c/><c t="inlineStr"><is>${plain}</is></c>`)),
  ).toMatchObject({ rows: [{ balance: 5200 }] });
});

test('a text that its format hides is no name', async () => {
  const cells = `${textCell('A1')}<c s="1" t="inlineStr"><is><t>王芳</t></is></c>`;
  expect(await attempt(row(cells), styled('0;-0;0;'))).toMatchObject({
    bad: [[2, '姓名', '王芳', expect.stringContaining('the format of the cell hides it')]],
  });
  expect(await attempt(row(cells), styled(';;;@'))).toMatchObject({ rows: [{ name: '王芳' }] });
});

test('a percentage says percents: 0.385 shown as 38.5% is no 0.385%', async () => {
  const head = `<row r="1">${['账号', '离网可能', '余额'].map(textCell).join('')}</row>`;
  const numbers = (style: number): string =>
    `${head}<row r="2">${textCell('A1')}<c s="${style}"><v>0.29</v></c></row>`;
  for (const style of [1, 2])
    expect(await attempt(numbers(style), styled('0.0%'))).toMatchObject({
      rows: [{ leave_chance: 2900 }],
    });
  expect(
    await attempt(
      `${head}<row r="2">${textCell('A1')}<c/><c s="1"><v>0.5</v></c></row>`,
      styled('0%'),
    ),
  ).toMatchObject({ bad: [[2, '余额', '50%', expect.anything()]] });
});

test('dollars in a file of yuan are refused; a locale alone is no currency', async () => {
  const cells = textCell('A1') + '<c/><c/><c s="1"><v>5</v></c>';
  expect(await attempt(row(cells), styled('[$$-409]#,##0.00'))).toMatchObject({
    bad: [[2, '余额', '$5', expect.anything()]],
  });
  expect(await attempt(row(cells), styled('[$¥-804]#,##0.00'))).toMatchObject({
    rows: [{ balance: 500 }],
  });
  expect(await attempt(row(cells), styled('[$-804]#,##0.00'))).toMatchObject({
    rows: [{ balance: 500 }],
  });
});

test.each(['&quot;欠&quot;0.00', '0.00&quot;CR&quot;'])(
  'a format %s turns the amount, and is refused',
  async (format) => {
    const cells = textCell('A1') + '<c/><c/><c s="1"><v>5</v></c>';
    expect(await attempt(row(cells), styled(format))).toMatchObject({
      rows: [],
      bad: [[2, '余额', expect.stringContaining('5'), expect.anything()]],
    });
  },
);

const STRUCK = 'a value that is not struck through';

const runs = (line: string): string => `<r><rPr>${line}</rPr><t>李四</t></r><r><t>张三</t></r>`;

test('what is struck through is refused by its cell, a text, a part of one or a number', async () => {
  const inline = (line: string): string =>
    row(`${textCell('A1')}<c t="inlineStr"><is>${runs(line)}</is></c>`);
  expect(await attempt(inline('<strike/>'))).toMatchObject({
    bad: [[2, '姓名', '李四张三', expect.stringContaining(STRUCK)]],
  });
  expect(await attempt(inline('<strike val="0"/>'))).toMatchObject({
    rows: [{ name: '李四张三' }],
  });
  const shared = row(`${textCell('A1')}<c t="s"><v>1</v></c>`);
  const strings = `<sst xmlns="${MAIN}"><si><t>甲</t></si><si>${runs('<strike/>')}</si></sst>`;
  expect(await attempt(shared, { 'xl/sharedStrings.xml': strings })).toMatchObject({
    bad: [[2, '姓名', '李四张三', expect.stringContaining(STRUCK)]],
  });
  const fonts = `<styleSheet xmlns="${MAIN}"><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`;
  const number = row(`${textCell('A1')}<c/><c s="1"/><c s="1"><v>5</v></c>`);
  expect(await attempt(number, { 'xl/styles.xml': fonts })).toMatchObject({
    bad: [[2, '余额', '5', expect.stringContaining(STRUCK)]],
  });
});

test('with a decimal comma in the map texts have one, and numbers are what they are', async () => {
  const path = await files.write(
    'book.xlsx',
    workbookOf(row(`${textCell('A1')}<c/><c/><c><v>1.23</v></c>`)),
  );
  expect(await readFileAs(path, { ...map, decimal: ',' })).toMatchObject({
    rows: [{ balance: 123 }],
  });
});

test('runs of one text are escaped each by itself', async () => {
  const runs = '<c t="inlineStr"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c>';
  expect(await attempt(row(textCell('A1') + runs))).toMatchObject({ rows: [{ name: '_x0041_' }] });
});

test('a day with its zone is midnight somewhere else: refused as in a CSV', async () => {
  const cells = textCell('A1') + '<c/><c/><c/><c t="d"><v>2026-12-30T16:00:00Z</v></c>';
  expect(await attempt(row(cells))).toMatchObject({
    bad: [[2, '合约到期日', expect.anything(), expect.anything()]],
  });
});

const ELSEWHERE = 0xffffffff;

/** The same archive with all sizes and places in 64 bits, as programs that stream write it. */
function asZip64(zip: Buffer): Buffer {
  const end = zip.length - 22;
  const [count, bytes, start] = [
    zip.readUInt16LE(end + 10),
    zip.readUInt32LE(end + 12),
    zip.readUInt32LE(end + 16),
  ];
  const entries: Buffer[] = [];
  for (let at = start; at < start + bytes;) {
    const name = zip.readUInt16LE(at + 28);
    const entry = Buffer.from(zip.subarray(at, at + 46 + name));
    const large = Buffer.alloc(28);
    large.writeUInt16LE(0x0001, 0);
    large.writeUInt16LE(24, 2);
    for (const [index, place] of [24, 20, 42].entries()) {
      large.writeBigUInt64LE(BigInt(entry.readUInt32LE(place)), 4 + index * 8);
      entry.writeUInt32LE(ELSEWHERE, place);
    }
    // Another field before it: a time of the entry.
    entries.push(entry, Buffer.from('55540000', 'hex'), large);
    entry.writeUInt16LE(32, 30);
    at += 46 + name;
  }
  const directory = Buffer.concat(entries);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directory.length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt32LE(ELSEWHERE, 12);
  tail.writeUInt32LE(ELSEWHERE, 16);
  return Buffer.concat([zip.subarray(0, start), directory, record, locator, tail]);
}

test('an archive that tells sizes and places in 64 bits', async () => {
  const whole = asZip64(workbookOf(row(textCell('A1') + textCell('王芳'))));
  const path = await files.write('book.xlsx', whole);
  expect(await readFileAs(path, map)).toMatchObject({ rows: [{ account: 'A1', name: '王芳' }] });
  // The record is cut out: its place holds something else.
  const cut = Buffer.from(whole);
  cut.fill(0, whole.length - 22 - 20 - 56, whole.length - 22 - 20);
  expect(await readFileAs(await files.write('book.xlsx', cut), map)).toMatchObject({
    type: 'broken-workbook',
  });
});

async function balance(format: string): Promise<unknown> {
  const cells = `${textCell('A1')}<c/><c/><c s="1"><v>1.5</v></c>`;
  const read = await attempt(row(cells), styled(format));
  return typeof read === 'string' ? read : (read.rows[0]?.['balance'] ?? read.bad[0]?.[2]);
}

async function code(format: string): Promise<unknown> {
  const read = await attempt(row('<c s="1"><v>7</v></c>'), styled(format));
  return typeof read === 'string' ? read : read.rows[0]?.['account'];
}

const withBalance = (written: string): string =>
  row(`${textCell('A1')}<c/><c/><c><v>${written}</v></c>`);

test('what a format writes beside a number is part of it: units, currencies, letters of a code', async () => {
  expect(await balance('0.0&quot;万&quot;')).toBe(1_500_000);
  expect(await balance('#,##0.00\\角')).toBe(15);
  expect(await balance('General&quot;元&quot;')).toBe(150);
  for (const format of ['&quot;₹&quot;0.00', '[$₹-4009]\\ 0', '0.00&quot;美元&quot;', '[$USD] 0'])
    expect(await balance(format)).toMatch(/1\.5/);
  // The number itself is whole; only its picture is smaller.
  for (const format of ['0!.0,&quot;万&quot;', '0,&quot;千&quot;', '[&gt;9]0.0,&quot;万&quot;;0'])
    expect(await balance(format)).toBe(150);
  expect(await code('&quot;NO.&quot;0000')).toBe('NO.0007');
  expect(await code('#000')).toBe('007');
  expect(await code('&quot;A-&quot;0000&quot;-X&quot;')).toBe('A-0007-X');
  expect(await code('!A0000')).toBe('A0007');
  expect(await code('&quot;A&quot;General')).toBe('A7');
  expect(await code('00-00')).toBe('00-07');
  expect(await code('&quot;NO.&quot;0&quot;/&quot;000')).toBe('NO.0/007');
  for (const format of ['&quot;Rs.&quot;0.0', '0.0‰', '0.0&quot;%&quot;'])
    expect(await balance(format)).toMatch(/1\.5/);
});

test.each([
  ['通话分钟_2026-09', 'h&quot;小时&quot;mm&quot;分&quot;', 0.0625, 'voice_minutes', 90],
  ['通话分钟_2026-09', '0&quot;h&quot;', 2, 'voice_minutes', 120],
  ['通话分钟_2026-09', '0&quot;s&quot;', 90, 'voice_minutes', 2],
  ['流量MB_2026-09', '0&quot;B&quot;', 2048, 'data_kb', 2],
])('%s in the format %s is what it shows', async (column, format, value, field, month) => {
  expect(await attempt(...inFormat(column, format, value))).toMatchObject({
    rows: [{ '2026-09': { [field]: month } }],
    bad: [],
  });
});

test.each([
  ['流量MB_2026-09', '0.00&quot;G流量&quot;', 2],
  ['离网可能', '0&quot;成&quot;', 4],
  ['证件号后四位', '0%', 12_345],
])('%s in the format %s is refused', async (column, format, value) => {
  expect(await attempt(...inFormat(column, format, value))).toMatchObject({
    rows: [],
    bad: [[2, column, expect.anything(), expect.anything()]],
  });
});

function inFormat(column: string, format: string, value: number): [rows: string, parts: Parts] {
  const styles = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="170" formatCode="${format}"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>`;
  return [
    `<row r="1">${['账号', column].map(textCell).join('')}</row><row r="2">${textCell('A1')}<c s="1"><v>${value}</v></c></row>`,
    { 'xl/styles.xml': styles },
  ];
}

test('a number whose format writes digits, a point or a sign of its own is refused', async () => {
  for (const format of [
    '0&quot;.&quot;00',
    '0\\.00',
    '0&quot;00&quot;',
    '&quot;-&quot;0.00',
    '&quot;1&quot;000',
    '(0.00)',
    '0.00\\-',
    '#,##0.00&quot;-&quot;',
    '0&quot;,&quot;00',
  ])
    expect(await balance(format)).toBe('1.5');
  expect(await code('&quot;0931-&quot;0000000')).toBeUndefined();
  for (const format of [
    '0.00&quot;元/m2&quot;',
    '000\\-0000',
    '0.00_);(0.00)',
    '&quot;Q1 &quot;0.0',
    '[&gt;=100000]##\\,##\\,##0.00;##,##0.00',
  ])
    expect(await balance(format)).toBe(150);
  const rupees = '[&gt;=100000]&quot;₹ &quot;##\\,##\\,##0.00;&quot;₹ &quot;##,##0.00';
  expect(await balance(rupees)).toBe('₹1.5');
});

test('rows of an extension are no rows, and a cell of no known type is refused', async () => {
  const more = `<extLst><ext><sheetData><row r="9">${textCell('A9')}</row></sheetData></ext></extLst>`;
  expect(await attempt(row(textCell('A1')) + more)).toMatchObject({ rows: [{ account: 'A1' }] });
  expect(await attempt(row('<c t="zz"><v>A1</v></c>'))).toMatchObject({
    rows: [],
    bad: [[2, '账号', 'A1', 'a cell of a known type']],
  });
});

const endsOn = (serial: string): string =>
  row(`${textCell('A1')}<c/><c/><c/><c s="1"><v>${serial}</v></c>`);

test('the last milliseconds of a day are of that day, and a midnight that arithmetic missed is one', async () => {
  for (const serial of ['46387.99999996528', '46387.9999999884', '46386.999999999'])
    expect(await attempt(endsOn(serial), styled('yyyy-mm-dd'))).toMatchObject({
      rows: [{ contract_end: '2026-12-31' }],
    });
});

test('a day with parts of a second is a day', async () => {
  const cells = textCell('A1') + '<c/><c/><c/><c s="1"><v>46387.5</v></c>';
  expect(await attempt(row(cells), styled('yyyy-mm-dd hh:mm:ss.000'))).toMatchObject({
    rows: [{ contract_end: '2026-12-31' }],
  });
});

test('a blank where a number belongs is no 0', async () => {
  expect(await attempt(withBalance('\n  12.5\n  '))).toMatchObject({ rows: [{ balance: 1250 }] });
  for (const written of [' \n ', '0x10', '1,5'])
    expect(await attempt(withBalance(written))).toMatchObject({
      bad: [[2, '余额', expect.anything(), expect.stringContaining('a number')]],
    });
});

test('cells that are merged are refused but for the first', async () => {
  const three = [2, 3, 4]
    .map(
      (at) =>
        `<row r="${at}">${textCell(`A${at}`)}${at === 2 ? textCell('王芳') : '<c/>'}<c><v>13800000001</v></c></row>`,
    )
    .join('');
  const sheet = (merged: string): Parts => ({
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${HEAD}${three}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
  });
  expect(await attempt('', sheet('<mergeCell ref="B2:B3"/>'))).toMatchObject({
    rows: [{ account: 'A2', name: '王芳' }, { account: 'A4' }],
    bad: [[3, '姓名', '', expect.stringContaining('merged with the one above')]],
  });
  expect(await attempt('', sheet('<mergeCell ref="C3:D3"/>'))).toMatchObject({
    rows: [{ account: 'A2' }, { account: 'A4' }],
    bad: [[3, '余额', '', expect.stringContaining('or beside it')]],
  });
  // Blank altogether, above the table, or in a column that nobody reads.
  const harmless =
    '<mergeCell ref="D2:E2"/><mergeCell ref="F2:G2"/><mergeCell ref="F2:F4"/><mergeCell ref="A6:B9"/>';
  expect(await attempt('', sheet(harmless))).toMatchObject({ bad: [] });
});

test('in a large sheet merged cells are told one by one too, beside each other and below', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, at) =>
      `<row r="${at + 2}">${textCell(`A${at + 2}`)}${at === 1 ? '<c/>' : textCell('王芳')}<c/><c/>${textCell('2027-03-05')}${textCell(randomBytes(22_000).toString('base64'))}</row>`,
  ).join('');
  const large = (merged: string): Parts => ({
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${HEAD.replace('</row>', `${textCell('别的')}</row>`)}${rows}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
  });
  expect(
    await attempt(
      '',
      large('<mergeCell ref="B2:B3"/><mergeCell ref="B5:C5"/><mergeCell ref="C7:D7"/>'),
    ),
  ).toMatchObject({
    bad: [
      [3, '姓名', '', expect.stringContaining('merged with the one above')],
      [5, '手机号', '', expect.stringContaining('or beside it')],
    ],
  });
  expect(await attempt('', large('<mergeCell ref="A1:B1"/>'))).toMatchObject({ bad: [] });
});
