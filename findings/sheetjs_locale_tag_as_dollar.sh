#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5: formats of Chinese Excel with a locale but no currency are shown with a dollar sign.
#
# `[$-804]` in a number format names a language and no currency (ECMA-376 part 1, 18.8.31). Chinese Excel writes it for
# capital numerals, `[DBNum2][$-804]General`, which are used for amounts on receipts (壹仟贰佰), and for days of the week,
# `[$-804]aaaa`. The formatted text becomes `$1234.5` and `$aaaa`, also in CSV: an amount in yuan reads as dollars.
# With `[$¥-804]`, and with `[$-804]` before a date, it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import XLSX from 'xlsx';

const shown = (value, format) => {
  const sheet = { A1: { t: 'n', v: value, z: format }, '!ref': 'A1' };
  const file = XLSX.write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'xlsx' });
  const text = XLSX.utils.sheet_to_csv(XLSX.read(file).Sheets.S);
  console.log(`${format}: ${text}`);
  return text;
};
assert.equal(shown(1234.5, '[$¥-804]0.00'), '¥1234.50');
assert.equal(shown(46_356, '[$-804]yyyy"年"m"月"d"日"'), '2026年11月30日');
assert.equal(shown(1234.5, '[DBNum2][$-804]General'), '$1234.5');
assert.equal(shown(1234.5, '[DBNum1][$-804]General'), '$1234.5');
assert.equal(shown(46_356, '[$-804]aaaa'), '$aaaa');
console.log('As found: a dollar sign that no format has.');
JS
node check.mjs
