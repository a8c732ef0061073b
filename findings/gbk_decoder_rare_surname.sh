#!/usr/bin/env bash
# Node 20.9.0 to 24.9.0: TextDecoder('gbk') turns the character 䶮 of given names, and €, into private-use characters.
#
# The Encoding Standard has one decoder for gbk and gb18030. Node's gbk is another table: FE 9F, the two bytes of 䶮 in
# GBK files, becomes U+E863, and A2 E3, the euro sign, U+E76C. iconv-lite and the same Node's gb18030 give U+4DAE. A
# customer whose name was read through the one is not found by what the other reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund iconv-lite@0.7.3
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import iconv from 'iconv-lite';

const code = (text) => [...text].map((c) => `U+${c.codePointAt(0).toString(16).toUpperCase()}`).join(' ');
const bytes = Buffer.from([0xfe, 0x9f]);
const euro = Buffer.from([0xa2, 0xe3]);
const gbk = new TextDecoder('gbk');
const gb18030 = new TextDecoder('gb18030');
console.log(`Node ${process.versions.node}, ICU ${process.versions.icu}: FE9F is ${code(gbk.decode(bytes))} in gbk, ${code(gb18030.decode(bytes))} in gb18030`);
assert.equal(code(gbk.decode(bytes)), 'U+E863');
assert.equal(code(gb18030.decode(bytes)), 'U+4DAE');
assert.equal(code(iconv.decode(bytes, 'gbk')), 'U+4DAE');
assert.equal(code(gbk.decode(euro)), 'U+E76C');
assert.equal(code(gb18030.decode(euro)), 'U+20AC');
JS
arch=$(uname -m | sed "s/x86_64/x64/;s/aarch64/arm64/")
for version in 20.9.0 22.9.0 24.9.0; do
  npm install --silent --no-audit --no-fund "node-linux-$arch@$version"
  "node_modules/node-linux-$arch/bin/node" check.mjs
done
echo 'As found, on three versions of Node.'
