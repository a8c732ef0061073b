// One cell of a worksheet as text, and what that text does not say.
import { addDays, day } from '#shared/base/month.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { CellNote } from '#hub/import/source.ts';
import { hidesNumber, hidesText, inPlaces, isOtherUnit } from './number_format.ts';
import { unescapeText, type ReadableWorkbook } from './workbook.ts';

export type OpenCell = {
  readonly type: string;
  readonly style: number;
  /** Text of `v`, of `is`; undefined where the cell has none. */
  value: string | undefined;
  text: string | undefined;
  hasFormula: boolean;
  /** A part of its own text is. */
  isStruck: boolean;
  isTwice: boolean;
};

export type CellText = { readonly text: string; readonly note?: CellNote | undefined };

/** A spreadsheet keeps no more of a number. */
const EXACT_BELOW = 1e15;

const refused = (text: string, zh: string, en: string): CellText => ({
  text,
  note: { fault: { zh, en } },
});

export function textOfCell(cell: OpenCell, workbook: ReadableWorkbook): CellText {
  const { type, value, text } = cell;
  const isTwice =
    cell.isTwice || (value !== undefined && value !== '' && text !== undefined && text !== '');
  if (isTwice)
    return refused(
      value ?? text ?? '',
      '一个值（文件里给了这个单元格两个值）',
      'one value (the file gives this cell two)',
    );
  if (cell.hasFormula && isNotCalculated(cell, workbook)) {
    return refused(
      '',
      '公式的计算结果（文件里没有，请在 Excel 中打开并保存一次）',
      'the result of a formula (the file has none: open it in Excel and save it)',
    );
  }
  if (
    (cell.isStruck || workbook.struckStyles.has(cell.style) || isStruckString(cell, workbook)) &&
    /\S/.test(value ?? text ?? '')
  )
    return refused(
      (type === 's' ? workbook.strings[Number(value)] : (text ?? value)) ?? '',
      '没有删除线和上下标的内容（划掉的、标注的还算不算数，文件没有说；请删去，或改成普通文字）',
      'a value that is not struck through, and no part of it raised or lowered (whether that counts, the file does not say: take it out, or make it plain)',
    );
  if (isUnseen(cell, workbook))
    return refused(
      (type === 's' ? workbook.strings[Number(value)] : (text ?? value)) ?? '',
      '看得见的值（单元格的格式把它藏了起来；请把格式设为常规，核对后重新保存）',
      'a value that is shown (the format of the cell hides it: make it General, check and save again)',
    );
  switch (type) {
    case 's':
      return value === undefined ? { text: '' } : sharedText(value, workbook);
    case 'b':
      return textOfTruth(value);
    case 'd':
      return { text: value ?? '' };
    case 'e':
      return refused(
        value ?? '#ERROR!',
        '一个值（单元格是错误值）',
        'a value (the cell holds an error)',
      );
    case 'n':
      return value === undefined || value === ''
        ? { text: text ?? '' }
        : textOfNumber(value, cell.style, workbook);
    case 'str':
    case 'inlineStr':
      return { text: text ?? unescapeText(value ?? '') };
    default:
      return refused(value ?? text ?? '', '已知类型的单元格', 'a cell of a known type');
  }
}

const isStruckString = ({ type, value }: OpenCell, { struckStrings }: ReadableWorkbook): boolean =>
  type === 's' && struckStrings.size > 0 && struckStrings.has(Number(value));

function isUnseen({ type, style, value, text }: OpenCell, workbook: ReadableWorkbook): boolean {
  const code = workbook.unseenStyles.get(style);
  if (code === undefined || (value ?? text ?? '').trim() === '') return false;
  return type === 'n' ? hidesNumber(code, Number(value)) : type !== 'b' && hidesText(code);
}

/**
 * A text formula may well give nothing; a number's cannot, and 0 stands for what was never calculated. Apache POI's
 * streaming writer (and EasyExcel by it) writes `0.0` for these without saying so; whoever calculates writes `0`.
 */
const isNotCalculated = ({ type, value, text }: OpenCell, workbook: ReadableWorkbook): boolean =>
  (value === undefined && text === undefined) ||
  (type === 'n' && (value === '' || value === '0.0')) ||
  (workbook.isUncalculated && type === 'n' && Number(value) === 0);

function textOfTruth(value: string | undefined): CellText {
  const word = value?.trim().toLowerCase();
  if (word === undefined || word === '') return { text: '' };
  if (word === '1' || word === 'true') return { text: 'true' };
  if (word === '0' || word === 'false') return { text: 'false' };
  return refused(value ?? '', '是或否（TRUE 或 FALSE）', 'true or false');
}

function sharedText(value: string, workbook: ReadableWorkbook): CellText {
  const text = /^\d+$/.test(value) ? workbook.strings[Number(value)] : undefined;
  return text === undefined
    ? refused(
        '',
        `文字（工作簿的共享文字里没有第 ${value.slice(0, 20)} 个）`,
        `a text (the workbook lacks its shared text ${value.slice(0, 20)})`,
      )
    : { text };
}

