// Numbers as tables hold them: with thousands marked, a sign of money or percent, a unit, a point or a comma before the fraction.
import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';
import type { DecimalMark } from '#hub/import/decimal.ts';
import { type FigureKind, readFigures } from '#hub/import/figures.ts';

/** With thousands marked, a sign of money before it (`R$`, `₦`), or a sign of percent or money behind. */
const DRESSED =
  /^([-+]?)(?:[A-Z]{0,3}\p{Sc})?\s*(\d{1,3}([,' ])\d{3}(?:\3\d{3})*|\d+)(\.\d+)?\s*(?:%|元|\p{Sc}|(?:F ?)?CFA|F|zł|kr|Ft|Kč|lei|руб|грн)?\.?$/u;

type ReadNumber = (text: string) => number | null;

function withPoint(text: string): number | null {
  if (text === '') return null;
  const plain = Number(text);
  if (Number.isFinite(plain)) return plain;
  const [, sign = '', whole = '', , part = ''] = DRESSED.exec(text) ?? [];
  return whole === '' ? null : Number(`${sign}${whole.replaceAll(/[,' ]/g, '')}${part}`);
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

type Unit = readonly [kind: FigureKind, unit: string];

const UNITS: readonly Unit[] = [
  ['count', ''],
  ['data', 'MB'],
  ['minutes', 'm:ss'],
  ...CURRENCY_CODES.map((code): Unit => ['money', Object.keys(CURRENCIES[code].units)[0] ?? '']),
];
/** Words that a unit is told from, and the share of them that must have it. */
const SAMPLE = 200;
const MOSTLY = 0.5;
/** The importer's figures are whole. */
const PARTS = 1_000;

/** Words that are no bare numbers by the unit that most of them have: `1.2GB`, `1:30`, `90分钟`, `1.5万`, `CNY 5`. */
export function unitReader(words: readonly string[], plain: ReadNumber): ReadNumber {
  const decimal: DecimalMark = plain === withComma ? ',' : '.';
  const dressed = words.filter((word) => plain(word) === null && /\d/.test(word)).slice(0, SAMPLE);
  const read = UNITS.map(([kind, unit]): ReadNumber => (text) => {
    const value = readFigures([text], kind, unit, { factor: [PARTS, 1], decimal });
    return value === undefined
      ? null
      : value / (readFigures(['1'], kind, unit, { factor: [PARTS, 1] }) ?? PARTS);
  });
  const known = read.map((figureOf) => dressed.filter((word) => figureOf(word) !== null).length);
  const best = Math.max(...known);
  const figureOf = read[known.indexOf(best)];
  if (figureOf === undefined || best === 0 || best < dressed.length * MOSTLY) return plain;
  return (text) => plain(text) ?? figureOf(text);
}
