#!/usr/bin/env bash
# currency.js 2.0.4, numeral 2.0.6, accounting 0.4.1: Chinese amounts become other amounts, without an error.
#
# An input method in full width writes ５０ for 50, people write 1万 for 10,000, and a Chinese keyboard gives 。 for the
# point. currency.js and accounting read ５０ as 0, numeral as null; all three read 1万 as 1 and 50。5 as 505, and ５０
# with the second digit in full width only as 5. A field of money behind them takes fifty yuan for nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts currency.js@2.0.4 numeral@2.0.6 accounting@0.4.1
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import accounting from 'accounting';
import currency from 'currency.js';
import numeral from 'numeral';

const readings = (text) => [currency(text).value, numeral(text).value(), accounting.unformat(text)];
const seen = {
  '¥50': [50, 50, 50],
  '50元': [50, 50, 50],
  '５０': [0, null, 0],
  '5０': [5, 5, 5],
  '1万': [1, 1, 1],
  '1.5万': [1.5, 1.5, 1.5],
  '50。5': [505, 505, 505],
};
for (const [text, expected] of Object.entries(seen)) {
  const got = readings(text);
  assert.deepEqual(got, expected, text);
  console.log(`${text}: currency.js ${got[0]}, numeral ${got[1]}, accounting ${got[2]}`);
}
JS
node check.mjs
