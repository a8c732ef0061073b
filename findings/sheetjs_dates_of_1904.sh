#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5: with `cellDates`, a workbook that counts days from 1904 gives days four years and a day early.
#
# Excel for Mac once counted days from 1904, and such workbooks are still sent. Read with `cellDates: true`, 12 March 2019
# comes out as March 2015, in silence, though `Workbook.WBProps.date1904` was read. The text of the same cell is right.
# exceljs 4.4.0 reads the day that was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import SheetJS from 'xlsx';

const DAY = new Date(Date.UTC(2019, 2, 12));
for (const date1904 of [false, true]) {
  const made = new ExcelJS.Workbook();
  made.properties.date1904 = date1904;
  made.addWorksheet('customers').addRow([DAY]);
  await made.xlsx.writeFile('days.xlsx');

  const again = new ExcelJS.Workbook();
  await again.xlsx.readFile('days.xlsx');
  const theirs = again.worksheets[0].getCell('A1').value;
  assert.equal(theirs.toISOString().slice(0, 10), '2019-03-12');

  const plain = SheetJS.readFile('days.xlsx', { dateNF: 'yyyy-mm-dd' });
  const dated = SheetJS.readFile('days.xlsx', { cellDates: true });
  assert.equal(dated.Workbook.WBProps.date1904 === true, date1904);
  const { v } = dated.Sheets.customers.A1;
  // The day where this runs: half a day lets seconds that the library loses pass.
  const days = Math.round((v.getTime() - new Date(2019, 2, 12).getTime()) / 86_400_000) + 0;
  console.log(
    `from ${date1904 ? 1904 : 1900}: exceljs ${theirs.toISOString().slice(0, 10)}, SheetJS as text ${plain.Sheets.customers.A1.w}, with cellDates ${days} days off`,
  );
  assert.equal(days, date1904 ? -1462 : 0);
}
console.log('confirmed: with cellDates days of 1904 are 1,462 days early');
JS
node check.mjs