const TOO_LONG: LocalText = {
  zh: '文本格式的编号（作为数字只保留 15 位，后面的已丢失；请把该列设为文本后重新导出）',
  en: 'a code kept as text (as a number only 15 digits are kept, the others are lost: make the column text and export it again)',
};
const A_SHARE: LocalText = {
  zh: '编号（单元格是百分数；请把该列设为文本后重新导出）',
  en: 'a code (the cell is a percentage: make the column text and export it again)',
};
const A_DAY: LocalText = {
  zh: '编号（单元格是日期；请把该列设为文本后重新导出）',
  en: 'a code (the cell is a day: make the column text and export it again)',
};

/** `1.5`, `-2`, `1.38E+10`; what Number() reads beside these (a blank, 0x10) is none. */
const A_NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Already as `String` writes it: at most 15 digits, no zeros at its ends. */
const AS_WRITTEN = /^(?:0|-?[1-9]\d{0,9}(?:\.\d{0,4}[1-9])?|-?0\.\d{0,4}[1-9])$/;

function textOfNumber(given: string, style: number, workbook: ReadableWorkbook): CellText {
  if (workbook.plainStyles.has(style) && workbook.decimal === '.' && AS_WRITTEN.test(given))
    return { text: given };
  const written = given.trim();
  const value = Number(written);
  if (!A_NUMBER.test(written) || !Number.isFinite(value))
    return refused(written, '数字', 'a number');
  // A program that has no formats writes no `s`.
  if (style !== 0 && !(style > 0 && style < workbook.styleCount))
    return refused(
      written,
      `数字的格式（工作簿里没有第 ${style} 种格式，是日期、金额还是编号不得而知；请在 Excel 中打开并另存一次）`,
      `the format of a number (the workbook lacks its format ${style}, so it may be a day, an amount or a code: open it in Excel and save it again)`,
    );
  if (workbook.dateStyles.has(style)) {
    const text = dateOfSerial(value, workbook.from1904);
    return { text, note: { noCode: A_DAY } };
  }
  if (workbook.digitStyles.has(style))
    return refused(
      written,
      '单元格里的值（它的格式另外写出了数字、小数点或负号，显示的不是存的值；请把格式设为常规，核对后重新保存）',
      'the value itself (the format of the cell writes digits, a point or a sign of its own: make it General, check and save again)',
    );
  // 49.899999999999999 is how a spreadsheet stores 49.9.
  const text = String(value);
  if (Math.abs(value) >= EXACT_BELOW) return { text: written, note: { noCode: TOO_LONG } };
  if (workbook.timeStyles.has(style)) return { text: timeOfSerial(value) };
  const isPercent = workbook.percentStyles.has(style);
  // 0.29 x 100 is 28.999999999999996.
  const plain = isPercent ? String(Number((value * 100).toPrecision(15))) : text;
  const marked = workbook.decimal === ',' ? plain.replace('.', ',') : plain;
  const letters = workbook.letterStyles.get(style);
  const told = letters && isOtherUnit(letters) ? letters.before + marked + letters.behind : marked;
  if (isPercent) return { text: `${marked}%`, note: { noCode: A_SHARE } };
  const code = codeAsShown(text, style, workbook);
  return { text: told, note: code === undefined ? undefined : { shown: code } };
}

/** With the zeros, letters and marks of the format; undefined where it has none. */
function codeAsShown(text: string, style: number, workbook: ReadableWorkbook): string | undefined {
  const zeros = workbook.zeroStyles.get(style) ?? 0;
  const letters = workbook.letterStyles.get(style);
  const isWhole = /^\d+$/.test(text);
  const places = workbook.placeStyles.get(style);
  if (isWhole && places) return inPlaces(text, places);
  if (!isWhole || (text.length >= zeros && letters === undefined)) return undefined;
  return (letters?.before ?? '') + text.padStart(zeros, '0') + (letters?.behind ?? '');
}

const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');

/** 23:59:59.997, with which databases end a day, is no midnight; what a sum of fractions is short of a midnight is one. */
const secondsOf = (serial: number): number => Math.floor(Math.round(serial * 86_400_000) / 1000);

/** Day 60 of the 1900 calendar, 29 February 1900, never was: earlier days are one too low. */
function dateOfSerial(serial: number, from1904: boolean): string {
  const seconds = secondsOf(serial);
  const days = Math.floor(seconds / 86_400);
  if (days < 0 || days > 2_958_465) return String(serial);
  const date = from1904
    ? addDays(day('1904-01-01'), days)
    : addDays(day('1899-12-30'), days < 60 ? days + 1 : days);
  const time = seconds - days * 86_400;
  return time === 0
    ? date
    : `${date} ${twoDigits(time / 3600)}:${twoDigits((time / 60) % 60)}:${twoDigits(time % 60)}`;
}

/** A length of time is stored in days: 0.0625 is `1:30:00`. */
function timeOfSerial(serial: number): string {
  const seconds = secondsOf(serial);
  return seconds < 0
    ? String(serial)
    : `${Math.floor(seconds / 3600)}:${twoDigits((seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}
