// Text that was read in another encoding than it was written in, and saved so: told by the bytes it must have been.
import { isUtf8 } from 'node:buffer';

/** `çŽ‹èŠ³` and `鐜嬭姵` are 王芳 in UTF-8, `Íõ·¼` is 王芳 in GBK; `JosÃ©` is José. */
export const isGarbled = (text: string): boolean =>
  /[\u00a1-\u00ff]/.test(text) ? isUtf8AsLatin(text) || isGbkAsLatin(text) : isUtf8AsGbk(text);

/** Bytes 128 to 159 as Windows-1252 shows them; the others are themselves. Not by TextDecoder: Node's takes it for Latin-1. */
const LATIN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LATIN_BYTES = new Map(Array.from(LATIN, (each, at) => [each, at + 128] as const));

function isUtf8AsLatin(text: string): boolean {
  if (!/[\u00c2-\u00f4]/.test(text)) return false;
  const bytes = Array.from(text, (each) => LATIN_BYTES.get(each) ?? each.charCodeAt(0));
  return bytes.every((byte) => byte < 256) && isUtf8(Buffer.from(bytes));
}

/** Every language of these letters has plain ones among them. */
const isGbkAsLatin = (text: string): boolean =>
  /^[\u00a1-\u00ff]{2}[^\u0100-\uffffA-Za-z]*[\u00a1-\u00ff]{2}[^\u0100-\uffffA-Za-z]*$/.test(text);

/** Nobody writes two such in a row: characters of GBK whose bytes begin a Chinese character in UTF-8. */
function isUtf8AsGbk(text: string): boolean {
  const [run] = /\P{ASCII}+/u.exec(text) ?? [''];
  if (run.length < 3) return false;
  pairs ??= pairsOfGbk();
  const first = pairs.get(run.charAt(0)) ?? 0;
  if (first < 0xe480 || first > 0xe9bf || (first & 0xff) < 0x80 || (first & 0xff) > 0xbf)
    return false;
  const bytes: number[] = [];
  for (const each of run) {
    const pair = pairs.get(each);
    if (pair === undefined) break;
    bytes.push(pair >> 8, pair & 0xff);
  }
  const read = readAsUtf8(Buffer.from(bytes));
  return read.length > 1 && Array.from(read).every((each) => isCommon(pairs?.get(each) ?? 0));
}

let pairs: ReadonlyMap<string, number> | undefined;

function pairsOfGbk(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      if (trail !== 0x7f) found.set(decoder.decode(Buffer.from([lead, trail])), lead * 256 + trail);
    }
  }
  return found;
}

/** The first level of GB2312: what nearly all names and addresses are made of. */
const isCommon = (pair: number): boolean =>
  pair >= 0xb0a1 && pair <= 0xd7f9 && (pair & 0xff) >= 0xa1;

/** Empty when it is none; the last character may have been cut. */
function readAsUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return '';
  }
}
