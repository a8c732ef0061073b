// Money is an integer count of minor units (fen, paisa); it is divided only where it is shown.
import type { Brand } from './brand.ts';
import { CURRENCIES, type Currency } from './currencies.ts';

export type Fen = Brand<number, 'Fen'>;
export type { Currency };

/** @throws when `value` is not a safe integer: that is a bug, not bad input. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer count of fen: ${value}`);
  return value as Fen;
}

export const ZERO_FEN = 0 as Fen;

export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);

/** `yuanToFen(49.9)` is 4990; half a fen rounds away from zero. */
export const yuanToFen = (yuan: number): Fen =>
  fen(Math.sign(yuan) * Math.round(Math.abs(yuan) * 100 + 1e-7));

/** How many of what amounts are counted in make one of the currency: hundredths, or thousandths where people use them. */
export const minorUnits = (currency: Currency): number =>
  10 ** Math.max(2, CURRENCIES[currency].digits);

/** `ofCurrency(100, 'CNY')` is ¥100. */
export const ofCurrency = (whole: number, currency: Currency): Fen =>
  fen(whole * minorUnits(currency));

/** What one fen's worth is in what amounts of the currency are counted in. */
export const perFen = (currency: Currency): number =>
  (CURRENCIES[currency].perYuan * minorUnits(currency)) / 100;

/** Commas only where they group: thousands, or lakhs as in India. */
const WRITTEN = /^(\d{1,9}|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.(\d+))?$/;

/**
 * An amount as a person types it: `100`, `49.9`, `¥1,000`, `１００元`.
 * Undefined when it is not one amount (`50+50`, `5块5`, `1,5`, `5²`), is negative, or has more decimals than the currency.
 */
export function parseAmount(text: string, currency: Currency): Fen | undefined {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  if (digitsIn(plain) !== digitsIn(text.replace(/[０-９]/g, '0'))) return undefined;
  const [, number = ''] = writtenIn(currency).exec(plain) ?? [];
  const [, grouped = '', fraction = ''] = WRITTEN.exec(number) ?? [];
  const whole = grouped.replaceAll(',', '');
  const { digits } = CURRENCIES[currency];
  if (whole === '' || whole.length > 9 || fraction.length > digits) return undefined;
  const places = String(minorUnits(currency)).length - 1;
  return fen(Number(whole + fraction.padEnd(places, '0')));
}

/** Signs above the line and in circles become digits too. */
const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** One sign or word before the number and one behind, the longest first: `rs.` is no `rs` and a point. */
function writtenIn(currency: Currency): RegExp {
  const words = Object.entries(CURRENCIES[currency].written)
    .filter(([, worth]) => worth === minorUnits(currency))
    .map(([word]) => word.replaceAll(/[.$]/g, String.raw`\$&`))
    .toSorted((a, b) => b.length - a.length);
  const word = `(?:${words.join('|')})?`;
  return new RegExp(String.raw`^${word}\s*([\d.,]+)\s*${word}$`);
}

/** `1,234.50` without symbol: whole amounts without decimals, others with as many as the currency has. */
export function formatAmount(amount: Fen, currency: Currency): string {
  const { digits } = CURRENCIES[currency];
  const [whole = '', fraction = ''] = wholeAndFraction(amount, currency);
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const sign = amount < 0 ? '−' : '';
  return sign + grouped + (digits > 0 && Number(fraction) > 0 ? `.${fraction}` : '');
}

/** `1234.50`, as programs write it: always with the decimals of the currency. */
export function plainAmount(amount: Fen, currency: Currency): string {
  const [whole = '', fraction = ''] = wholeAndFraction(amount, currency);
  return `${amount < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What is smaller than people use is left out. */
function wholeAndFraction(amount: Fen, currency: Currency): readonly string[] {
  const minor = minorUnits(currency);
  const size = Math.abs(amount);
  const fraction = String(size % minor).padStart(String(minor).length - 1, '0');
  return [String(Math.floor(size / minor)), fraction.slice(0, CURRENCIES[currency].digits)];
}

/** As said aloud and as shown: `100元` in Chinese, `¥100` in English. */
export const formatMoney = (amount: Fen, currency: Currency, language: 'zh-CN' | 'en'): string =>
  formatMoneyTwice(amount, currency)[language === 'zh-CN' ? 'zh' : 'en'];

/** In both languages. */
export function formatMoneyTwice(
  amount: Fen,
  currency: Currency,
): { readonly zh: string; readonly en: string } {
  const { unit, sign } = CURRENCIES[currency];
  const text = formatAmount(amount, currency);
  const en = amount < 0 ? `−${sign}${text.slice(1)}` : sign + text;
  return { zh: text + unit.zh, en };
}
