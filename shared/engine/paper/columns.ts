// Text in the columns of a receipt printer: a Latin letter takes one, everything else (Han, full-width signs) two.

/** Of an 80 mm printer in its ordinary letters. */
export const PAPER_COLUMNS = 48;

/** What takes no column, or is an order to the printer: a name must not cut the paper. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}\p{Zl}\p{Zp}]/gu;

/** Signs that a printer for China has not, written with those it has. */
const WRITTEN: Readonly<Record<string, string>> = {
  '¥': '￥',
  '₹': 'Rs ',
  '\u2212': '-',
  '–': '-',
};

export const printable = (text: string): string =>
  text
    .replaceAll(/[¥₹\u2212–]/g, (sign) => WRITTEN[sign] ?? sign)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSEEN, '');

const widthOf = (character: string): number => ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2);

/** @param text printable */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** A word of letters and digits stays whole; after each Han character a line may end. */
const PIECES = /[\u0021-\u007e]+|[^\u0021-\u007e]/gu;
/** No line begins with one of them. */
const CLOSING = /^[，。、；：！？”’）】》％…]$/u;

/** Lines of at most `columns`; a word that is longer is cut. @param columns at least 4 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(printable(text).trim(), columns)) {
    if (columnsOf(line + piece) <= columns) {
      line += piece;
      continue;
    }
    const last = [...line].at(-1) ?? '';
    const isHanging = CLOSING.test(piece) && line !== last;
    lines.push((isHanging ? line.slice(0, line.length - last.length) : line).trimEnd());
    line = isHanging ? last + piece : piece.trimStart();
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function* pieces(text: string, columns: number): Iterable<string> {
  for (const [piece] of text.matchAll(PIECES)) {
    for (let from = 0; from < piece.length; from += columns) {
      yield piece.codePointAt(0) === piece.charCodeAt(0)
        ? piece.slice(from, from + columns)
        : piece;
    }
  }
}

export const centred = (line: string, columns: number): string =>
  ' '.repeat(Math.max(0, Math.floor((columns - columnsOf(line)) / 2))) + line;

/** The value ends at the right edge; what does not fit beside the term stands below it. */
export function pairLines(term: string, value: string, columns: number): readonly string[] {
  const left = printable(term).trim();
  const right = printable(value).trim();
  const free = columns - columnsOf(left) - columnsOf(right);
  if (free >= 1) return [left + ' '.repeat(free) + right];
  return [...wrap(left, columns), ...wrap(right, columns).map((line) => atRight(line, columns))];
}

const atRight = (line: string, columns: number): string =>
  ' '.repeat(columns - columnsOf(line)) + line;
