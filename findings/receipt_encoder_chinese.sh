#!/usr/bin/env bash
# @point-of-sale/receipt-printer-encoder 4.0.1: Chinese becomes "?" in text and inside QR codes, without an error.
#
# Receipts of a Chinese branch carry Chinese everywhere. The encoder knows code pages of one byte only: each Han
# character is printed as one question mark, and the content of a QR code goes through the same table, so that a
# scanner reads "??" where the receipt's proof should stand. The calls return normally. A printer for the Chinese
# market takes GB18030; `codepage('gb18030')` is refused by name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @point-of-sale/receipt-printer-encoder@4.0.1
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

const printed = (build) => {
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48 });
  return Buffer.from(build(encoder.initialize()).encode());
};
const text = printed((encoder) => encoder.text('充值'));
const code = printed((encoder) => encoder.qrcode('充值'));
// ESC/POS: GS ( k pL pH 49 80 48 DATA stores the QR code's content; "1P0" starts it.
const start = code.indexOf('1P0') + 3;
const content = code.subarray(start, start + 2).toString('latin1');
console.log(`text:    ${JSON.stringify(text.toString('latin1'))}`);
console.log(`QR code: content ${JSON.stringify(content)}`);
assert.ok(text.includes('??'), 'the text holds two question marks');
assert.equal(content, '??', 'the QR code holds two question marks');
assert.throws(
  () => printed((encoder) => encoder.codepage('gb18030').text('充')),
  /Unknown codepage/,
);
console.log('As found: two Han characters became "??" in both, and gb18030 is no known code page.');
JS
node check.mjs
