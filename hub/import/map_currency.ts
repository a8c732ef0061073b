// The currency that a map's units speak of; the branch must have the same.
import type { Currency } from '#shared/base/money.ts';
import type { ImportMap } from './map.ts';

const CURRENCIES: Readonly<Record<string, Currency>> = {
  yuan: 'CNY',
  fen: 'CNY',
  rupee: 'INR',
  paisa: 'INR',
};

/** Undefined when the map has no money in it. */
export function mapCurrency(map: ImportMap): Currency | undefined {
  const specs = [...Object.values(map.columns), ...Object.values(map.months?.columns ?? {})];
  return specs.map(({ unit }) => CURRENCIES[unit ?? '']).find((currency) => currency !== undefined);
}
