#!/usr/bin/env bash
# onscan.js 1.5.2 and @point-of-sale/keyboard-barcode-scanner 1.1.4: under an input method a scan is lost.
#
# Readers type like a keyboard. While a Chinese input method is on, Chromium reports the keys that it handles as
# `Process` with key code 229; only `code` still says which key it was. Both libraries read the key code or the key, so
# that the same eleven digits and Enter that they report as a scan give none. onscan.js tells a failed scan without its
# digits, the other tells nothing. On a counter where names are typed in Chinese the reader works or not by the state of
# the input method.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  onscan.js@1.5.2 @point-of-sale/keyboard-barcode-scanner@1.1.4 jsdom@29.1.1
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><input>', { runScripts: 'outside-only' });
globalThis.window = window;
globalThis.document = window.document;
const heard = { onscan: [], failures: 0, pointOfSale: [] };

window.eval(readFileSync('node_modules/onscan.js/onscan.js', 'utf8'));
window.onScan.attachTo(window.document, {
  suffixKeyCodes: [13],
  avgTimeByChar: 50,
  onScan: (code) => heard.onscan.push(code),
  onScanError: () => (heard.failures += 1),
});
const file = 'node_modules/@point-of-sale/keyboard-barcode-scanner/dist/keyboard-barcode-scanner.esm.js';
const { default: Scanner } = await import(`./${file}`);
const scanner = new Scanner();
scanner.addEventListener('barcode', ({ value }) => heard.pointOfSale.push(value));
await scanner.connect();

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function readerTypes(digits, isComposing) {
  heard.onscan.length = heard.pointOfSale.length = heard.failures = 0;
  for (const digit of [...digits, 'Enter']) {
    const keyCode = digit === 'Enter' ? 13 : digit.charCodeAt(0);
    const key = { key: digit, keyCode, which: keyCode, code: `Digit${digit}`, bubbles: true };
    const seen = isComposing && digit !== 'Enter' ? { ...key, key: 'Process', keyCode: 229, which: 229 } : key;
    for (const type of ['keydown', 'keyup']) {
      window.document.body.dispatchEvent(new window.KeyboardEvent(type, seen));
    }
    await pause(8);
  }
  await pause(900);
  return { onscan: [...heard.onscan], failures: heard.failures, pointOfSale: [...heard.pointOfSale] };
}

const PHONE = '13812340000';
assert.deepEqual(await readerTypes(PHONE, false), { onscan: [PHONE], failures: 0, pointOfSale: [PHONE] });
assert.deepEqual(await readerTypes(PHONE, true), { onscan: [], failures: 1, pointOfSale: [] });
console.log('input method off: both report the scan; on: one tells a failure, the other nothing');
process.exit(0);
JS
node check.mjs
