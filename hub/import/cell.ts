// One cell of a file to one value of a field.
import { identityOf } from '#shared/base/find/identity.ts';
import { CURRENCY_CODES } from '#shared/base/currencies.ts';
import { maskedPhone, phoneShown } from '#shared/base/find/phone_key.ts';
import type { Day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import { FLAGS, MONEY_KINDS, PURPOSES, ROLES, VALUE_GROUPS, wordOf } from './cell_words.ts';
import { noValue } from './clean_cell.ts';
import { codeText, isRoundedIdentity, ROUNDED_IDENTITY } from './code_text.ts';
import {
  birthYearCell,
  endDayCell,
  isPlaceholder,
  pastDayCell,
  PLACEHOLDER,
  plainDayCell,
} from './day_cell.ts';
import { type DateFormat, parseDay, parseLocalTime, parseMonthDay } from './dates.ts';
import { type DecimalMark, scaleText } from './decimal.ts';
import type { Cell, FieldKind } from './fields.ts';
import { type Factor, type FigureKind, readFigures } from './figures.ts';
import { faultOfName } from './person_name.ts';
import { A_PRIVATE_CHARACTER, isPrivate, nowEncoded } from './private_use.ts';
import { isWeakPin } from '#shared/model/pin.ts';
import { isPin } from './pin_hash.ts';

export type CellRule = {
  readonly kind: FieldKind;
  readonly unit: string | undefined;
  readonly format: DateFormat;
  /** The day that the figures speak of: ages and terms count from it, and nothing has happened after it. */
  readonly asOf: Day | undefined;
  /** The figure is multiplied by it. */
  readonly factor?: Factor | undefined;
  /** Money must come out in whole units of what its currency has; left out, it is rounded. */
  readonly isExact?: boolean | undefined;
  /** What parts the fraction; left out, a lone comma is not read. */
  readonly decimal?: DecimalMark | undefined;
  /** Words that mean: without an end. */
  readonly noEnd?: readonly string[] | undefined;
  /** The file's money is that of China: of its ten digits no number of India can be meant. */
  readonly isOfChina?: boolean | undefined;
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
      return number(texts, 0, MOST_MONEY, 'money', rule);
    case 'signed-money':
      return number(texts, -MOST_MONEY, MOST_MONEY, 'money', rule);
    case 'minutes':
      return useful(texts, number(texts, 0, MOST_MINUTES, 'minutes', rule));
    case 'data':
      return useful(texts, number(texts, 0, MOST_DATA, 'data', rule));
    case 'count':
      return wholeNumber(texts, MOST_COUNT, rule);
    case 'number': {
      // 1.23457E+11 has lost digits.
      const code = codeText(texts[0] ?? '', true);
      return 'expected' in code ? code : wholeNumber(texts, Number.MAX_SAFE_INTEGER, rule);
    }
    case 'percent':
      return percentCell(texts, rule);
    case 'day':
      return plainDayCell(texts[0] ?? '', rule);
    case 'past-day':
      return pastDayCell(texts, rule, flagOf);
    case 'end-day':
      return endDayCell(texts[0] ?? '', rule);
    case 'birth-year':
      return birthYearCell(texts[0] ?? '', rule);
    case 'local-time':
      return localTimeCell(texts[0] ?? '', rule);
    case 'moment':
      return momentCell(texts[0] ?? '', rule);
    case 'month-days':
      return monthDaysCell(texts[0] ?? '', rule);
    default:
      return parseText(texts.join(' '), rule);
  }
}

/** In hundredths of a percent. A sign in the cell says percent; without one the map does, percent when it is silent. */
function percentCell(texts: readonly string[], rule: CellRule): ParsedCell {
  const [text = ''] = texts;
  const bare = text.replace(/\s*[%％]$/, '');
  const unit = bare === text ? (rule.unit ?? 'percent') : 'percent';
  return number([bare], 0, 10_000, 'percent', { ...rule, unit });
}

