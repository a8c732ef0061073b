#!/usr/bin/env bash
# nzh 1.0.14: 两百 reads as 0, 一万五 as 10,005, and an amount of a receipt is cut to the fen and loses its 整.
#
# Two hundred is said 两百 and fifteen thousand 一万五 at every counter. `decodeS` knows 二 alone and gives 0 for 两百,
# and takes the digit behind a unit for ones, so that 三百五 is 305 and not 350; neither is an error. `toMoney` writes
# 1.005 as 人民币壹元, cut off and not rounded, and without the 整 that ends a whole amount on paper.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts nzh@1.0.14
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import nzh from 'nzh';

const read = { 二百: 200, 两百: 0, 两万: 0, 三百五: 305, 一万五: 10005 };
for (const [text, number] of Object.entries(read)) {
  assert.equal(nzh.cn.decodeS(text), number, text);
  console.log(`${text} is read as ${nzh.cn.decodeS(text)}`);
}
const written = { 1: '人民币壹元整', 1.005: '人民币壹元', 1.01: '人民币壹元零壹分', 1.019: '人民币壹元零壹分' };
for (const [amount, text] of Object.entries(written)) {
  assert.equal(nzh.cn.toMoney(Number(amount)), text, amount);
  console.log(`${amount} is written as ${nzh.cn.toMoney(Number(amount))}`);
}
JS
node check.mjs
