#!/usr/bin/env bash
# @node-escpos/core 0.6.0 and escpos 3.0.0-alpha.6: the length of a QR code counts characters, its content is sent in bytes.
#
# The command ESC Z of receipt printers says how many bytes of content follow. Both give `content.length` and then write the
# content in UTF-8, where a Han character is three bytes: of 抽奖凭证 12 bytes are sent and 4 announced, so the code
# holds one character and a third, and what follows is printed as text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @node-escpos/core@0.6.0 escpos@3.0.0-alpha.6
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import * as core from '@node-escpos/core';
import escpos from 'escpos';

/** The stream that a printer would get of one QR code: announced length, and bytes that follow it. */
const announced = (Printer, content) => {
  const printer = new Printer({ open() {}, write() {}, close() {} }, { encoding: 'GB18030' });
  printer.qrcode(content, 3, 'L', 6);
  const bytes = Buffer.from(printer.buffer._buffer ?? printer.buffer.toBuffer());
  const text = Buffer.from(content, 'utf8');
  const at = bytes.indexOf(text);
  assert.ok(at > 1, 'the content is in the stream, in UTF-8');
  return { says: bytes.readUInt16LE(at - 2), sends: text.length };
};
for (const [name, Printer] of [['@node-escpos/core', core.Printer], ['escpos', escpos.Printer]]) {
  const latin = announced(Printer, 'TICKET-0042');
  assert.equal(latin.says, latin.sends);
  const chinese = announced(Printer, '抽奖凭证');
  console.log(`${name}: 抽奖凭证 is announced as ${chinese.says} bytes and sent as ${chinese.sends}`);
  assert.deepEqual(chinese, { says: 4, sends: 12 });
}
console.log('As found: the length is of characters.');
JS
node check.mjs
