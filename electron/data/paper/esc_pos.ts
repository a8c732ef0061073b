// A slip in the bytes of ESC/POS, as receipt printers for China take them: Chinese in GB18030, the QR code, the cut.
import iconv from 'iconv-lite';
import type { SlipLine } from '#shared/model/paper.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** Forget what another program left; Chinese on. */
const BEGIN = [ESC, 0x40, FS, 0x26];
const STRONG = { on: [ESC, 0x45, 1], off: [ESC, 0x45, 0] };
/** Twice as wide and as high. */
const LARGE = { on: [GS, 0x21, 0x11], off: [GS, 0x21, 0] };
const CENTRE = { on: [ESC, 0x61, 1], off: [ESC, 0x61, 0] };
/** Out of the mouth of the printer, and cut but for one point. */
const CUT = [ESC, 0x64, 2, GS, 0x56, 0x42, 0];
const LINE_END = 0x0a;

/** Dots of one square of a QR code: a proof of 400 letters then takes two thirds of the width. */
const SQUARE = 5;

export function escPosOf(lines: readonly SlipLine[]): Uint8Array {
  const bytes: number[] = [...BEGIN];
  for (const line of lines) bytes.push(...bytesOf(line));
  bytes.push(...CUT);
  return Uint8Array.from(bytes);
}

function bytesOf(line: SlipLine): readonly number[] {
  if (line.kind === 'qr') return [...CENTRE.on, ...qrCode(line.content), ...CENTRE.off];
  const text = [...textBytes(line.text), LINE_END];
  if (line.look === 'plain') return text;
  const { on, off } = line.look === 'large' ? LARGE : STRONG;
  return [...on, ...text, ...off];
}

const UNKNOWN = [0xa3, 0xbf];

/** Each character as wide as the layout counted it; a full-width question mark for what printers have no letter for. */
function textBytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const own = iconv.encode(character, 'gb18030');
    const isPrinted = own.length < 4 || /\p{Script=Han}/u.test(character);
    bytes.push(...(isPrinted ? own : UNKNOWN));
  }
  return bytes;
}

/** Model 2, the lowest correction: paper is read at once, and from near. @param content ASCII, at most 2,900 letters */
function qrCode(content: string): readonly number[] {
  const data = Buffer.from(content, 'latin1');
  const stored = data.length + 3;
  return [
    [GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0],
    [GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, SQUARE],
    [GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x30],
    [GS, 0x28, 0x6b, stored & 0xff, stored >> 8, 0x31, 0x50, 0x30, ...data],
    [GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30],
    [LINE_END],
  ].flat();
}
