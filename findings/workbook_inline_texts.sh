#!/usr/bin/env bash
# exceljs 4.4.0: an inline name with its reading takes the reading into the name, and the cells behind it are gone.
#
# A text may carry its reading (phonetic guide, `rPh`; ECMA-376 part 1, 18.4.6), shared or in the cell itself. exceljs reads
# the shared ones right. Of a cell of type `inlineStr` it gives 王五wang for 王五, and the cells after it are empty, with no
# error. SheetJS and read-excel-file read all; read-excel-file refuses the workbook where an inline text has runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 read-excel-file@5.8.8 fflate@0.8.2
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import readExcel from 'read-excel-file/node';
import XLSX from 'xlsx';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** A workbook of SheetJS with these cells in its one row. */
const fileOf = (cells) => {
  const sheet = XLSX.utils.aoa_to_sheet([['']]);
  const parts = unzipSync(XLSX.write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'xlsx' }));
  const text = `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
  return Buffer.from(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(text) }));
};

const inline = (at, is) => `<c r="${at}" t="inlineStr"><is>${is}</is></c>`;
const behind = inline('B1', '<t>Chengdu</t>') + '<c r="C1"><v>50</v></c>';
const plain = inline('A1', '<t>王五</t>') + behind;
const withReading = inline('A1', '<t>王五</t><rPh sb="0" eb="1"><t>wang</t></rPh>') + behind;
const withRuns = inline('A1', '<r><t>王</t></r><r><t>五</t></r>') + behind;

const byExceljs = async (cells) => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(fileOf(cells));
  const row = workbook.getWorksheet('S').getRow(1);
  return [1, 2, 3].map((column) => row.getCell(column).text);
};
const RIGHT = ['王五', 'Chengdu', 50];
for (const cells of [plain, withReading, withRuns]) {
  assert.deepEqual(XLSX.utils.sheet_to_json(XLSX.read(fileOf(cells)).Sheets.S, { header: 1 }), [RIGHT]);
}
for (const cells of [plain, withReading]) {
  assert.deepEqual(await readExcel(Readable.from([fileOf(cells)])), [RIGHT]);
}
assert.deepEqual(await byExceljs(plain), RIGHT.map(String));
assert.deepEqual(await byExceljs(withRuns), RIGHT.map(String));
const found = await byExceljs(withReading);
console.log('exceljs:', JSON.stringify(found));
assert.deepEqual(found, ['王五wang', '', '']);
const refused = await readExcel(Readable.from([fileOf(withRuns)])).catch(({ message }) => message);
assert.match(refused, /Unsupported "inline string"/);
console.log('read-excel-file: refuses inline texts with runs');
console.log('As found: the reading in the name, and nothing behind it.');
JS
node check.mjs
