// One cell of a file to one value of a field.
import { addDays, type Day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { Purpose } from '#shared/model/visit.ts';
import { isPin } from './pin_hash.ts';
import { type DateFormat, parseDay, parseLocalTime, parseMonthDay } from './dates.ts';
import { addDecimals, type Decimal, parseDecimal, scaleDecimal, scaleText } from './decimal.ts';
import type { Cell, FieldKind } from './fields.ts';

export type CellRule = {
  readonly kind: FieldKind;
  readonly unit: string | undefined;
  readonly format: DateFormat;
  /** The day that `days-on-network` counts back from, and that a `flag` day becomes. */
  readonly asOf: Day | undefined;
};

export type ParsedCell = { readonly value: Cell } | { readonly expected: LocalText };

const LONGEST_TEXT = 200;
/** Ten billion yuan, a petabyte, 19 years of talk: beyond these a column is not what the map says. */
const MOST_MONEY = 1e12;
const MOST_DATA = 1e12;
const MOST_MINUTES = 1e7;
const MOST_COUNT = 2e9;

const wrong = (zh: string, en: string): ParsedCell => ({ expected: { zh, en } });

/** @param texts not blank, trimmed; more than one is summed and must be of a number's kind. */
export function parseCells(texts: readonly string[], rule: CellRule): ParsedCell {
  switch (rule.kind) {
    case 'money':
      return number(texts, MONEY[rule.unit ?? ''], 0, MOST_MONEY, 'money', rule);
    case 'signed-money':
      return number(texts, MONEY[rule.unit ?? ''], -MOST_MONEY, MOST_MONEY, 'money', rule);
    case 'minutes':
      return useful(
        texts,
        number(texts, MINUTES[rule.unit ?? 'minutes'], 0, MOST_MINUTES, 'minutes', rule),
      );
    case 'data':
      return useful(texts, number(texts, DATA[rule.unit ?? ''], 0, MOST_DATA, 'data', rule));
    case 'count':
      return wholeNumber(texts, MOST_COUNT);
    case 'number':
      return wholeNumber(texts, Number.MAX_SAFE_INTEGER);
    case 'day':
      return dayCell(texts, rule);
    case 'local-time':
      return localTimeCell(texts[0] ?? '', rule);
    case 'month-days':
      return monthDaysCell(texts[0] ?? '', rule);
    default:
      return parseText(texts.join(' '), rule.kind);
  }
}

type Factor = readonly [numerator: number, denominator: number];
const MONEY: Readonly<Record<string, Factor>> = {
  yuan: [100, 1],
  rupee: [100, 1],
  fen: [1, 1],
  paisa: [1, 1],
};
const MINUTES: Readonly<Record<string, Factor>> = {
  minutes: [1, 1],
  seconds: [1, 60],
  hours: [60, 1],
};
const DATA: Readonly<Record<string, Factor>> = { KB: [1, 1], MB: [1024, 1], GB: [1024 * 1024, 1] };

function number(
  texts: readonly string[],
  factor: Factor | undefined,
  least: number,
  most: number,
  what: 'money' | 'minutes' | 'data',
  rule: CellRule,
): ParsedCell {
  if (!factor) throw new Error(`no unit for ${rule.kind}: the map's schema lets this through`);
  const [numerator, denominator] = factor;
  const value =
    texts.length === 1
      ? scaleText(texts[0] ?? '', numerator, denominator)
      : scaleSum(texts, numerator, denominator);
  if (value !== undefined && value >= least && value <= most) return { value };
  const { zh, en } = NUMBER_WORDS[what];
  const unit = rule.unit ?? '';
  return least === 0 && value !== undefined && value < 0
    ? wrong(`不小于 0 的${zh}（${unit}）`, `${en} in ${unit}, 0 or more`)
    : wrong(`${zh}（${unit}），如 49.90`, `${en} in ${unit}, such as 49.90`);
}

const NUMBER_WORDS = {
  money: { zh: '金额', en: 'an amount' },
  minutes: { zh: '时长', en: 'a duration' },
  data: { zh: '流量', en: 'an amount of data' },
} as const;

function scaleSum(
  texts: readonly string[],
  numerator: number,
  denominator: number,
): number | undefined {
  let sum: Decimal = { coefficient: 0n, scale: 0 };
  for (const text of texts) {
    const part = parseDecimal(text);
    if (!part) return undefined;
    sum = addDecimals(sum, part);
  }
  return scaleDecimal(sum, numerator, denominator);
}

/** Use of under half a unit is still use: it counts as one, so that nobody looks silent who is not. */
function useful(texts: readonly string[], parsed: ParsedCell): ParsedCell {
  const tiny =
    'value' in parsed &&
    parsed.value === 0 &&
    texts.some((text) => /[1-9]/.test(text.replace(/[eE].*$/, '')));
  return tiny ? { value: 1 } : parsed;
}

function wholeNumber(texts: readonly string[], most: number): ParsedCell {
  const value = texts.length === 1 ? scaleText(texts[0] ?? '', 1, 1) : scaleSum(texts, 1, 1);
  const isWhole = texts.every((text) => /^[^.]*(\.0*)?$/.test(text));
  if (value !== undefined && isWhole && value >= 0 && value <= most) return { value };
  return wrong('不小于 0 的整数', 'a whole number, 0 or more');
}

function dayCell(texts: readonly string[], rule: CellRule): ParsedCell {
  const { asOf, unit = 'day' } = rule;
  const text = texts[0] ?? '';
  if (unit === 'days-on-network' && asOf !== undefined) {
    const days = scaleText(text, 1, 1);
    if (days !== undefined && days >= 0 && days <= 40_000) return { value: addDays(asOf, -days) };
    return wrong('在网天数，如 365', 'days on the network, such as 365');
  }
  if (unit === 'flag' && asOf !== undefined) {
    const sum = scaleSum(texts, 1, 1);
    if (sum !== undefined) return { value: sum > 0 ? asOf : null };
    const flag = wordOf(FLAGS, text);
    if (flag !== undefined) return { value: flag ? asOf : null };
    return wrong('次数或 是/否', 'a count, or yes/no');
  }
  const value = parseDay(text, rule.format);
  if (value !== undefined && value >= '1900-01-01' && value <= '2200-01-01') return { value };
  return rule.format === 'auto'
    ? wrong('日期，如 2026-10-31（年在前）', 'a day such as 2026-10-31 (year first)')
    : wrong(`日期（${rule.format}）`, `a day written ${rule.format}`);
}

function localTimeCell(text: string, { format }: CellRule): ParsedCell {
  const value = parseLocalTime(text, format);
  if (value !== undefined && value >= '1970' && value < '2200') return { value };
  const day = format === 'auto' ? '2026-10-31' : format;
  return wrong(`日期和时间，如 ${day} 14:05`, `a date and time such as ${day} 14:05`);
}

/** Of several children or parents: `05-01、11-20` is `05-01,11-20`, in the order of the year, each once. */
function monthDaysCell(text: string, { format }: CellRule): ParsedCell {
  const days = text
    .normalize('NFKC')
    .split(/[、,;]/)
    .map((part) => parseMonthDay(part, format));
  return days.every((day) => day !== undefined)
    ? { value: [...new Set(days)].toSorted().join(',') }
    : wrong('月和日，如 05-20 或 5月20日', 'a month and day such as 05-20, or a date');
}

const FLAGS: Readonly<Record<string, boolean>> = {
  是: true,
  有: true,
  已开通: true,
  开通: true,
  '√': true,
  '1': true,
  true: true,
  yes: true,
  y: true,
  否: false,
  无: false,
  未开通: false,
  '×': false,
  '0': false,
  false: false,
  no: false,
  n: false,
};

const ROLES: Readonly<Record<string, string>> = {
  clerk: 'clerk',
  营业员: 'clerk',
  店员: 'clerk',
  manager: 'manager',
  店长: 'manager',
  经理: 'manager',
  班长: 'manager',
};

const PURPOSES: Readonly<Record<string, Purpose>> = {
  'top-up': 'top-up',
  充值: 'top-up',
  bill: 'bill',
  账单: 'bill',
  plan: 'plan',
  套餐: 'plan',
  fault: 'fault',
  故障: 'fault',
  complaint: 'complaint',
  投诉: 'complaint',
  cancel: 'cancel',
  销户: 'cancel',
  other: 'other',
  其他: 'other',
};

/** `constructor` is no word of a table. */
function wordOf<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

function parseText(raw: string, kind: FieldKind): ParsedCell {
  const text = raw.normalize('NFC');
  switch (kind) {
    case 'text':
      return text.length <= LONGEST_TEXT && !/\p{Cc}/u.test(text)
        ? { value: text }
        : wrong(
            `不超过 ${LONGEST_TEXT} 字、不含控制字符和换行的文字`,
            `text of at most ${LONGEST_TEXT} characters without control characters or line breaks`,
          );
    case 'code':
      return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
        ? { value: text }
        : wrong(
            '编号：字母、数字、点、横线，最多 64 个',
            'a code: letters, digits, dots and dashes, at most 64',
          );
    case 'phone':
      return phone(text);
    case 'id-tail':
      return /^[0-9A-Za-z]{4,32}$/.test(text)
        ? { value: text.slice(-4).toUpperCase() }
        : wrong('证件号或其后四位', 'an identity number or its last four characters');
    case 'year':
      return /^(19|20)\d\d$/.test(text)
        ? { value: Number(text) }
        : wrong('年份，如 1985', 'a year such as 1985');
    case 'weekday':
      return /^[1-7]$/.test(text)
        ? { value: Number(text) }
        : wrong('1（周一）到 7（周日）', '1 (Monday) to 7 (Sunday)');
    case 'flag': {
      const flag = wordOf(FLAGS, text);
      return flag === undefined ? wrong('是/否', 'yes/no') : { value: flag };
    }
    case 'role': {
      const role = wordOf(ROLES, text);
      return role === undefined ? wrong('营业员/店长', 'clerk/manager') : { value: role };
    }
    case 'purpose': {
      const purpose = wordOf(PURPOSES, text);
      return purpose === undefined
        ? wrong(
            '充值/账单/套餐/故障/投诉/销户/其他',
            'top-up/bill/plan/fault/complaint/cancel/other',
          )
        : { value: purpose };
    }
    case 'pin':
      return isPin(text) ? { value: text } : wrong('4 到 12 位数字', '4 to 12 digits');
    case 'currency':
      return text === 'CNY' || text === 'INR' ? { value: text } : wrong('CNY 或 INR', 'CNY or INR');
    case 'time-zone':
      return isTimeZone(text)
        ? { value: text }
        : wrong('IANA 时区，如 Asia/Shanghai', 'an IANA time zone such as Asia/Shanghai');
    default:
      throw new Error(`a ${kind} is not text`);
  }
}

/** Digits only: `+86 138-0013-8000` is `13800138000`. */
function phone(text: string): ParsedCell {
  const plain = text.normalize('NFKC').replace(/[\s\-().]/g, '');
  const digits = plain.replace(/^(\+|00)86(?=1\d{10}$)/, '').replace(/^\+/, '');
  return /^\d{5,20}$/.test(digits)
    ? { value: digits }
    : wrong('电话号码（5 到 20 位数字）', 'a phone number (5 to 20 digits)');
}

export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
