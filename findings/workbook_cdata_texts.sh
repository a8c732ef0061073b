#!/usr/bin/env bash
# exceljs 4.4.0: a name written in a CDATA section is an empty cell; SheetJS and read-excel-file give it.
#
# A CDATA section is another way to write text in XML, and saves a program the escapes of names with
# & and <. exceljs hears of the text's beginning and end only: each such cell is empty, with no error.
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
const file = fileOf('<c r="A1" t="inlineStr"><is><t><![CDATA[张三 & 李四]]></t></is></c><c r="B1"><v>50</v></c>');

const RIGHT = ['张三 & 李四', 50];
assert.deepEqual(await readExcel(Readable.from([file])), [RIGHT]);
assert.deepEqual(XLSX.utils.sheet_to_json(XLSX.read(file).Sheets.S, { header: 1 }), [RIGHT]);
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.load(file);
const row = workbook.getWorksheet('S').getRow(1);
console.log('exceljs:', JSON.stringify([row.getCell(1).text, row.getCell(2).value]));
assert.equal(row.getCell(1).text, '');
assert.equal(row.getCell(2).value, 50);
console.log('As found: the amount is there, the name is not.');
JS
node check.mjs
