#!/usr/bin/env bash
# validator 13.15.35: `isMobilePhone` takes numbers with 92 and 98 in front for Chinese mobiles.
#
# Mobile numbers of China have eleven digits and begin with 1. The rule for `zh-CN` also takes nine digits after 92 or 98, so
# that an Indian number of ten digits with one digit too many passes where a clerk types a phone; the ten digits
# themselves do not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund validator@13.15.35
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import validator from 'validator';

const isMobile = (digits) => validator.isMobilePhone(digits, 'zh-CN');
assert.equal(isMobile('13800000000'), true);
assert.equal(isMobile('9800000000'), false);
for (const digits of ['91000000000', '93000000000', '99000000000']) assert.equal(isMobile(digits), false);
for (const digits of ['98000000000', '92000000000']) {
  console.log(`${digits}: ${isMobile(digits)}`);
  assert.equal(isMobile(digits), true);
}
console.log('As found: two prefixes that no Chinese mobile has.');
JS
node check.mjs
