// The text of a cell without what nobody typed: blanks around it, marks that cannot be seen, a spreadsheet's ="...".
import type { LocalText } from '#shared/model/text.ts';
import { isGarbled } from './garbled.ts';
import { narrow } from './narrow.ts';

/** Zero-width spaces, direction marks, byte order marks, fillers, the place of a picture; joiners stay, for names of India are written with them. */
const UNSEEN =
  /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\u115f\u1160\u180e\u2800\u3164\uffa0\ufff9-\ufffc]/g;

/** A spreadsheet's mark of a text, which some programs write out before every cell: `'12.50`, `'2019-01-05`, `'王芳`. */
const TEXT_MARK = /^'(?=(?:[-+(¥￥]?[\d.]|\p{Script=Han})[^']*$)/u;

/** Written behind a blank (`, "王芳"`) or by a program that takes apostrophes for marks: none of the text. */
const IN_MARKS = /^(["'])([^"']*)\1$/;

/** Most cells are: nothing to take away. */
const CLEAN = /^[\w.:/-]*$/;

export function cleanCell(raw: string): string {
  if (CLEAN.test(raw)) return raw;
  const text = raw.replace(UNSEEN, '').trim().replace(IN_MARKS, '$2').trim().replace(TEXT_MARK, '');
  if (text.charCodeAt(0) !== 0x3d) return text;
  return /^="(.*)"$/s.exec(text)?.[1]?.replaceAll('""', '"').trim() ?? text;
}

const ERROR = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BLOCKED!|###*)$|^##+$/i;
const NOTHING =
  /^(?:\\N|null|nan|nat|n\/a|n\.a\.?|none|undefined|nil|[(<[](?:null|na|nan|none|nil|空|空值|空白|blank|empty)[)>\]]|空值|-+|—+)$/i;
/** R and pandas; in small letters it is a name. */
const NOT_AVAILABLE = 'NA';

export const CHARACTERS_LOST: LocalText = {
  zh: '完整的文字（导出时有字符丢失；请按 UTF-8 或 GB18030 重新导出）',
  en: 'whole characters (some were lost when the file was made: export it again as UTF-8 or GB18030)',
};

/** One of these is in every text that the next two are about: most cells are none. */
const SUSPECT = /[\ufffd?？锟烫屯&\\%<]|_x/;
const ASCII = /^[\x20-\x7e]*$/;

/** U+FFFD, question marks alone, and what U+FFFD in UTF-8 and blank memory become when they are read as GBK. */
const LOST = /\ufffd|^[?？]{2,}$|锟斤拷|烫烫烫|屯屯屯/;

/** Of a web page, of JSON, of an address, of a workbook: `&#33459;`, `<br>`, `\\u738b`, `%E7%8E%8B`, `_x000D_`. */
const ESCAPED =
  /_x00[01][\da-f]_|&(?:#\d{2,7}|#x[\da-f]{2,6}|nbsp|amp|lt|gt|quot|apos);|<\/?(?:br|b|i|u|p|a|em|strong|span|font|div|td)(?:\s[^>]*)?\/?>|\\u[\da-f]{4}|(?:%[89a-e][\da-f]){3}/i;
const NOT_AS_TEXT: LocalText = {
  zh: '文字本身（这里是转义或读错编码的文字，请按 UTF-8 重新导出）',
  en: 'the text itself (these are escapes, or characters read in another encoding: export it again as UTF-8)',
};

/** What programs write in place of a value, and no map has called blank. Undefined: a value of its own. */
export function wordOfNoValue(text: string): LocalText | undefined {
  if (/^[\uff01-\uff5e]/.test(text)) return wordOfNoValue(narrow(text));
  const first = text.charCodeAt(0);
  if (first === 0x23 && ERROR.test(text))
    return {
      zh: '一个值（这是表格软件的错误值）',
      en: 'a value (this is an error of a spreadsheet)',
    };
  if (first === 0x3d && text.length > 1)
    return {
      zh: '一个值（这是没有计算的公式）',
      en: 'a value (this is a formula that nobody calculated)',
    };
  if (SUSPECT.test(text)) {
    if (LOST.test(text)) return CHARACTERS_LOST;
    if (ESCAPED.test(text)) return NOT_AS_TEXT;
  }
  if (!ASCII.test(text) && isGarbled(text)) return NOT_AS_TEXT;
  const isNothing = text.length <= 9 && (text === NOT_AVAILABLE || NOTHING.test(narrow(text)));
  return isNothing ? noValue(text) : undefined;
}

/** `99999`, `999999.99`, and what computers count to: what programs write for not known, or for no limit. */
const NINES = /^-?(?:9{4,}(?:\.9{1,2}|\.0+)?|65535|2147483647|2147483648|4294967295)(?:\.0+)?\D*$/;

export const isNines = (text: string): boolean => NINES.test(narrow(text).replace(/[,\s]/g, ''));

export const noFigure = (text: string): LocalText => ({
  zh: `真实的数值（“${text}”多表示不详或不限：请写入映射的 blanks；若确是此数，请写 values: { '${text}': '${text}' }）`,
  en: `a figure of somebody ("${text}" mostly stands for none or for no limit: list it under blanks in the map; where it is meant, say values: { '${text}': '${text}' })`,
});

export const noValue = (text: string): LocalText => ({
  zh: `一个值（若“${text}”表示没有，请写入映射的 blanks）`,
  en: `a value (if "${text}" means none, list it under blanks in the map)`,
});
