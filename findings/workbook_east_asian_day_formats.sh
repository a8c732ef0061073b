#!/usr/bin/env bash
# exceljs 4.4.0: days in the built-in formats of Chinese Excel are read as plain numbers; SheetJS 0.18.5 gives the days.
#
# ECMA-376 part 1 (18.8.30) keeps number formats 27 to 36 and 50 to 58 for East Asian languages: in Chinese, 31 is the
# long day and 58 month and day. A workbook need not write out what they look like, and a Chinese Excel does not. exceljs
# knows the other built-in formats of days and has no entry for these: `value` is 46355 and `numFmt` is undefined, so
# that nothing tells an end of contract from an amount. SheetJS and read-excel-file give the day, but SheetJS's formatted
# text shows formats 32 to 35 as 0:00:00.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 fflate@0.8.2
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import SheetJS from 'xlsx';

const FORMATS = [14, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const DAY = '2026-11-29';
const SERIAL = 46355;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const part = (xml) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
const relation = (id, type, target) =>
  `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
const relations = (...all) =>
  part(`<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`);
const style = (format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"/>`;
const row = (_, index) =>
  `<row r="${index + 1}"><c r="A${index + 1}" s="${index + 1}"><v>${SERIAL}</v></c></row>`;

writeFileSync(
  'days.xlsx',
  zipSync({
    '[Content_Types].xml': part(
      `<Types xmlns="${packages}/content-types">` +
        `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': part(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
        `<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations(
      relation(1, 'worksheet', 'worksheets/sheet1.xml'),
      relation(2, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': part(
      `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts>` +
        `<fills count="1"><fill><patternFill patternType="none"/></fill></fills>` +
        `<borders count="1"><border/></borders>` +
        `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
        `<cellXfs count="${FORMATS.length + 1}">${[0, ...FORMATS].map(style).join('')}</cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': part(
      `<worksheet xmlns="${main}"><sheetData>${FORMATS.map(row).join('')}</sheetData></worksheet>`,
    ),
  }),
);

const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile('days.xlsx');
const [sheet] = workbook.worksheets;
const sheetJs = SheetJS.readFile('days.xlsx', { cellDates: true }).Sheets.Sheet1;
const read = await readExcelFile('days.xlsx');
const rows = read[0]?.data ?? read;
const dayOf = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

for (const [index, format] of FORMATS.entries()) {
  const { value, numFmt } = sheet.getCell(index + 1, 1);
  const cell = sheetJs[`A${index + 1}`];
  const [other] = rows[index];
  console.log(
    `format ${format}: exceljs ${dayOf(value)} (${numFmt}), SheetJS ${dayOf(cell.v)} (${cell.w}), ` +
      `read-excel-file ${dayOf(other)}`,
  );
  assert.equal(dayOf(value), format === 14 ? DAY : SERIAL);
  assert.equal(numFmt === undefined, format !== 14);
  assert.equal(dayOf(cell.v), DAY);
  assert.equal(dayOf(other), DAY);
  if (format >= 32 && format <= 35) assert.equal(cell.w, '0:00:00');
}
console.log('As found: exceljs alone takes the days of nineteen built-in formats for numbers.');
JS
node check.mjs
