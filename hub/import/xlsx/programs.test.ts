// Sheets as the writers of other programs make them: exactly what was meant, or refused with the cell.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFiles, type TestFiles } from '#hub/import/test_files.ts';
import { namedMap, readFileAs } from '#hub/import/test_reading.ts';
import { type Parts, workbookOf } from '#hub/import/test_workbook.ts';

let files: TestFiles;
beforeAll(async () => {
  files = await createTestFiles();
});
afterAll(() => files.remove());

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const attempt = async (rows: string, parts: Parts): Promise<unknown> =>
  readFileAs(await files.write('book.xlsx', workbookOf(rows, parts)), await namedMap('customers'));

const stylesOf = (formats: string, ids: readonly number[]): Parts => ({
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats}</numFmts><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
});
const s = (place: string, at: number): string => `<c r="${place}" t="s"><v>${at}</v></c>`;
const DAY = '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>';

// As SheetDataWriter of Apache POI 4.0.1 wrote it, through which SXSSF and EasyExcel write too.
const POI_HEAD = `<row r="1">
<c r="A1" t="inlineStr"><is><t>账号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c><c r="C1" t="inlineStr"><is><t>手机号</t></is></c><c r="D1" t="inlineStr"><is><t>入网日期</t></is></c><c r="E1" t="inlineStr"><is><t>余额</t></is></c><c r="F1" t="inlineStr"><is><t>谢绝营销</t></is></c><c r="G1" t="inlineStr"><is><t>地址</t></is></c></row>
`;

test('the streaming writer of Apache POI: texts, days, figures, truth', async () => {
  const rows = `${POI_HEAD}<row r="2">
<c r="A2" t="inlineStr"><is><t>A001</t></is></c><c r="B2" t="inlineStr"><is><t>𠮷田 &amp; &lt;李&gt;</t></is></c><c r="C2" t="n"><v>1.3800138001E10</v></c><c r="D2" s="1" t="n"><v>43536.0</v></c><c r="E2" t="n"><v>1234567.5</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="inlineStr"><is><t xml:space="preserve">  一号&#xd;&#xa;二楼&#x9;</t></is></c></row>
<row r="3">
<c r="A3" t="n"><v>1002.0</v></c><c r="B3" t="inlineStr"><is><t></t></is></c><c r="D3" s="1" t="n"><v>43890.0</v></c><c r="E3" t="n"><v>0.0</v></c><c r="F3" t="b"><v>0</v></c></row>
<row r="4">
<c r="A4" t="inlineStr"><is><t>A003</t></is></c><c r="B4"><f>&quot;王&quot;&amp;&quot;芳&quot;</f><v>0.0</v></c><c r="D4"><f>B1</f></c><c r="E4" t="e"><v>#NUM!</v></c><c r="F4"><f>1&gt;2</f><v>0.0</v></c><c r="G4" t="inlineStr"><is><t>a?b</t></is></c></row>
<row r="5">
<c r="A5" t="n"><v>1.2345678901234568E17</v></c><c r="B5" t="inlineStr"><is><t>王?芳</t></is></c><c r="E5"><f>1+1</f><v>7.5</v></c></row>
`;
  expect(await attempt(rows, stylesOf(DAY, [0, 165]))).toMatchObject({
    rows: [
      {
        account: 'A001',
        name: '𠮷田 & <李>',
        phone: '13800138001',
        since: '2019-03-12',
        balance: 123_456_750,
        opted_out: true,
        area: '一号 二楼',
      },
      { account: '1002', name: '', since: '2020-02-29', balance: 0, opted_out: false },
    ],
    bad: [
      [4, '姓名', '', expect.stringContaining('result of a formula')],
      [4, '入网日期', '', expect.stringContaining('result of a formula')],
      [4, '余额', '#NUM!', expect.stringContaining('an error')],
      [4, '谢绝营销', '', expect.stringContaining('result of a formula')],
      [5, '账号', '1.2345678901234568E17', expect.stringContaining('15 digits')],
      [5, '姓名', '王?芳', expect.stringContaining('whole characters')],
    ],
  });
});

test('WPS: its namespaces, formats of Chinese offices, a picture in a cell', async () => {
  const formats = `<numFmt numFmtId="44" formatCode="_ &quot;￥&quot;* #,##0.00_ ;_ &quot;￥&quot;* \\-#,##0.00_ ;_ &quot;￥&quot;* &quot;-&quot;??_ ;_ @_ "/><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="G/通用格式&quot;万&quot;"/>`;
  const strings = ['账号', '姓名', '手机号', '入网日期', '余额', '欠费', 'A1', '王芳', '李四'];
  const head = ['A1', 'B1', 'C1', 'D1', 'E1', 'F1'].map(s).join('');
  const sheet = `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:F3"/><sheetData><row r="1" spans="1:6">${head}</row><row r="2" ht="14.25" spans="1:6">${s('A2', 6)}${s('B2', 7)}<c r="C2"><v>13800000001</v></c><c r="D2" s="2"><v>43536</v></c><c r="E2" s="1"><v>49.9</v></c><c r="F2" s="3"><v>1.5</v></c></row><row r="3" spans="1:6"><c r="A3"><v>2</v></c>${s('B3', 8)}<c r="C3" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c><c r="D3" s="2"/><c r="E3" s="1"/></row></sheetData></worksheet>`;
  const parts = {
    ...stylesOf(formats, [0, 44, 176, 177]),
    'xl/worksheets/sheet1.xml': sheet,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  };
  expect(await attempt('', parts)).toMatchObject({
    rows: [
      {
        account: 'A1',
        name: '王芳',
        phone: '13800000001',
        since: '2019-03-12',
        balance: 4990,
        arrears: 1_500_000,
      },
    ],
    bad: [[3, '手机号', '=DISPIMG("ID_1",1)', expect.anything()]],
  });
});

test('Excel for Mac: days from 1904, revision marks, a guide to the reading of a name', async () => {
  const parts = {
    ...stylesOf('', [0, 14]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x15 xr" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"><fileVersion appName="xl" lastEdited="7"/><workbookPr date1904="1" defaultThemeVersion="166925"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="/Users/a/"/></mc:Choice></mc:AlternateContent><xr:revisionPtr revIDLastSave="0"/><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{0}"><sheetData><row r="1" spans="1:3" x14ac:dyDescent="0.2">${s('A1', 0)}${s('B1', 1)}${s('C1', 2)}</row><row r="2" spans="1:3" x14ac:dyDescent="0.2">${s('A2', 3)}${s('B2', 4)}<c r="C2" s="1"><v>42074</v></c></row></sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>账号</t></si><si><t>姓名</t><phoneticPr fontId="1" type="noConversion"/></si><si><t>入网日期</t></si><si><t>A1</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t>芳</t></r><rPh sb="0" eb="1"><t>wáng</t></rPh><phoneticPr fontId="1"/></si></sst>`,
  };
  expect(await attempt('', parts)).toMatchObject({
    rows: [{ account: 'A1', name: '王芳', since: '2019-03-12' }],
    bad: [],
  });
});