function number(
  texts: readonly string[],
  least: number,
  most: number,
  what: Exclude<FigureKind, 'count'>,
  rule: CellRule,
): ParsedCell {
  const unit = rule.unit ?? (what === 'minutes' ? 'minutes' : '');
  const value = readFigures(texts, what, unit, rule);
  if (value !== undefined && value >= least && value <= most) return { value };
  const { zh, en } = NUMBER_WORDS[what];
  if (
    rule.isExact &&
    value === undefined &&
    readFigures(texts, what, unit, { ...rule, isExact: false }) !== undefined
  )
    return wrong(
      `${zh}（${unit}），不带比最小单位更小的零头（确需四舍五入时请在映射中写 rounded: true）`,
      `${en} in ${unit} without a fraction of the smallest unit (where it is to be rounded, say rounded: true in the map)`,
    );
  if (least === 0 && value !== undefined && value < 0)
    return wrong(`不小于 0 的${zh}（${unit}）`, `${en} in ${unit}, 0 or more`);
  if (hasOpenComma(texts, rule)) return openComma({ zh, en });
  const isClock = what === 'minutes' && texts.some((text) => /^\d+[:：]\d\d$/.test(text));
  if (isClock && !unit.includes(':'))
    return wrong(
      '时长（1:30 是时和分还是分和秒，请在映射中写 unit: h:mm 或 m:ss）',
      'a duration (whether 1:30 is hours and minutes or minutes and seconds, the map must say by unit: h:mm or m:ss)',
    );
  const example = unit.includes(':') ? '1:30' : '49.90';
  return wrong(`${zh}（${unit}），如 ${example}`, `${en} in ${unit}, such as ${example}`);
}

/** Nothing says whether `1,234` is a little or a lot. */
const hasOpenComma = (texts: readonly string[], { decimal }: CellRule): boolean =>
  decimal !== ',' && texts.some((text) => /\d[,，]\d/.test(text));

const openComma = ({ zh, en }: LocalText): ParsedCell =>
  wrong(
    `${zh}（逗号是小数点还是千位分隔？请在映射中写 decimal: '.' 或 decimal: ','）`,
    `${en} (whether a comma is the decimal mark or groups thousands, the map must say by decimal: '.' or decimal: ',')`,
  );

const NUMBER_WORDS = {
  money: { zh: '金额', en: 'an amount' },
  minutes: { zh: '时长', en: 'a duration' },
  data: { zh: '流量', en: 'an amount of data' },
  percent: { zh: '0 到 100% 的可能', en: 'a chance of 0 to 100%' },
} as const;

/** Use of under half a unit is still use: it counts as one, so that nobody looks silent who is not. */
function useful(texts: readonly string[], parsed: ParsedCell): ParsedCell {
  const tiny =
    'value' in parsed &&
    parsed.value === 0 &&
    texts.some((text) => /[1-9]/.test(text.replace(/[eE].*$/, '')));
  return tiny ? { value: 1 } : parsed;
}

function wholeNumber(texts: readonly string[], most: number, rule: CellRule): ParsedCell {
  const value = readFigures(texts, 'count', '', rule);
  const isWhole = texts.every((text) => isWholeText(text, rule.decimal));
  if (value !== undefined && isWhole && value >= 0 && value <= most) return { value };
  const words = { zh: '不小于 0 的整数', en: 'a whole number, 0 or more' };
  return hasOpenComma(texts, rule) ? openComma(words) : { expected: words };
}

/** 1.5万 is whole too, 1.23456万 is not. */
const isWholeText = (text: string, mark: DecimalMark = '.'): boolean => {
  if (/^\d+$/.test(text)) return true;
  const [, ...fraction] = text.normalize('NFKC').split(mark);
  return fraction.every((part) => {
    const [, digits = part, power = ''] = /^(\d*?)0*\s*([千万亿]?)\D*$/.exec(part) ?? [];
    return digits.length <= (PLACES[power] ?? 0);
  });
};

const PLACES: Readonly<Record<string, number>> = { 千: 3, 万: 4, 亿: 8 };

/** A count or a word of yes and no. */
function flagOf(texts: readonly string[]): boolean | undefined {
  const counts = texts.map((text) => scaleText(text, 1, 1));
  // A chance of 0.03 is no yes, and -1 stands for anything.
  if (counts.every((count) => count !== undefined))
    return counts.every((count) => count >= 0) && texts.every((text) => isWholeText(text))
      ? counts.some((count) => count > 0)
      : undefined;
  const flags = texts.map((text) => wordOf(FLAGS, text));
  return flags.some((flag) => flag === undefined) ? undefined : flags.some((flag) => flag === true);
}

function localTimeCell(text: string, { format }: CellRule): ParsedCell {
  const value = parseLocalTime(text, format);
  if (value !== undefined && isRecent(value)) return { value };
  if (value !== undefined && value < EARLIEST_LOG) return PLACEHOLDER;
  const day = format === 'auto' ? '2026-10-31' : format;
  const { zh, en } = oddTime(text);
  return wrong(`日期和时间，如 ${day} 14:05${zh}`, `a date and time such as ${day} 14:05${en}`);
}

