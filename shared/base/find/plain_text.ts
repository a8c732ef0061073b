// Texts as they are compared: one form for every way in which people and programs write the same characters.
import { RADICALS } from './radicals.ts';

/** Zero-width and direction marks, joiners, soft hyphens, variation selectors: nobody sees them. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu;

/** The CJK Radicals Supplement; the Kangxi radicals are folded by NFKC. */
const RADICAL = /[\u2E80-\u2EFF]/gu;

/** NFKC without what cannot be seen; radicals are the characters that they look like. */
export const plainText = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .replace(INVISIBLE, '')
        .replace(RADICAL, (radical) => RADICALS.get(radical) ?? radical)
        .normalize('NFKC');

const ASCII = /^[\x20-\x7E]*$/;

/** Dots of all kinds between the parts of a name: · • ・ ‧ ． ∙ ⋅ 。 and the apostrophes. */
const BETWEEN = /[\s().·•‧∙⋅・･。․‐‑‒–—―−\-_'’‘`´ʼ,，、/]/gu;

/** A name as it is looked up: in small letters, without spaces, dots, dashes and apostrophes. */
export const nameKey = (name: string): string =>
  plainText(name).toLowerCase().replace(BETWEEN, '').normalize('NFC');

/** An account as it is looked up: in capitals, without spaces, dots and dashes. */
export const accountKey = (account: string): string =>
  plainText(account).toUpperCase().replace(BETWEEN, '').normalize('NFC');
