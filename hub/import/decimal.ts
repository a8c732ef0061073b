// Decimal numbers as people's files hold them, scaled to integers exactly: no binary fractions on the way.

/** `coefficient` / 10^`scale`. */
export type Decimal = { readonly coefficient: bigint; readonly scale: number };

const PATTERN = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;

/** Full-width digits, signs and thousands separators as ASCII; currency marks and spaces gone. */
const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s¥₹元]/g, '')
    .replace(/[−–]/g, '-');

/** `1,234.50`, `-0.5`, `3.125E-2`, `１００`; undefined when it is not a number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PATTERN.exec(plainNumber(text));
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const coefficient = BigInt(whole.replaceAll(',', '') + fraction);
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
): number | undefined {
  const match = /^(-?)(\d{1,7})(?:\.(\d{1,3}))?$/.exec(text);
  if (match) {
    const [, sign, whole = '', fraction = ''] = match;
    const twice = Number(whole + fraction) * numerator * 2;
    const under = denominator * 10 ** fraction.length;
    if (twice < Number.MAX_SAFE_INTEGER / 2) {
      const top = twice + under;
      const size = (top - (top % (under * 2))) / (under * 2);
      return sign === '-' ? 0 - size : size;
    }
  }
  const value = parseDecimal(text);
  return value && scaleDecimal(value, numerator, denominator);
}
