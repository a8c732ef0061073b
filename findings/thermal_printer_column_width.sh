#!/usr/bin/env bash
# node-thermal-printer 4.6.1: a Han character is counted as one column, though it is printed two columns wide.
#
# With the Chinese character set the bytes are right (GB18030), but `leftRight` and `tableCustom` fill a line by
# counting characters. A printer gives a Han character two columns: the amount at the right edge of a receipt line
# wraps to the next line, the further the more Chinese stands before it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-thermal-printer@4.6.1
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import thermal from 'node-thermal-printer';

const WIDTH = 32;
const lineOf = (left, right) => {
  const printer = new thermal.printer({
    type: thermal.types.EPSON,
    interface: 'tcp://127.0.0.1:9', // never opened: only the buffer is looked at
    characterSet: thermal.characterSet.CHINA,
    width: WIDTH,
  });
  printer.leftRight(left, right);
  const bytes = printer.getBuffer();
  // ESC R n chooses the character set; the line follows and ends with a line feed.
  return bytes.subarray(3, bytes.indexOf(0x0a));
};
// In GB18030 a common Han character has two bytes and takes two columns: bytes are columns here.
const latin = lineOf('top-up', '100');
const chinese = lineOf('充值金额', '100');
console.log(`latin line:   ${latin.length} of ${WIDTH} columns`);
console.log(`Chinese line: ${chinese.length} of ${WIDTH} columns`);
assert.equal(latin.length, WIDTH);
assert.equal(chinese.length, WIDTH + 4, 'one column too many for each of four Han characters');
console.log('As found: each Han character makes the line one column too long.');
JS
node check.mjs
