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

/**
 * An amount as a person types it: `100`, `49.9`, `¥1,000`, `１００元`.
 * Undefined when it is not an amount, is negative, or has more than two decimals.
 */
export function parseAmount(text: string): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥₹元块圓]/g, '')
    .replace(/(yuan|rmb|cny|inr|rs\.?)/gi, '');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return undefined;
  return yuanToFen(Number(plain));
}

/** `1 234.50` without symbol: whole amounts without decimals, others with as many as the currency has. */
export function formatAmount(amount: Fen, decimals = 2): string {
  const abs = Math.abs(amount);
  const digits = String(Math.floor(abs / 100));
  const whole = digits.length > 3 ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;
  const cents = abs % 100;
  const sign = amount < 0 ? '−' : '';
  const fraction = String(cents).padStart(2, '0').slice(0, decimals);
  return sign + whole + (cents === 0 || fraction === '' ? '' : `.${fraction}`);
}

/** As said aloud and as shown: `100元` in Chinese, `¥100` in English. */
export function formatMoney(amount: Fen, currency: Currency, language: 'zh-CN' | 'en'): string {
  const { unit, sign, digits } = CURRENCIES[currency];
  const text = formatAmount(amount, digits);
  if (language === 'zh-CN') return text + unit.zh;
  return amount < 0 ? `−${sign}${text.slice(1)}` : sign + text;
}
