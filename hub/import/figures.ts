// Figures with a unit of their own in the cell: `1.2GB`, `90分钟`, `1:30:00`, `1.5万元`, `(5.00)`. Without one, the map's counts.
import { CURRENCIES, CURRENCY_CODES } from '#shared/base/currencies.ts';
import {
  addDecimals,
  type Decimal,
  type DecimalMark,
  parseDecimal,
  scaleDecimal,
  scaleText,
} from './decimal.ts';
import { narrow } from './narrow.ts';

/** How many of the hub's units (fen, minutes, KB) one of the cell's is. */
export type Factor = readonly [numerator: number, denominator: number];

const MONEY: Readonly<Record<string, Factor>> = Object.fromEntries(
  CURRENCY_CODES.flatMap((code) =>
    Object.entries(CURRENCIES[code].units).map(([unit, worth]) => [unit, [worth, 1]]),
  ),
);
/** Of a currency without a part, or with one of tenths, there are no hundredths: by unit. */
const PIECES: Readonly<Record<string, number>> = Object.fromEntries(
  CURRENCY_CODES.flatMap((code) => {
    const { units, digits } = CURRENCIES[code];
    return Object.keys(units).map((unit) => [unit, 10 ** Math.max(0, 2 - digits)]);
  }),
);
const MINUTES: Readonly<Record<string, Factor>> = {
  minutes: [1, 1],
  seconds: [1, 60],
  hours: [60, 1],
};
const DATA: Readonly<Record<string, Factor>> = {
  KB: [1, 1],
  MB: [1024, 1],
  GB: [1024 * 1024, 1],
};

const PERCENT: Readonly<Record<string, Factor>> = { percent: [100, 1], share: [10_000, 1] };

export type FigureKind = 'money' | 'minutes' | 'data' | 'percent' | 'count';

const PLAIN = /^-?\d{1,7}(\.\d{1,3})?$/;

type FigureRule = {
  readonly factor?: Factor | undefined;
  readonly decimal?: DecimalMark | undefined;
  /** Of money: a fraction of the smallest piece is no figure. */
  readonly isExact?: boolean | undefined;
};

const UNCHANGED: Factor = [1, 1];

/** The sum of the cells in the hub's units. Undefined when one of them is no such figure. */
export function readFigures(
  texts: readonly string[],
  kind: FigureKind,
  unit: string,
  { factor, decimal, isExact = false }: FigureRule,
): number | undefined {
  const [times, over] = factor ?? UNCHANGED;
  const own = factorOf(kind, unit);
  const [text = ''] = texts;
  if (texts.length === 1 && own && decimal !== ',' && PLAIN.test(text)) {
    const value = scaleText(text, own[0] * times, own[1] * over);
    if (kind !== 'money') return value;
    const exact = (Number(text) * own[0] * times) / (own[1] * over);
    return inPieces(value, unit, isExact ? exact : undefined);
  }
  let sum: Decimal = { coefficient: 0n, scale: 0 };
  let common = 1;
  for (const part of texts) {
    const terms = termsOf(part, kind, unit, decimal);
    if (!terms) return undefined;
    for (const { value, factor } of terms) {
      // Over one denominator, which is 1 or 60 or 1024.
      const lifted = factor[1] === common ? sum : multiplied(sum, factor[1]);
      const term = multiplied(value, factor[0] * (factor[1] === common ? 1 : common));
      sum = addDecimals(lifted, term);
      common = factor[1] === common ? common : common * factor[1];
    }
  }
  const value = scaleDecimal(sum, times, common * over);
  if (kind !== 'money') return value;
  const exact = (Number(sum.coefficient) * times) / (10 ** sum.scale * common * over);
  return inPieces(value, unit, isExact ? exact : undefined);
}

/** Programs that count in binary write 0.30000000000000004, or 49.900001525878906 of half the digits. */
const NOISE = { share: 1e-7, most: 1e-3 };

/** @param exact the figure before it was rounded, where a fraction of a piece is none; else undefined */
function inPieces(
  value: number | undefined,
  unit: string,
  exact: number | undefined,
): number | undefined {
  if (value === undefined) return undefined;
  const piece = PIECES[unit] ?? 1;
  const whole = piece === 1 ? value : Math.round(value / piece) * piece;
  const off = exact === undefined ? 0 : Math.abs(exact - whole);
  return off <= Math.min(Math.abs(whole) * NOISE.share, NOISE.most) ? whole : undefined;
}

const multiplied = ({ coefficient, scale }: Decimal, by: number): Decimal => ({
  coefficient: coefficient * BigInt(by),
  scale,
});

function factorOf(kind: FigureKind, unit: string): Factor | undefined {
  if (kind === 'money') return MONEY[unit];
  if (kind === 'minutes') return MINUTES[unit];
  if (kind === 'percent') return PERCENT[unit];
  return kind === 'data' ? DATA[unit] : [1, 1];
}

type Term = { readonly value: Decimal; readonly factor: Factor };

function termsOf(
  text: string,
  kind: FigureKind,
  unit: string,
  mark: DecimalMark | undefined,
): readonly Term[] | undefined {
  const plain = plainFigure(text);
  if (kind === 'minutes') return durationTerms(plain, unit, mark);
  if (kind === 'data') return dataTerms(plain, unit, mark);
  if (kind === 'percent') return bare(plain, PERCENT[unit], mark);
  const term = kind === 'money' ? moneyTerm(plain, unit, mark) : countTerm(plain, mark);
  return term && [term];
}

