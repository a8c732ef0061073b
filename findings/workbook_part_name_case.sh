#!/usr/bin/env bash
# exceljs 4.4.0: a workbook whose part names differ in case gives numbers in place of its texts, in silence.
#
# Names of parts in an Office package know no case (ECMA-376 part 2): a relationship to `sharedStrings.xml` finds
# `SharedStrings.xml`. exceljs does not find the texts and hands over their places in the table instead: a customer
# called 3. SheetJS reads the same file right.
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
  ['account', 'name'],
  ['A-1', 'Zhang'],
];
SheetJS.utils.book_append_sheet(made, SheetJS.utils.aoa_to_sheet(rows), 'customers');
SheetJS.writeFile(made, 'plain.xlsx', { bookSST: true });
// The same bytes, one part under a name that is equal but for case, in the archive and where its type is told.
const parts = unzipSync(readFileSync('plain.xlsx'));
const types = Buffer.from(parts['[Content_Types].xml']).toString();
parts['[Content_Types].xml'] = Buffer.from(types.replace('sharedStrings.xml', 'SharedStrings.xml'));
parts['xl/SharedStrings.xml'] = parts['xl/sharedStrings.xml'];
delete parts['xl/sharedStrings.xml'];
writeFileSync('case.xlsx', zipSync(parts));

async function exceljs(file) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0];
  return [sheet.getCell('A2').value, sheet.getCell('B2').value];
}
const sheetjs = (file) => {
  const sheet = SheetJS.readFile(file).Sheets.customers;
  return [sheet?.A2?.v, sheet?.B2?.v];
};
for (const file of ['plain.xlsx', 'case.xlsx']) {
  console.log(`${file}: exceljs ${JSON.stringify(await exceljs(file))}, SheetJS ${JSON.stringify(sheetjs(file))}`);
}
assert.deepEqual(await exceljs('plain.xlsx'), ['A-1', 'Zhang']);
assert.deepEqual(sheetjs('plain.xlsx'), ['A-1', 'Zhang']);
assert.deepEqual(sheetjs('case.xlsx'), ['A-1', 'Zhang']);
assert.deepEqual(await exceljs('case.xlsx'), [2, 3]);
console.log('As found: the texts became their places in the table of texts.');
JS
node check.mjs
