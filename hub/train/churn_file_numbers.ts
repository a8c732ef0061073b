// Numbers as tables hold them: with thousands marked, a sign of money or percent, a point or a comma before the fraction.

/** With thousands marked, a sign of money before it, or a sign of percent or money behind. */
const DRESSED = /^([-+]?)[¥￥$€£₹]?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*[%€元]?$/;

type ReadNumber = (text: string) => number | null;

function withPoint(text: string): number | null {
  if (text === '') return null;
  const plain = Number(text);
  if (Number.isFinite(plain)) return plain;
  const [, sign = '', whole = '', part = ''] = DRESSED.exec(text) ?? [];
  return whole === '' ? null : Number(`${sign}${whole.replaceAll(',', '')}${part}`);
}

const withComma: ReadNumber = (text) =>
  withPoint(text.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')));

/** How many words more can be read with a comma before the fraction than with a point. */
export function leanToComma(words: Iterable<string>): number {
  let more = 0;
  for (const word of words) {
    if (!word.includes(',') && !word.includes('.')) continue;
    more += (withComma(word) === null ? 0 : 1) - (withPoint(word) === null ? 0 : 1);
  }
  return more;
}

/**
 * The reading that more words of the column have a sense in; of `1,234` alone, which has one in both, that of the other
 * columns.
 * @param lean of all columns of the file together
 */
export function numberReader(words: Iterable<string>, lean = 0): ReadNumber {
  return isWithComma(words, lean) ? withComma : withPoint;
}

export const isWithComma = (words: Iterable<string>, lean: number): boolean =>
  (leanToComma(words) || lean) > 0;
