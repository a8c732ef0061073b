// Decimal numbers as people's files hold them, scaled to integers exactly: no binary fractions on the way.
import { narrow } from './narrow.ts';

/** `coefficient` / 10^`scale`. */
export type Decimal = { readonly coefficient: bigint; readonly scale: number };

/** What stands before the fraction, as the map says; undefined: it does not say, and `1,234` may be either. */
export type DecimalMark = '.' | ',';
export const DECIMAL_MARKS = ['.', ','] as const;

const PATTERN = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;
/** Whole part with thousands apart, also as India groups it (`12,34,567`), then the rest. */
const GROUPED = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(\.\d*)?$/;
/** Blanks that only typesetting knows; a plain one may part two numbers. */
const GROUPED_BY_BLANKS = /^([-+]?\d{1,3})((?:[\u00a0\u2009\u202f]\d{3})+)(?=\D|$)/;

/** ASCII, with a point and without thousands; undefined when the text says no number, or one of two. */
function plainNumber(text: string, mark: DecimalMark | undefined): string | undefined {
  const joined = text.trim().replace(GROUPED_BY_BLANKS, (_, first: string, rest: string) => {
    return first + rest.replace(/[^\d]/g, '');
  });
  const ascii = narrow(joined).replace(/[−–]/g, '-');
  const written = mark === ',' ? ascii.replace(/[.,]/g, (one) => (one === ',' ? '.' : ',')) : ascii;
  if (!written.includes(',')) return written;
  const [, sign = '', whole = '', fraction] = GROUPED.exec(written) ?? [];
  const isOpen = mark === undefined && fraction === undefined && !/,.*,/.test(whole);
  return whole === '' || isOpen ? undefined : sign + whole.replaceAll(',', '') + (fraction ?? '');
}

/** `1,234.50`, `-0.5`, `3.125E-2`, `１００`; with a decimal comma `1.234,50`. Undefined when it is not a number. */
export function parseDecimal(text: string, mark?: DecimalMark): Decimal | undefined {
  const match = PATTERN.exec(plainNumber(text, mark) ?? '-');
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const coefficient = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return { coefficient: sign === '-' ? -coefficient : coefficient, scale };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const lift = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(scale - value.scale);
  return { coefficient: lift(a) + lift(b), scale };
}

/**
 * `value` x `numerator` / `denominator` as an integer; half rounds away from zero.
 * Undefined beyond 2^53.
 */
export function scaleDecimal(
  value: Decimal,
  numerator: number,
  denominator: number,
): number | undefined {
  const ten = 10n ** BigInt(Math.abs(value.scale));
  const over = value.coefficient * BigInt(numerator) * (value.scale < 0 ? ten : 1n);
  const under = BigInt(denominator) * (value.scale > 0 ? ten : 1n);
  const size = over < 0n ? -over : over;
  const rounded = Number((size * 2n + under) / (under * 2n));
  if (!Number.isSafeInteger(rounded)) return undefined;
  return over < 0n ? 0 - rounded : rounded;
}

/** `scaleDecimal(parseDecimal(text))`, quick for the plain numbers that most cells hold. */
export function scaleText(
  text: string,
  numerator: number,
  denominator: number,
  mark?: DecimalMark,
): number | undefined {
  const match = /^(-?)(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text);
  if (match && mark !== ',') {
    const [, sign, whole = '', fraction = ''] = match;
    const twice = Number(whole + fraction) * numerator * 2;
    const under = denominator * 10 ** fraction.length;
    if (twice < Number.MAX_SAFE_INTEGER / 2) {
      const top = twice + under;
      const size = (top - (top % (under * 2))) / (under * 2);
      return sign === '-' ? 0 - size : size;
    }
  }
  const value = parseDecimal(text, mark);
  return value && scaleDecimal(value, numerator, denominator);
}
