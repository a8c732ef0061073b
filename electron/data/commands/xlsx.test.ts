// A workbook that another program reads back as it was written.
import { expect, test } from 'vitest';
import exceljs from 'exceljs';
import { sheetToXlsx } from './xlsx.ts';

test('numbers are numbers, texts are texts, whatever stands in them', async () => {
  const bytes = sheetToXlsx({
    name: '2026-11-18',
    columns: ['日期', '金额'],
    rows: [
      ['=HYPERLINK("x") & <b> 张\u0000三', 12.5],
      [null, 0],
    ],
    amounts: new Set([1]),
    digits: 2,
  });
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  const sheet = book.worksheets[0];
  expect(sheet?.name).toBe('2026-11-18');
  expect(sheet?.getCell('A1').value).toBe('日期');
  expect(sheet?.getCell('A2').value).toBe('=HYPERLINK("x") & <b> 张三');
  expect(sheet?.getCell('B2').value).toBe(12.5);
  expect(sheet?.getCell('B2').numFmt).toBe('0.00');
  expect(sheet?.getCell('A3').value).toBeNull();
  expect(sheet?.getCell('B3').value).toBe(0);
});
