// The text of a cell without what nobody typed: blanks around it, marks that cannot be seen, a spreadsheet's ="...".
import type { LocalText } from '#shared/model/text.ts';

/** Zero-width spaces, direction marks, byte order marks; joiners stay, for names of India are written with them. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

/** Most cells are: nothing to take away. */
const CLEAN = /^[\w.:/-]*$/;

export function cleanCell(raw: string): string {
  if (CLEAN.test(raw)) return raw;
  const text = raw.replace(UNSEEN, '').trim();
  if (text.charCodeAt(0) !== 0x3d) return text;
  return /^="(.*)"$/s.exec(text)?.[1]?.replaceAll('""', '"').trim() ?? text;
}

const ERROR = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BLOCKED!|###*)$|^##+$/i;
const NOTHING = /^(?:\\N|null|[(<[]null[)>\]]|nan|n\/a|undefined|nil|-+|—+)$/i;

const CHARACTERS_LOST: LocalText = {
  zh: '完整的文字（导出时有字符丢失；请按 UTF-8 或 GB18030 重新导出）',
  en: 'whole characters (some were lost when the file was made: export it again as UTF-8 or GB18030)',
};

/** What programs write in place of a value, and no map has called blank. Undefined: a value of its own. */
export function wordOfNoValue(text: string): LocalText | undefined {
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
  if (text.includes('\ufffd') || /^[?？]{2,}$/.test(text)) return CHARACTERS_LOST;
  if (text.length > 9 || !NOTHING.test(text)) return undefined;
  return {
    zh: `一个值（若“${text}”表示没有，请写入映射的 blanks）`,
    en: `a value (if "${text}" means none, list it under blanks in the map)`,
  };
}
