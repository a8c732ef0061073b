#!/usr/bin/env bash
# jsqr 1.4.0, @zxing/library 0.21.3: a QR code with Chinese in GB18030 reads as nothing, as kana, or is refused.
#
# Receipt printers and pay desks of China put the bytes of their own character set, GB18030, into QR codes. jsQR finds
# the code and returns it with an empty text, digits included, and no error; zxing takes the bytes for Shift_JIS or
# UTF-8 and says the text is kana, or throws a format error. The bytes themselves are read rightly (`binaryData`):
# whoever decodes them as GB18030 when they are no UTF-8 has the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jsqr@1.4.0 @zxing/library@0.21.3 qrcode@1.5.4 iconv-lite@0.7.0
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import jsqr from 'jsqr';
import qrcode from 'qrcode';
import zxing from '@zxing/library';

const jsQR = jsqr.default ?? jsqr;

/** The code as a picture: six pixels a module and a margin of four. */
function picture(bytes) {
  const { modules } = qrcode.create([{ data: new Uint8Array(bytes), mode: 'byte' }]);
  const width = (modules.size + 8) * 6;
  const grey = new Uint8ClampedArray(width * width).fill(255);
  const dark = (at) => {
    const row = Math.floor(at / width / 6) - 4;
    const column = Math.floor((at % width) / 6) - 4;
    const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
    return inside && modules.get(row, column);
  };
  const colours = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let at = 0; at < grey.length; at += 1) {
    if (dark(at)) {
      grey[at] = 0;
      colours.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { grey, colours, width };
}

function zxingReads({ grey, width }) {
  const source = new zxing.RGBLuminanceSource(grey, width, width);
  const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(source));
  try {
    return new zxing.QRCodeReader().decode(bitmap).getText();
  } catch (error) {
    return `throws ${error.name}`;
  }
}

for (const text of ['充值100元', '缴费凭证 流水号20261129']) {
  const utf8 = picture(Buffer.from(text));
  assert.equal(jsQR(utf8.colours, utf8.width, utf8.width).data, text);
  assert.equal(zxingReads(utf8), text);

  const bytes = iconv.encode(text, 'gb18030');
  const chinese = picture(bytes);
  const found = jsQR(chinese.colours, chinese.width, chinese.width);
  console.log(`${text}: jsQR ${JSON.stringify(found.data)}, zxing ${JSON.stringify(zxingReads(chinese))}`);
  assert.equal(found.data, '');
  assert.deepEqual(Buffer.from(found.binaryData), bytes);
  assert.notEqual(zxingReads(chinese), text);
}
console.log('As found: neither gives the text; the bytes are whole.');
JS
node check.mjs
