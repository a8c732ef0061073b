#!/usr/bin/env bash
# libphonenumber-js 1.13.16: the 13-digit numbers of Chinese and Indian SIM cards for machines are no valid numbers.
#
# China numbers SIM cards for machines (meters, trackers, lifts) 10648..., 1440... with 13 digits, India 13 digits from
# 5xx. A branch has them by the thousand as its customers' lines. Both metadata sets, `min` and `max`, call them not
# valid, while an eleven-digit number of the older range for data cards is valid by `min` and not valid by `max`. Who
# rejects what the library does not know rejects customers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libphonenumber-js@1.13.16
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { parsePhoneNumberFromString as byMax } from 'libphonenumber-js/max';
import { parsePhoneNumberFromString as byMin } from 'libphonenumber-js/min';

const validBy = (text, country) => [byMin(text, country), byMax(text, country)].map((n) => n?.isValid() ?? false);
for (const [text, country, expected] of [
  ['13812345678', 'CN', [true, true]],
  ['1064812345678', 'CN', [false, false]],
  ['1440012345678', 'CN', [false, false]],
  ['14812345678', 'CN', [true, false]],
  ['9812345678', 'IN', [true, true]],
  ['5755512345678', 'IN', [false, false]],
]) {
  const [min, max] = validBy(text, country);
  console.log(`${country} ${text.padEnd(13)} min ${min}, max ${max}`);
  assert.deepEqual([min, max], expected);
}
console.log('As found.');
JS
node check.mjs
