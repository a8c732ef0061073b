#!/usr/bin/env bash
# pinyin-pro 3.29.4: in its mode for surnames, 么, 佴, 贠, 蔚 and 車 are read by their everyday readings.
#
# A clerk finds 佴晓 by `naixiao`. With `surname: 'head'` the first character should be read as a surname, and 单, 查, 区,
# 能 are; the five are not, although `multiple` lists the surname's reading of each. Readings as surnames by the
# dictionary 《现代汉语词典》: 么 yao, 佴 nai, 贠 yun, 蔚 yu, 车 (in traditional writing 車) che. The simple 车 is read right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pinyin-pro@3.29.4
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { pinyin } from 'pinyin-pro';

const asSurname = (character) =>
  pinyin(`${character}晓`, { surname: 'head', toneType: 'none', type: 'array' })[0];
for (const [character, right] of [['单', 'shan'], ['查', 'zha'], ['区', 'ou'], ['能', 'nai'], ['车', 'che']]) {
  assert.equal(asSurname(character), right);
}
for (const [character, right, everyday] of [
  ['么', 'yao', 'me'],
  ['佴', 'nai', 'er'],
  ['贠', 'yun', 'yuan'],
  ['蔚', 'yu', 'wei'],
  ['車', 'che', 'ju'],
]) {
  const read = asSurname(character);
  const known = pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
  console.log(`${character}: read ${read}, as a surname ${right}; it knows ${known.join(', ')}`);
  assert.equal(read, everyday);
  assert.ok(known.includes(right));
}
console.log('As found: five surnames are read by their everyday readings.');
JS
node check.mjs