/** Width and signs made one. Blanks go, but one between digits that is not of typesetting: `100 200` may be two figures. */
const plainFigure = (text: string): string =>
  signed(
    narrow(text.trim().replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ''))
      .replace(/(?<!\d)\s+|\s+(?!\d)/g, '')
      .replace(/[−–]/g, '-'),
  );

/** Accountants write `(5.00)` and some programs `5.00-` for less than nothing. */
function signed(text: string): string {
  const [, inBrackets] = /^\((.+)\)$/.exec(text) ?? [];
  if (inBrackets !== undefined) return `-${inBrackets}`;
  return /^[^-]+-$/.test(text) ? `-${text.slice(0, -1)}` : text;
}

/** Signs and words of all currencies, the longest first: `rs.` is no `rs` and a point. */
const MONEY_WORDS = CURRENCY_CODES.flatMap((code) => Object.keys(CURRENCIES[code].written))
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replaceAll('.', '\\.').replaceAll('$', '\\$'))
  .join('|');
const MONEY_TEXT = new RegExp(
  `^([-+]?)(${MONEY_WORDS})?(-?[\\d.,]+(?:e[-+]?\\d+)?)([千万亿]?)(${MONEY_WORDS})?$`,
  'i',
);
const POWERS: Readonly<Record<string, number>> = { '': 1, 千: 1e3, 万: 1e4, 亿: 1e8 };

function moneyTerm(text: string, unit: string, mark: DecimalMark | undefined): Term | undefined {
  const [, sign = '', before = '', digits = '', power = '', after = ''] =
    MONEY_TEXT.exec(text) ?? [];
  const value = parseDecimal(sign + digits, mark);
  const own = MONEY[unit];
  if (!value || !own) return undefined;
  const words = [before, after].filter((word) => word !== '').map((word) => word.toLowerCase());
  const currency = CURRENCY_CODES.find((code) => unit in CURRENCIES[code].units);
  const written = currency === undefined ? {} : CURRENCIES[currency].written;
  if (words.some((word) => !Object.hasOwn(written, word))) return undefined;
  // `¥5角` is five jiao: the word behind says more.
  const factor = written[words.at(-1) ?? ''] ?? own[0];
  return { value, factor: [factor * (POWERS[power] ?? 1), 1] };
}

function countTerm(text: string, mark: DecimalMark | undefined): Term | undefined {
  const [, digits = '', power = ''] =
    /^([-+]?[\d.,]+(?:e[-+]?\d+)?)([千万亿]?)(?:次|笔|个|条|分|点|位|户)?$/i.exec(text) ?? [];
  const value = parseDecimal(digits, mark);
  return value && { value, factor: [POWERS[power] ?? 1, 1] };
}

const DATA_PART = /([\d.,]+)(k|m|g|t|b|兆)(?:i?b)?/iy;
const DATA_FACTORS: Readonly<Record<string, Factor>> = {
  b: [1, 1024],
  k: [1, 1],
  m: [1024, 1],
  兆: [1024, 1],
  g: [1024 ** 2, 1],
  t: [1024 ** 3, 1],
};
const DURATION_PART =
  /([\d.,]+)(小时|时|hours?|h|分钟|分|minutes?|mins?|m|秒钟?|seconds?|secs?|s)/iy;

type Terms = readonly Term[] | undefined;

const dataTerms = (text: string, unit: string, mark: DecimalMark | undefined): Terms =>
  compound(text, DATA_PART, (word) => DATA_FACTORS[word], mark) ?? bare(text, DATA[unit], mark);

function durationTerms(text: string, unit: string, mark: DecimalMark | undefined): Terms {
  const [, first = '', second = '', third] = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (first !== '') {
    // Two figures are hours and minutes, or minutes and seconds: only the map can say.
    const isClock = third !== undefined || unit === 'h:mm' || unit === 'm:ss';
    if (!isClock) return undefined;
    const isShort = third === undefined && unit === 'm:ss';
    const [hours, minutes, seconds] = isShort
      ? ['0', first, second]
      : [first, second, third ?? '0'];
    const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return [{ value: { coefficient: BigInt(all), scale: 0 }, factor: [1, 60] }];
  }
  return compound(text, DURATION_PART, durationFactor, mark) ?? bare(text, MINUTES[unit], mark);
}

function durationFactor(word: string): Factor {
  if (/^(小时|时|h)/.test(word)) return [60, 1];
  return /^(分|m)/.test(word) ? [1, 1] : [1, 60];
}

function bare(text: string, factor: Factor | undefined, mark: DecimalMark | undefined): Terms {
  const value = factor && parseDecimal(text, mark);
  return value && factor && [{ value, factor }];
}

/**
 * `1小时30分`, `1G200M`: figures with units from the first character to the last, each smaller than the one before:
 * `10GB 5GB` are two figures.
 */
function compound(
  text: string,
  part: RegExp,
  factorOfWord: (word: string) => Factor | undefined,
  mark: DecimalMark | undefined,
): Terms {
  const terms: Term[] = [];
  let last = Infinity;
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const [, digits = '', word = ''] = part.exec(text) ?? [];
    const value = parseDecimal(digits, mark);
    const factor = factorOfWord(word.toLowerCase());
    if (!value || !factor || factor[0] / factor[1] >= last) return undefined;
    last = factor[0] / factor[1];
    terms.push({ value, factor });
  }
  return terms.length > 0 ? terms : undefined;
}
