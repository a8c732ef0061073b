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
const file = fileOf('<c r="A1" t="d"><v>2026-11-30</v></c>');

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
