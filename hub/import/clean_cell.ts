// The text of a cell without what nobody typed: blanks around it, marks that cannot be seen, a spreadsheet's ="...".
import type { LocalText } from '#shared/model/text.ts';

/** Zero-width spaces, direction marks, byte order marks; joiners stay, for names of India are written with them. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

export function cleanCell(raw: string): string {
  const text = raw.replace(UNSEEN, '').trim();
  if (text.charCodeAt(0) !== 0x3d) return text;
  return /^="(.*)"$/s.exec(text)?.[1]?.replaceAll('""', '"').trim() ?? text;
}

const ERROR = /^#(?:N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BLOCKED!|###*)$|^##+$/i;
const NOTHING = /^(?:\\N|null|[(<[]null[)>\]]|nan|n\/a|undefined|nil|-+|—+)$/i;

/** What programs write in place of a value, and no map has called blank. Undefined: a value of its own. */
export function wordOfNoValue(text: string): LocalText | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x23 && ERROR.test(text))
    return {
      zh: '一个值（这是表格软件的错误值）',
      en: 'a value (this is an error of a spreadsheet)',
    };
  if (text.length > 9 || !NOTHING.test(text)) return undefined;
  return {
    zh: `一个值（若“${text}”表示没有，请写入映射的 blanks）`,
    en: `a value (if "${text}" means none, list it under blanks in the map)`,
  };
}
