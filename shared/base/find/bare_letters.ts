// Letters without their marks, as people type them whose keyboard has none: Latin, Cyrillic and Greek.

const MARKS = /(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{Mn}*)\p{Mn}+/gu;

/** Letters that Unicode does not take apart, in small. */
const WHOLE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ƣ: 'gh',
  ə: 'e',
};
const LETTER = new RegExp(`[${Object.keys(WHOLE).join('')}]`, 'gu');

/**
 * In small letters: `José` -> `jose`, `Łukasz` -> `lukasz`, `Алёна` -> `алена`. The signs of other scripts are vowels and
 * stay.
 */
export const bareLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(LETTER, (letter) => WHOLE[letter] ?? letter)
    .normalize('NFC');
