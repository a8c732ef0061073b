#!/usr/bin/env bash
# Node 24.9.0 and 26.12.1 (ICU 77 and 78): Intl shows money of many currencies without the minor unit of ISO 4217.
#
# ECMA-402 takes the digits of a currency from ISO 4217; the platform takes those that CLDR finds usual. A top-up of
# 250.50 Burmese kyats reads "MMK 251" and `resolvedOptions` says 0 digits: whoever scales minor units by it is wrong
# by a hundred, for Iraqi dinars by a thousand. The list moves with the runtime: with ICU 78 the rupees of Pakistan,
# the rupiah, the forint and the Colombian peso lose their two digits. The digits of a currency are better kept as data.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
arch=$(uname -m | sed "s/x86_64/x64/;s/aarch64/arm64/")
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts currency-codes@2.2.0 \
  "older@npm:node-linux-$arch@24.9.0" "newer@npm:node-linux-$arch@26.12.1"
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import currencies from 'currency-codes';

const format = (currency) => new Intl.NumberFormat('en', { style: 'currency', currency });
const digits = (currency) => format(currency).resolvedOptions().maximumFractionDigits;
const always = ['AFN', 'ALL', 'IQD', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'SOS', 'SYP', 'YER'];
const lately = ['COP', 'HUF', 'IDR', 'PKR'];

const icu = Number.parseInt(process.versions.icu, 10);
console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`);
for (const code of [...always, ...lately]) {
  const standard = currencies.code(code).digits;
  console.log(`  ${code}: ISO 4217 ${standard}, Intl ${digits(code)}: ${format(code).format(250.5)}`);
  assert.equal(standard, code === 'IQD' ? 3 : 2);
  assert.equal(digits(code), lately.includes(code) && icu < 78 ? 2 : 0);
}
// The currencies next door keep theirs.
for (const code of ['CNY', 'INR', 'BHD', 'JPY']) assert.equal(digits(code), currencies.code(code).digits);
JS
for node in older newer; do "node_modules/$node/bin/node" check.mjs; done
echo 'As found: 12 currencies in whole units, four more since ICU 78.'
