// Names of people: what no name is made of is a shifted column, a placeholder, or what became of a lost character.
import type { LocalText } from '#shared/model/text.ts';
import { CHARACTERS_LOST, noValue } from './clean_cell.ts';
import { isShownDay } from './code_text.ts';

const A_NAME: LocalText = {
  zh: '姓名（这里像是号码、符号或是/否，列可能错位）',
  en: "a person's name (this looks like a number, a sign or a yes/no: columns may have shifted)",
};

/** A character that an export could not write became one of these. */
const LOST = /[?？□〓■▯◇\ufffd]/;
const NOBODY =
  /^(?:无|暂无|没有|未知|不详|空|空白|未填写?|未登记|未提供|待补充?|待定|匿名|保密|无名氏?|某某|测试|散户|用户|客户|机主|户主|先生|女士|test|x{2,}|未实名(?:制|登记|认证)?|非实名|姓名|unknown|blank|empty)$/i;
/** Of a column beside it: a yes, a state, an amount, a day. */
const NO_NAME =
  /^(?:是|否|有|男|女|本人|在网|已?(?:停机|注销|销户|离网)|true|false)$|^[“‘「『].*[”’」』]$|^\d[\d.,]*\s*元$|^[a-z]$|^[a-z]{0,3}\d+$/i;

/** What was expected instead; undefined for a name. */
export function faultOfName(text: string): LocalText | undefined {
  if (NOBODY.test(text)) return noValue(text);
  if (LOST.test(text)) return CHARACTERS_LOST;
  if (NO_NAME.test(text)) return A_NAME;
  if (isShownDay(text)) return A_NAME;
  return /\p{L}/u.test(text) && !/\d{7}|[\\|]/.test(text) ? undefined : A_NAME;
}
