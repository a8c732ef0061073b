// Tables of an operator: CSV in its encodings and XLSX, through the shipped map as `hub import` reads them.
import { unlinkSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { Random } from '#shared/base/random.ts';
import { describeImportError } from '#hub/import/errors.ts';
import { createTestFiles } from '#hub/import/test_files.ts';
import { namedMap, readFileAs } from '#hub/import/test_reading.ts';
import { textCell, workbookOf, zipOf } from '#hub/import/test_workbook.ts';
import { refused, type Target, TAKEN } from '../fuzz.ts';
import { mutateBytes, pick } from '../mutate.ts';

const CSV = [
  '账号,手机号,姓名,入网日期,消费_2026-10,余额',
  'A1,13800138000,张三丰,2019-03-01,58.50,12.00',
  'A2,13900139000,"李, 梅",2020-12-31,,"1,024.30"',
  'A3,,欧阳 国勇,2021/1/5,0,-3',
].join('\r\n');

export async function csvTarget(): Promise<Target> {
  const samples = [
    Buffer.from(CSV),
    Buffer.from(`\u{feff}${CSV}`),
    Buffer.from(CSV.replaceAll(',', '\t'), 'utf16le'),
    iconv.encode(CSV, 'gb18030'),
  ];
  return tableTarget('customers.csv', (chance) =>
    mutateBytes(pick(samples, chance), samples, chance),
  );
}

const cellsOf = (line: string): string =>
  line
    .split(',')
    .map((text, column) => (column > 3 ? `<c><v>${text}</v></c>` : textCell(text)))
    .join('');
const ROWS = `<row>${cellsOf('账号,手机号,姓名,入网日期').replaceAll('\r', '')}</row><row>${cellsOf('A1,13800138000,张三丰,2019-03-01,58.5')}</row>`;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PARTS = {
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>张三丰</t></si><si><r><t>李</t></r></si></sst>`,
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${ROWS}<row r="9"><c r="B9" t="s"><v>1</v></c><c r="C9" s="0"><v>45000</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
};

export async function xlsxTarget(): Promise<Target> {
  const whole = workbookOf(ROWS, PARTS);
  return tableTarget('customers.xlsx', (chance) => {
    if (chance() < 0.4) return mutateBytes(whole, [whole], chance);
    // Packed rightly, so that what is inside is read.
    const name = pick(Object.keys(PARTS) as (keyof typeof PARTS)[], chance);
    const bytes = Buffer.from(PARTS[name]);
    const part = mutateBytes(bytes, [bytes], chance);
    if (chance() < 0.1) return zipOf([[name, part]]);
    return workbookOf(ROWS, { ...PARTS, [name]: part });
  });
}

async function tableTarget(file: string, make: (chance: Random) => Buffer): Promise<Target> {
  const files = await createTestFiles();
  const map = await namedMap('customers');
  return {
    async feed(chance) {
      const path = await files.write(file, make(chance));
      const read = await readFileAs(path, map);
      unlinkSync(path);
      if (!('type' in read)) return TAKEN;
      const { zh, en } = describeImportError(read);
      if (zh.trim() === '' || !/\p{Script=Han}/u.test(zh)) return refused('');
      return refused(en);
    },
    close: () => files.remove(),
  };
}