/** No log of an operator is older; before stand the null dates of programs. */
const EARLIEST_LOG = '1990';
const isRecent = (value: string): boolean => value >= EARLIEST_LOG && value < '2200';

/** What is odd about a time, where it can be said. */
function oddTime(text: string): LocalText {
  if (/\d(?: ?[AaPp][Mm])? ?(?:Z|UTC|GMT|CST|[-+]\d{2}:?\d{2})$/.test(text))
    return {
      zh: '（按营业厅当地时间，不带时区）',
      en: ' (on the clock of the branch, without a time zone)',
    };
  if (/^1\d{9}(?:\d{3})?$/.test(text))
    return {
      zh: '（这里是秒数或毫秒数，请按日期和时间导出）',
      en: ' (this counts seconds: export it as a date and time)',
    };
  if (/^(?:上午|下午)? ?\d{1,2}[:：]\d{2}/.test(text))
    return {
      zh: '（这里只有时刻；日期在另一列时，请在映射中写 columns: [日期列, 时间列] 和 take: joined）',
      en: ' (this is a time alone: where the day stands in another column, say columns: [DAY, TIME] and take: joined in the map)',
    };
  return /[ T]24:/.test(text)
    ? {
        zh: '（24:00 是次日的 00:00）',
        en: ' (24:00 is 00:00 of the next day)',
      }
    : { zh: '', en: '' };
}

const HAS_CLOCK = /[ T:时点]|\d{10}|-\d{2}\.\d{2}\./;

/** A day alone stays one: at what hour it was, the file does not say. */
function momentCell(text: string, rule: CellRule): ParsedCell {
  const timed = localTimeCell(text, rule);
  if ('value' in timed || timed === PLACEHOLDER) return timed;
  const day = HAS_CLOCK.test(text.normalize('NFKC')) ? undefined : parseDay(text, rule.format);
  if (day !== undefined && isRecent(day)) return { value: day };
  if (day !== undefined && day < EARLIEST_LOG) return PLACEHOLDER;
  const shown = rule.format === 'auto' ? '2026-10-31' : rule.format;
  const { zh, en } = oddTime(text);
  return wrong(
    `日期，或日期和时间，如 ${shown} 14:05${zh}`,
    `a day, or a date and time such as ${shown} 14:05${en}`,
  );
}

/** Of several children or parents: `05-01、11-20` is `05-01,11-20`, in the order of the year, each once. */
function monthDaysCell(text: string, { format }: CellRule): ParsedCell {
  const parts = text.normalize('NFKC').split(/[、,;]/);
  // 1900-01-01 is nobody's first of January.
  if (parts.some((part) => isPlaceholder(parseDay(part, format)))) return PLACEHOLDER;
  const days = parts.map((part) => parseMonthDay(part, format));
  return days.every((day) => day !== undefined)
    ? { value: [...new Set(days)].toSorted().join(',') }
    : wrong('月和日，如 05-20 或 5月20日', 'a month and day such as 05-20, or a date');
}

/** The rules of codes come first: what a spreadsheet has damaged looks like a sound one. */
function parseText(raw: string, { kind, isOfChina = false }: CellRule): ParsedCell {
  const isNumeric = kind === 'account' || kind === 'phone' || kind === 'id-tail' || kind === 'pin';
  if (!isNumeric && kind !== 'code') return parsePlainText(raw.normalize('NFC'), kind);
  const code = codeText(raw.normalize('NFC'), isNumeric);
  if ('expected' in code) return code;
  if (kind === 'phone' && isOfChina && /^1[3-9]\d{8}$/.test(phoneShown(code.text)))
    return wrong('手机号（11 位；这里只有 10 位）', 'a mobile number (of 11 digits; these are 10)');
  return parsePlainText(code.text, kind);
}

/**
 * Of a note below or beside it, of two cells in one, of a row that was commented out; a word of truth, an amount, less
 * than nothing, nothing but zeros, the mark of a footnote.
 */
