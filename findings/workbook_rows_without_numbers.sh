#!/usr/bin/env bash
# exceljs 4.4.0: a workbook whose rows do not say their numbers is refused whole; SheetJS reads it.
#
# In a sheet the number of a row (`r` of `row`) and the address of a cell (`r` of `c`) may be left out: they then follow
# the ones before (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4). Streaming writers of business systems save bytes that way.
# exceljs throws "Invalid row number in model", so an export that every spreadsheet program opens cannot be imported.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 fflate@0.8.2
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import SheetJS from 'xlsx';

const made = SheetJS.utils.book_new();
const rows = [
  ['account', 'paid'],
  ['A-1', 50],
];
SheetJS.utils.book_append_sheet(made, SheetJS.utils.aoa_to_sheet(rows), 'payments');
SheetJS.writeFile(made, 'numbered.xlsx');
// The same sheet without the attributes that may be left out.
const parts = unzipSync(readFileSync('numbered.xlsx'));
const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']).toString();
const bare = sheet.replace(/<(row|c) r="[A-Z]*\d+"/g, '<$1');
assert.notEqual(bare, sheet);
parts['xl/worksheets/sheet1.xml'] = Buffer.from(bare);
writeFileSync('bare.xlsx', zipSync(parts));

async function exceljs(file) {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.readFile(file);
  } catch (error) {
    return error.message;
  }
  const [first] = workbook.worksheets;
  return [first.getCell('A2').value, first.getCell('B2').value];
}
const sheetjs = (file) => {
  const read = SheetJS.readFile(file).Sheets.payments;
  return [read?.A2?.v, read?.B2?.v];
};
for (const file of ['numbered.xlsx', 'bare.xlsx']) {
  console.log(`${file}: exceljs ${JSON.stringify(await exceljs(file))}, SheetJS ${JSON.stringify(sheetjs(file))}`);
}
assert.deepEqual(await exceljs('numbered.xlsx'), ['A-1', 50]);
assert.deepEqual(sheetjs('bare.xlsx'), ['A-1', 50]);
assert.equal(await exceljs('bare.xlsx'), 'Invalid row number in model');
console.log('As found: exceljs refuses the rows that leave their numbers out.');
JS
node check.mjs
