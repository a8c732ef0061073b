// The currencies that branches may have. A currency is data (resources/currencies.json): HQ adds one there, and no code.
import currencies from '../../resources/currencies.json' with { type: 'json' };

export type Currency = keyof typeof currencies;

export type CurrencyData = {
  readonly name: { readonly zh: string; readonly en: string };
  /** Behind a figure in Chinese; the axis of a chart. */
  readonly unit: { readonly zh: string; readonly en: string };
  /** Before a figure in English. */
  readonly sign: string;
  /** Decimals that people use, 0 to 3. Amounts are counted in hundredths, with three decimals in thousandths. */
  readonly digits: number;
  /** Roughly how many of it buy what one yuan does: limits that nobody has measured in it are scaled by that. */
  readonly perYuan: number;
  /** What the maps of imports call it and its part, in what amounts are counted in. */
  readonly units: Readonly<Record<string, number>>;
  /** Signs and words around an amount in a cell or a header, in small letters, in the same. */
  readonly written: Readonly<Record<string, number>>;
};

export const CURRENCIES: Readonly<Record<Currency, CurrencyData>> = currencies;
export const CURRENCY_CODES = Object.keys(currencies) as [Currency, ...Currency[]];
