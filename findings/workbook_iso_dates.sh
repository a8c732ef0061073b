#!/usr/bin/env bash
# exceljs 4.4.0: a day that a cell holds as an ISO date becomes the number of its year; SheetJS and read-excel-file give the day.
#
# A cell of type `d` holds its day as text, 2026-11-30 (ECMA-376 part 1, 18.18.11); strict workbooks and some exporters
# write it. exceljs reads the text as a number as far as it goes: the end of every contract becomes 2026.
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
import { strToU8, zipSync } from 'fflate';
import readExcel from 'read-excel-file/node';
import XLSX from 'xlsx';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const parts = {
  '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="d"><v>2026-11-30</v></c></row></sheetData></worksheet>`,
};
const file = Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));

const [[day]] = await readExcel(Readable.from([file]));
console.log('read-excel-file:', day);
assert.equal(new Date(day).toISOString().slice(0, 10), '2026-11-30');
const [[serial]] = XLSX.utils.sheet_to_json(XLSX.read(file).Sheets.S, { header: 1 });
console.log('SheetJS:', serial, '(the day as Excel counts it)');
assert.equal(serial, 46_356);
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.load(file);
const { value } = workbook.getWorksheet('S').getCell('A1');
console.log('exceljs:', value);
assert.equal(value, 2026);
console.log('As found: the year alone, as a number.');
JS
node check.mjs
