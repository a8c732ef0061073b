// Which lines of a text are UTF-8 and which are not; and where exactly a text stops being of its encoding.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

export type LineSurvey = {
  readonly utf8: {
    /** Lines that are Chinese in UTF-8 and could hardly be anything else, where there are others too. */
    readonly strong: number;
    readonly first: number;
  };
  /** Lines that are no UTF-8; `damaged`: they would be, but for a character or two. */
  readonly others: { readonly count: number; readonly first: number; readonly damaged: number };
  /** Of the others: Chinese characters and marks of GB2312, as nearly all of a Chinese text are, and the rest. */
  readonly gb: { readonly common: number; readonly rare: number };
};

export async function surveyLines(path: string): Promise<LineSurvey> {
  const others = { count: 0, first: 0, damaged: 0 };
  for await (const { bytes, line } of linesOf(path)) {
    if (isUtf8(bytes)) continue;
    others.count += 1;
    others.first ||= line;
    if (isDamagedUtf8(bytes)) others.damaged += 1;
  }
  const utf8 = { strong: 0, first: 0 };
  const gb = { common: 0, rare: 0 };
  if (others.count === 0) return { utf8, others, gb };
  for await (const { bytes, line } of linesOf(path)) {
    if (!isUtf8(bytes)) countPairs(bytes, gb);
    else if (isStrongUtf8(bytes)) {
      utf8.strong += 1;
      utf8.first ||= line;
    }
  }
  return { utf8, others, gb };
}

function countPairs(bytes: Buffer, gb: { common: number; rare: number }): void {
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    at += 1;
    const trail = bytes[at] ?? 0;
    // A digit: half of a character of four bytes. Below it: no character of GB18030 at all.
    if (trail < 0x40) continue;
    // Lead bytes of kana, Greek, Cyrillic and private use are those of the commonest characters of Big5.
    if (lead >= 0xa1 && (lead <= 0xa3 || lead >= 0xb0) && trail >= 0xa1) gb.common += 1;
    else gb.rare += 1;
  }
}

/** What two bytes of GB18030 become in UTF-8 when they happen to be valid: letters of other scripts. */
const BY_CHANCE = /(?![¥·×÷°§±])[\u0080-\u07ff]/;

/** Valid UTF-8 has no other bytes of 128 and more beside those of a character that is not ASCII. */
const isStrongUtf8 = (bytes: Buffer): boolean =>
  (bytes.toString('latin1').match(/[\x80-\xff]+/g) ?? []).some((run) =>
    isStrongRun(Buffer.from(run, 'latin1')),
  );

/**
 * A short text of GB18030 can be valid UTF-8 by chance. It is not when UTF-8 makes common Chinese of it (what GB2312
 * has) and GB18030 reads at least one pair beyond GB2312: such pairs stand in no ordinary Chinese text.
 */
function isStrongRun(run: Buffer): boolean {
  const isRare = run.length % 2 === 1 || run.some((byte) => byte < 0xa1);
  if (!isRare) return false;
  const text = run.toString('utf8');
  return /[\u0800-\uffff]/.test(text) && !BY_CHANCE.test(text);
}

/** GB18030 read as UTF-8 gives hardly a Chinese character, UTF-8 with a cut character many. */
function isDamagedUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  return (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) >= lost;
}

/** A longer line is looked at in parts. */
const LONGEST_LINE = 1 << 20;
const [NEWLINE, RETURN] = [0x0a, 0x0d];

type Line = { readonly bytes: Buffer; readonly line: number; readonly start: number };

/** Lines of bytes with their number, from 1, and their place. In no encoding but UTF-16 is a newline part of another character. */
async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let start = 0;
  let line = 1;
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1 << 18,
  }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (const end of endsOfLines(bytes)) {
      yield { bytes: bytes.subarray(from, end), line, start: start + from };
      from = end;
      line += 1;
    }
    if (bytes.length - from > LONGEST_LINE) {
      const whole = wholeCharacters(bytes.subarray(from));
      yield { bytes: bytes.subarray(from, from + whole), line, start: start + from };
      from += whole;
    }
    rest = bytes.subarray(from);
    start += from;
  }
  if (rest.length > 0) yield { bytes: rest, line, start };
}

/**
 * Where lines end, behind their newline: LF, CR LF, or CR alone as of old Macintosh programs, and of others whose
 * cells hold LF. A CR at the very end may be half of one.
 */
function* endsOfLines(bytes: Buffer): Generator<number> {
  let [feed, carriage] = [bytes.indexOf(NEWLINE), bytes.indexOf(RETURN)];
  while (feed >= 0 || (carriage >= 0 && carriage < bytes.length - 1)) {
    const isReturn = carriage >= 0 && (feed < 0 || carriage < feed);
    const end = isReturn && feed !== carriage + 1 ? carriage + 1 : feed + 1;
    yield end;
    if (feed >= 0 && feed < end) feed = bytes.indexOf(NEWLINE, end);
    if (carriage >= 0 && carriage < end) carriage = bytes.indexOf(RETURN, end);
  }
}

/** Where the last ASCII character of a part ends, if it has one: no character lies across it. */
function wholeCharacters(bytes: Buffer): number {
  for (let end = bytes.length; end > bytes.length - 4096 && end > 0; end -= 1) {
    if ((bytes[end - 1] ?? 0) < 0x30) return end;
  }
  return bytes.length;
}

export type Fault = { readonly at: number; readonly line: number };

/** The first byte that is not of this encoding. Undefined when all are. */
export async function findFault(path: string, encoding: string): Promise<Fault | undefined> {
  if (encoding.startsWith('utf-16')) return await findUnpaired(path, encoding === 'utf-16le');
  for await (const { bytes, line, start } of linesOf(path)) {
    if (isOf(bytes, encoding)) continue;
    // The shortest part that no more bytes can make right; the broken character begins a little before its end.
    let [good, bad] = [0, bytes.length];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (isOf(bytes.subarray(0, middle), encoding, true)) good = middle;
      else bad = middle;
    }
    let whole = good;
    while (whole > 0 && !isOf(bytes.subarray(0, whole), encoding)) whole -= 1;
    return { at: start + whole, line };
  }
  return undefined;
}

/** Half of a pair without the other, or a last byte alone. */
async function findUnpaired(path: string, isLittle: boolean): Promise<Fault | undefined> {
  let line = 1;
  let at = 0;
  let byte: number | undefined;
  let isOpen = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const next of chunk) {
      if (byte === undefined) {
        byte = next;
        continue;
      }
      const unit = isLittle ? byte + next * 256 : byte * 256 + next;
      const isSecond = unit >= 0xdc00 && unit < 0xe000;
      if (isSecond !== isOpen) return { at: isOpen ? at - 2 : at, line };
      isOpen = unit >= 0xd800 && unit < 0xdc00;
      if (unit === 10) line += 1;
      at += 2;
      byte = undefined;
    }
  }
  if (isOpen) return { at: at - 2, line };
  return byte === undefined ? undefined : { at, line };
}

function isOf(bytes: Buffer, encoding: string, isPart = false): boolean {
  if (encoding === 'utf-8' && !isPart) return isUtf8(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isPart });
    return true;
  } catch {
    return false;
  }
}
