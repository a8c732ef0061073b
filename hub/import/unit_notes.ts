// `单位：万元` above a table or in it says in what all its amounts are counted: another unit than the map's is no note.
import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';
import type { ColumnSpec, ImportMap } from './map.ts';

const NOTE = /^[([]?(?:金额|货币|计量|数据)?单位:?([^:]{1,24})$/u;
/** A word by itself: 城关分公司 has no unit in it. */
const WORD =
  /(?<![^\s、,/和及()（）])(?:人民币)?([百千]?[万亿]?)(元|圆|角|分|厘)(?![^\s、,/和及)）\]])/gu;
const IN_FEN: Readonly<Record<string, number>> = { 元: 100, 圆: 100, 角: 10, 分: 1, 厘: 0.1 };
const POWERS: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** Fen that 1 in a cell is, of each of the map's amounts. */
const worthsOf = (map: ImportMap): ReadonlySet<number> => {
  const specs: readonly ColumnSpec[] = [
    ...Object.values(map.columns),
    ...Object.values(map.months?.columns ?? {}),
  ];
  const worths = specs.flatMap(({ unit = '', times = 1, over = 1 }) =>
    CURRENCY_CODES.flatMap((code) => {
      const worth = CURRENCIES[code].units[unit];
      return worth === undefined ? [] : (worth * times) / over;
    }),
  );
  return new Set(worths);
};

/** The first of the texts that names a unit of money which none of the map's amounts has. */
export function createUnitNoteTest(
  map: ImportMap,
): (texts: readonly string[]) => string | undefined {
  const worths = worthsOf(map);
  if (worths.size === 0) return () => undefined;
  const isOther = (text: string): boolean => {
    const [, words = ''] = NOTE.exec(text.normalize('NFKC').trim()) ?? [];
    return [...words.matchAll(WORD)].some(([, powers = '', unit = '']) => {
      const power = Array.from(powers).reduce((product, one) => product * (POWERS[one] ?? 1), 1);
      return !worths.has((IN_FEN[unit] ?? 0) * power);
    });
  };
  return (texts) => texts.find((text) => text.includes('单位') && isOther(text));
}
