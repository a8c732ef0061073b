#!/usr/bin/env bash
# tiny-pinyin 1.3.2: reads the surname 钱 as qie, on each ICU from 76 to 78.
#
# It keeps no table: it finds a reading between two neighbours in the platform's Chinese collation. Where the order of
# the platform is not the one that its neighbours were chosen by, a whole stretch of characters gets the reading of the
# stretch before it. 钱, 乔 and 强 come out as qie, 戎 as ri, 那 as mu; a search by the letters qian finds nobody of a
# surname that is among the hundred most frequent. Seen alike on Node 20.19.5 and 24.4.0 (ICU 77.1), 22.12.0 (76.1) and
# 20.20.2 (78.2). pinyin-pro 3.29.4, which has tables, reads all five right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tiny-pinyin@1.3.2 pinyin-pro@3.29.4
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { pinyin } from 'pinyin-pro';
import tiny from 'tiny-pinyin';

console.log(`ICU ${process.versions.icu}`);
for (const [surname, read, right] of [
  ['钱', 'qie', 'qian'],
  ['乔', 'qie', 'qiao'],
  ['强', 'qie', 'qiang'],
  ['戎', 'ri', 'rong'],
  ['那', 'mu', 'na'],
]) {
  assert.equal(tiny.convertToPinyin(surname, '', true), read, surname);
  assert.equal(pinyin(surname, { toneType: 'none' }), right, surname);
  console.log(`${surname}: ${read}, not ${right}`);
}
// Its neighbours in the dictionary are not all wrong.
for (const [surname, read] of [
  ['王', 'wang'],
  ['李', 'li'],
  ['秦', 'qin'],
]) {
  assert.equal(tiny.convertToPinyin(surname, '', true), read, surname);
}
JS
node check.mjs
