#!/usr/bin/env bash
# exceljs 4.4.0 and read-excel-file 5.8.8: zeros that a cell's format shows are lost, also in exceljs's `text`.
#
# A staff list with PINs is often kept as numbers with the format 000000: Excel shows 012345. SheetJS's formatted text
# has the zero; exceljs's `cell.text`, which reads like "as shown", and read-excel-file give 12345. The person then
# types the PIN that is printed on the list, and is told that it is wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 read-excel-file@5.8.8 xlsx@0.18.5
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import readExcelFile from 'read-excel-file/node';
import SheetJS from 'xlsx';

const made = new ExcelJS.Workbook();
const sheet = made.addWorksheet('staff');
sheet.addRow(['PIN']);
sheet.addRow([12345]).getCell(1).numFmt = '000000';
await made.xlsx.writeFile('staff.xlsx');

const read = new ExcelJS.Workbook();
await read.xlsx.readFile('staff.xlsx');
const cell = read.worksheets[0].getCell('A2');
const rows = await readExcelFile('staff.xlsx');
const shown = SheetJS.readFile('staff.xlsx').Sheets.staff.A2.w;
console.log(`format ${cell.numFmt}: SheetJS ${shown}, exceljs text ${cell.text}, read-excel-file ${rows[1][0]}`);
assert.equal(shown, '012345');
assert.equal(cell.text, '12345');
assert.equal(rows[1][0], 12345);
console.log('As found: one of three readers shows what Excel shows.');
JS
node check.mjs