const NO_ACCOUNT =
  /[，。；！？、;|]|[,:!?](?:\s|$)|(?:\p{Script=Han}\s*|^(?:id|no|acc(?:oun)?t|cust(?:omer)?)):|^(?:true|false)$|^[-−]\d+(?:\.\d+)?$|^[¥$₹]\d|^\d[\d.]*[元%户人笔条]$|^(?:合计|总计|小计|共计)|^\(\d[\d.]*\)$|^(?:\/\/|--|#)[a-z]|^\d{1,3}(?:['’]\d{3})+$|[²³¹\u2070-\u2079\u2460-\u24ff\u3220-\u324f]|[([]\p{Script=Han}+[)\]]|[A-Za-z\d](?:和|及|与)[A-Za-z\d]|^0+$/iu;

/** Quotation marks that are no part of CSV: `“A1”`. */
const IN_MARKS = /[“”‘’「」『』"`]/;
/** The second row of a table that a database made: what its columns hold. */
const A_TYPE =
  /^(?:n?(?:var)?char2?|text|string|int(?:eger)?|bigint|number|numeric|decimal|date(?:time)?)(?:\(\d+(?:,\s*\d+)?\))?$/i;

/** Letters of Greek and Cyrillic that look like those of A to Z, and no other ones of these. */
const LOOKS_LATIN =
  /^(?=.*[\u0370-\u052f])(?:[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЕІЈКМНОРСТУХЅасеорхуіјѕ]|[^\u0370-\u052f])*$/;

function faultOfAccount(text: string): LocalText | undefined {
  if (LOOKS_LATIN.test(text))
    return {
      zh: '用英文字母写的账号（这里有形似英文的希腊或俄文字母，按键盘查不到）',
      en: 'an account in the letters A to Z (this one has letters of Greek or Cyrillic that only look like them, so nobody finds it)',
    };
  if (A_TYPE.test(text))
    return {
      zh: '账号（这里是列的类型，请在映射的 skip_words 写上这个词）',
      en: 'an account (this is the type of a column: list the word under skip_words of the map)',
    };
  if (text.includes('*'))
    return {
      zh: '完整的账号（这里带 *，可能已被遮掩或是注记；请导出完整账号）',
      en: 'the whole account (with * it is masked, or the mark of a note: export it whole)',
    };
  if (IN_MARKS.test(text))
    return {
      zh: '不带引号的账号（引号不是 CSV 的 "，请改正后重新导出）',
      en: 'an account without quotation marks (they are not those of a CSV: mend them and export again)',
    };
  if (NO_ACCOUNT.test(text))
    return {
      zh: '账号（这里像是说明文字、是/否、数目或负数）',
      en: 'an account (this looks like a note, a yes/no, an amount or a number below zero)',
    };
  return /[A-Za-z\d]/.test(text)
    ? undefined
    : { zh: '账号（字母或数字）', en: 'an account: letters or digits' };
}

const freeText = (text: string): ParsedCell =>
  text.length <= LONGEST_TEXT && !/\p{Cc}/u.test(text)
    ? { value: text }
    : wrong(
        `不超过 ${LONGEST_TEXT} 字、不含控制字符的文字`,
        `text of at most ${LONGEST_TEXT} characters without control characters`,
      );

/** Rows are sorted and parted: what stood above, nobody knows any more. */
const AS_ABOVE = /^(?:同上|同前|[〃″]|ditto)$/i;

function parsePlainText(written: string, kind: FieldKind): ParsedCell {
  const isFree = kind === 'text' || kind === 'person';
  const text = isFree ? nowEncoded(written.replace(/[\r\n\t]+/g, ' ')) : written;
  if (isFree && isPrivate(text)) return { expected: A_PRIVATE_CHARACTER };
  const fault = kind === 'person' ? faultOfName(text) : undefined;
  if (fault) return { expected: fault };
  switch (kind) {
    case 'account': {
      const expected = faultOfAccount(text);
      return expected ? { expected } : freeText(text);
    }
    case 'text':
    case 'person':
      return AS_ABOVE.test(text) ? { expected: noValue(text) } : freeText(text);
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
      if (isRoundedIdentity(text)) return { expected: ROUNDED_IDENTITY };
      if (/^1[3-9]\d{9}$/.test(text))
        return wrong(
          '证件号或其后四位（这里是手机号，列可能错位）',
          'an identity number or its last four characters (this is a phone number: columns may have shifted)',
        );
      if (/^[1-9]\d{16}(?:\d{2})?$/.test(text))
        return wrong(
          `证件号或其后四位（这里是 ${text.length} 位，身份证号 18 位，少一位或多一位时后四位不可信）`,
          `an identity number or its last four characters (these are ${text.length} digits of 18: with one lost or added the last four may be others)`,
        );
      // Of a masked number the last four are known.
      return /^(?:[0-9A-Za-z]{4,32}|[0-9A-Za-z]*\*+[0-9A-Za-z]{4})$/.test(text)
        ? { value: identityOf(text)?.tail ?? text.slice(-4).toUpperCase() }
        : wrong('证件号或其后四位', 'an identity number or its last four characters');
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
    case 'money-kind': {
      const word = wordOf(MONEY_KINDS, text);
      return word === undefined
        ? wrong(
            '充值/冲正/其他（别的说法请写入映射的 values）',
            'top-up/reversal/other (say by `values` of the map what other words stand for)',
          )
        : { value: word };
    }
    case 'value-group': {
      const group = wordOf(VALUE_GROUPS, text);
      return group === undefined
        ? wrong(
            '基础型/新视频型/网络型/全业务型',
            'basic/new-video/netizen/full-service; other words by `values` of the map',
          )
        : { value: group };
    }
    case 'pin':
      if (!isPin(text)) return wrong('4 到 12 位数字', '4 to 12 digits');
      return isWeakPin(text)
        ? wrong(
            '不易猜的密码（不重复、不连号、不像日期或手机号）',
            'a PIN that is not guessed first (no repeats, no runs, no date, no phone number)',
          )
        : { value: text };
    case 'currency':
      return (CURRENCY_CODES as readonly string[]).includes(text)
        ? { value: text }
        : wrong(`币种：${CURRENCY_CODES.join('、')}`, `a currency: ${CURRENCY_CODES.join(', ')}`);
    case 'time-zone':
      return isTimeZone(text)
        ? { value: text }
        : wrong('IANA 时区，如 Asia/Shanghai', 'an IANA time zone such as Asia/Shanghai');
    default:
      throw new Error(`a ${kind} is not text`);
  }
}

const MASKED: LocalText = {
  zh: '完整的号码（号码中间已被遮掩，查不到人；请导出完整号码，或在映射中去掉这一列）',
  en: 'the whole number (part of it is masked, so nobody is found by it: export it whole, or leave the column out of the map)',
};

/** Digits only, as they are dialled at home: `+86 138-0013-8000` is `13800138000`. */
function phone(text: string): ParsedCell {
  if (maskedPhone(text) !== null) return { expected: MASKED };
  const digits = phoneShown(text);
  // The number alone reaches the switchboard only.
  const hasExtension =
    /(?:转|分机|ext\.?|[#x,;])\s*\d+$/i.test(text.normalize('NFKC')) ||
    isLandlineWithMore(text) ||
    IS_TWO.test(text.normalize('NFKC'));
  if (/^(\d)\1{4,}$/.test(digits) || (digits.length > 5 && '1234567890123'.startsWith(digits)))
    return { expected: noValue(text) };
  if (identityOf(digits) !== null)
    return wrong(
      '电话号码（这里是身份证号，列可能错位）',
      'a phone number (this is an identity number: columns may have shifted)',
    );
  const [, mobile = ''] = /^(?:0*86|1[0127]\d{3})?(1[3-9]\d{10,})$/.exec(digits) ?? [];
  // Machines have 13 digits.
  if (mobile !== '' && !/^14\d{11}$/.test(mobile))
    return wrong(
      `手机号（11 位；这里有 ${mobile.length} 位）`,
      `a mobile number (of 11 digits; these are ${mobile.length})`,
    );
  return /^\d{5,20}$/.test(digits) && !hasExtension
    ? { value: digits }
    : wrong('电话号码（5 到 20 位数字）', 'a phone number (5 to 20 digits)');
}

/** `0931-8888888/9` is that and 8888889; `138/0000/0001` is one number, `8888888 6666666` are two. */
const IS_TWO = /^[^/]*(?:\d[^/\d]?){7}\/\s*\d{1,6}$|\d{7}\s+\d{7}/;

/** `010-66001234-801`: behind a whole landline stands its extension. */
const isLandlineWithMore = (text: string): boolean =>
  /^(?:(?:\+?86[\s-]*)?\(?0\d{2,3}\)?[\s-]*)?(?![48]00)[2-8]\d{2,3}[\s-]?\d{4}\s*-\s*\d{1,6}$/.test(
    text.normalize('NFKC').replaceAll(/[‐‑‒–—―−]/g, '-'),
  );

export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
