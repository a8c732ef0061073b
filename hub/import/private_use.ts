// Characters of the private use area: each font and each program reads its own there.
import type { LocalText } from '#shared/model/text.ts';

/** Where code page 936 put what GBK holds at FE50 to FEA0 before Unicode had these characters: 䶮 was U+E863. */
const [FIRST, LAST] = [0xe815, 0xe864];
const OF_GBK = /[\ue815-\ue864]/g;
/** 0x7F is no second byte. */
const BEFORE_GAP = 0x7f - 0x50;

const gb18030 = new TextDecoder('gb18030');

function ofGbk(each: string): string {
  const at = Math.min(each.charCodeAt(0), LAST) - FIRST;
  return gb18030.decode(Uint8Array.of(0xfe, 0x50 + at + (at < BEFORE_GAP ? 0 : 1)));
}

/** The characters that old programs of China wrote by a number of their own, as Unicode has them now. */
export const nowEncoded = (text: string): string => text.replace(OF_GBK, ofGbk);

const PRIVATE = /[\p{Co}\p{Noncharacter_Code_Point}]/u;
export const isPrivate = (text: string): boolean => PRIVATE.test(text);

export const A_PRIVATE_CHARACTER: LocalText = {
  zh: '通用的文字（有自造字或私有编码的字，换一台电脑就认不出；请改用统一编码的字，或改写成拼音）',
  en: 'characters of Unicode (one is private to the program that wrote it, and is read otherwise elsewhere: write the common one, or letters)',
};
